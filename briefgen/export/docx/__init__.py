"""Word, by python-docx."""
