"""New records: the form of each kind with its comments, what is known filled in, what is not left open."""
