"""`python -m briefgen`."""

from briefgen.cli.app import main

main()
