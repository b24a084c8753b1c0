"""Tests of the room of confirmations."""
