"""What is written into an editor's files: YAML changed in place, sources proposed, texts migrated."""
