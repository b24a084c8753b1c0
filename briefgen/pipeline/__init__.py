"""The stages in a row: a desk loaded, packs built and released, editions and old desks made again."""
