"""Processes that work beside the one that was asked."""
