"""Words, names, numbers and dates in sentences: no record, and no file but the word lists."""
