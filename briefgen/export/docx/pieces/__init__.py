"""The text of a document in pieces: each is written by itself, kept by what it was made from, and joined to the others."""
