"""briefgen: briefing packs in PDF and Word from YAML that editors can write."""

__version__ = "0.1.0"
