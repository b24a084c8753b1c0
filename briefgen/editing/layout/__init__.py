"""The canonical layout of a content file: fields in the order of the records, lines as the house writes them, comments in their places."""
