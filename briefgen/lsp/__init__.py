"""The language server: what check and verify know, told to an editor while somebody types."""
