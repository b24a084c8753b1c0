"""What is written into content/."""
