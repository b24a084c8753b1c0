"""What a pack told: frozen, compared, seen from a day."""
