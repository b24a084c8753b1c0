"""The briefgen command: how it begins, what happens when it fails, and the exit codes.

A build with plain options is read by hand, so that one that finds nothing to do answers before typer is imported.

0: good. 1: problems in the content, the templates or the place to write to. 2: wrong usage. 3: briefgen's own fault.
130: stopped by the user.
"""

from __future__ import annotations

import errno
import gc
import os
import sys

OUTPUT_LOST = {errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT, errno.EBADF}
"""What the system says where standard output cannot be written, a full disk for one."""
STOPPED = 130
"""The exit code, as shells have it, of a command that the user stopped with Ctrl-C."""


def main() -> None:
    """Runs the command line and ends the process with its exit code. No traceback reaches a user."""
    gc.disable()  # next to nothing that a command makes is a cycle, and the collector costs a build about 15 %
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        try:
            _run()
        finally:
            sys.stdout.flush()
            gc.freeze()  # else the interpreter searches all that was made for cycles before it ends
    except KeyboardInterrupt:
        print("Stopped. What was there before is as it was.", file=sys.stderr)
        sys.exit(STOPPED)
    except BrokenPipeError:
        _give_up_output()
        sys.exit(1)
    except OSError as error:
        if error.filename is None and error.errno in OUTPUT_LOST:
            _give_up_output()
            print(f"The output could not be written: {error.strerror}.", file=sys.stderr)
            sys.exit(1)
        sys.exit(_told(error))
    except Exception as error:
        sys.exit(_told(error))


def _run() -> None:
    from briefgen.pipeline.answered import again

    if (said := again(sys.argv[1:], os.environ)) is not None:
        sys.stdout.write(said)
        return
    from briefgen.cli.making import make, plain_build
    from briefgen.pipeline.order import CannotBeMade

    if asked := plain_build(sys.argv[1:], os.environ):
        try:
            make(asked)
            return
        except CannotBeMade:
            pass  # is wrong usage, which typer tells
    from briefgen.cli.commands import app

    app(prog_name="briefgen")


def _told(error: Exception) -> int:
    """The exit code for what nobody caught, after it was told."""
    from briefgen.cli.reporter import Reporter, own_fault
    from briefgen.diagnostics.diagnostic import ContentError, in_order

    if not isinstance(error, ContentError):
        return own_fault()
    Reporter().problems(in_order(error.problems))
    return 1


def _give_up_output() -> None:
    """Sends what is left to nowhere, so that the end of the process does not try again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
