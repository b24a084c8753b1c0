"""The document between render and export, and its vocabulary; redline/ marks what changed between two."""
