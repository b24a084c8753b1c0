"""The command that shows a desk in a browser while it is written: preview."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.options import DeskOption
from briefgen.preview.editors import USUAL


def register(app: typer.Typer) -> None:
    """Adds the command to the command line."""
    app.command()(preview)


def preview(
    desk: DeskOption = None,
    editor: Annotated[
        str, typer.Option("--editor", help="What a click opens: an address, or a command such as 'subl {file}:{line}:{column}'.")
    ] = USUAL,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen at; 0 for any that is free.")] = 0,
    host: Annotated[str, typer.Option("--host", help="Address of this machine to listen at; others need --allow-remote.")] = "127.0.0.1",
    allow_remote: Annotated[bool, typer.Option("--allow-remote", help="Let other machines see the preview.")] = False,
) -> None:
    """Show the desk in a browser and follow every save, until Ctrl-C."""
    from briefgen.desk.folder import find
    from briefgen.preview.editors import EditorError, opener
    from briefgen.preview.guard import LOOPBACK
    from briefgen.preview.run import run

    folder = find(desk or Path.cwd())
    if host not in LOOPBACK:
        if not allow_remote:
            raise typer.BadParameter(f"{host} can be reached by other machines; say --allow-remote if they are to.", param_hint="--host")
        typer.echo("Who has the address below can read this desk over the network, unencrypted, until you end the preview.", err=True)

    def told(address: str) -> None:
        typer.echo(f"{address}\nThe preview of {folder.root}. Ctrl-C ends it.")
        if open_browser:
            typer.launch(address)

    try:
        run(folder, opener(editor), told, date.today, host, port)
    except EditorError as error:
        raise typer.BadParameter(str(error), param_hint="--editor") from None
    except OSError as error:
        raise typer.BadParameter(f"the preview cannot listen at {host}:{port}: {error.strerror}.", param_hint="--port") from None
