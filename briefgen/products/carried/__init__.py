"""What a PDF carries with it, and a desk made of that again."""
