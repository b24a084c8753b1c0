"""The document becomes the bytes of a format: PDF, Word, HTML."""
