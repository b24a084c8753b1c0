"""The faces that travel with the project, and their measures."""
