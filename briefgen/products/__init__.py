"""Finished files: named, written whole, traced to their edition."""
