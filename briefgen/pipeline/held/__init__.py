"""A desk held open by a process that serves an editor: what changed is read again, and texts that nobody saved yet count."""
