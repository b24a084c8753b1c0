"""From the old form of a desk, where a fact was typed up to five times, to that in which it is written once. Plain data in and out."""
