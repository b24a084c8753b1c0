"""The base document and its styles, built-in or of the desk."""
