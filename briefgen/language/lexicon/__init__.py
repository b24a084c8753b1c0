"""Word lists as plain YAML, and how they are read; a desk may add to each of them."""
