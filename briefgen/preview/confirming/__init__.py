"""The preview's page on which a second person confirms sentences beside their sources."""
