"""Drawings as Word shows them: SVG with outlined letters, and a small picture in its place."""
