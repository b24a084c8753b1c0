"""Records: typed, read, validated, selected."""
