"""Sentences held against the paragraphs they cite: the values, which words answer which, and the one call that asks every rule."""
