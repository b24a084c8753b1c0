"""Editions, old desks and files that came back, made again."""
