"""The preview: a server on the loopback that shows a desk in a browser and follows it as it changes."""
