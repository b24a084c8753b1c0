"""HTML laid out on pages by WeasyPrint, and what is wrong with how it came out."""
