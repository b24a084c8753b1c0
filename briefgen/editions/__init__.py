"""What a pack told: frozen as an edition, compared with another, seen from a day."""
