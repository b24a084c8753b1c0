"""The records that editors write, as typed values."""
