"""The command line as typer reads it: every subcommand in one place."""

from __future__ import annotations

from typing import Annotated

import typer

import briefgen
from briefgen.cli import budget, build, desk, editions, evidence, products
from briefgen.cli.editors import cite, confirm, fmt, lsp, new, preview

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Make briefing packs from the YAML files of a desk. Start with `briefgen check`, then `briefgen build`.",
    epilog="Exit codes: 0 good; 1 something in the content or templates must be mended; 2 the command was mistyped; "
    "3 a fault of briefgen itself; 130 you stopped it.",
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {briefgen.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


for module in (build, budget, desk, evidence, editions, products, cite, confirm, fmt, lsp, new, preview):
    module.register(app)
