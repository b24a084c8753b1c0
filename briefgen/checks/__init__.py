"""Editorial rules over whole records."""
