"""The briefing becomes one HTML document in the declared vocabulary."""
