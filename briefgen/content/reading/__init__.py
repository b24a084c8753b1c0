"""From the text of a file to plain data with the place of each part, and from the short forms in it to the full ones."""
