"""`python -m briefgen`."""

from __future__ import annotations

from briefgen.cli.app import main

main()
