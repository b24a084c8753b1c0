"""Our own layout of the Word file, for the page numbers it carries."""
