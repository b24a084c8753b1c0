"""The command that editors start to be told what is wrong while somebody types: lsp."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command()(lsp)


def lsp() -> None:
    """Serve an editor over standard input and output, as its language server."""
    from briefgen.lsp.server import serve

    serve()
