"""What the annex says besides: every fact with its words, every move, offices, notes on the sources."""
