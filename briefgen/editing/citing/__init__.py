"""Words of a source become citations."""
