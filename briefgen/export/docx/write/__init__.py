"""Elements of the document become paragraphs and tables of Word."""
