"""One module a section of the pack, named as its template."""
