"""The command line: the only place that prints, writes and picks exit codes."""
