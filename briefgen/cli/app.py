"""The briefgen command: every subcommand in one place, what happens when one fails, and the exit codes.

0: good. 1: problems in the content, the templates or the place to write to. 2: wrong usage. 3: briefgen's own fault.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import Annotated

import typer

import briefgen
from briefgen.cli import budget, build, desk, editions, evidence, products, word
from briefgen.cli.reporter import Reporter, own_fault
from briefgen.diagnostics.diagnostic import ContentError, in_order

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Make briefing packs from the YAML files of a desk. Start with `briefgen check`, then `briefgen build`.",
    epilog="Exit codes: 0 good; 1 something in the content or templates must be mended; 2 the command was mistyped; "
    "3 a fault of briefgen itself.",
)
OUTPUT_LOST = {errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EBADF}
"""What the system says where standard output cannot be written, a full disk for one."""


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {briefgen.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    pass


for module in (build, budget, desk, evidence, editions, word, products):
    module.register(app)


def main() -> None:
    """Runs the command line and ends the process with its exit code. No traceback reaches a user."""
    gc.disable()  # next to nothing that a command makes is a cycle, and the collector costs a build about 15 %
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        try:
            app(prog_name="briefgen")
        finally:
            sys.stdout.flush()
    except ContentError as error:
        Reporter().problems(in_order(error.problems))
        sys.exit(1)
    except BrokenPipeError:
        _give_up_output()
        sys.exit(1)
    except OSError as error:
        if error.filename is None and error.errno in OUTPUT_LOST:
            _give_up_output()
            print(f"The output could not be written: {error.strerror}.", file=sys.stderr)
            sys.exit(1)
        sys.exit(own_fault())
    except Exception:
        sys.exit(own_fault())


def _give_up_output() -> None:
    """Sends what is left to nowhere, so that the end of the process does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
