"""Independent judges over every product: `./run judge`."""
