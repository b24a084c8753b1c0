"""Timeline and strips, painted as SVG."""
