"""Large PDFs: parts that begin a page are set one by one, kept, and linked into one file."""
