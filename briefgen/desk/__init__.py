"""A desk's folder: files, settings, templates and how they are filled, git, editor schemas; new desks, and old ones migrated."""
