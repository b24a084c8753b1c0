"""Records and a pack become the briefing."""
