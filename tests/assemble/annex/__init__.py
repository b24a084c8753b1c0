"""Tests of what stands in the annex."""
