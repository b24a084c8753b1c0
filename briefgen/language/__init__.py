"""Words, names, numbers and dates in sentences: no record, no file."""
