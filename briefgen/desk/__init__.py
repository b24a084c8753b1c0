"""A desk's folder: files, templates, git, new desks."""
