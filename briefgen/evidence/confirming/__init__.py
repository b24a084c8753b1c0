"""Sentences that a person has read beside their sources and confirmed, or refused."""
