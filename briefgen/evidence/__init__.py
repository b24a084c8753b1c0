"""Citations and sentences held against the archived texts that they cite."""
