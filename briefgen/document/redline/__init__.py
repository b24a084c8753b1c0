"""Two documents become one in which is marked what changed."""
