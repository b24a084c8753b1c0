"""The stages in a row: a desk loaded, packs built, editions made again."""
