"""Statements held against archived texts."""
