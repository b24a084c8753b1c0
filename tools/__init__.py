"""Programs for those who work on briefgen; none of them is part of it."""
