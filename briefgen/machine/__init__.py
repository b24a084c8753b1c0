"""What this machine is and has: libraries, font cache, the date it sets; doctor says what is missing."""
