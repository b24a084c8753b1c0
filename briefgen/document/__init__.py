"""The document between render and export."""
