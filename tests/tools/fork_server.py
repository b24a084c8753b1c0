"""A process that has loaded briefgen and forks for each call, so that a call costs what it does and not half a second of imports.

The process of a call is as a cold one is: the same module runs as `python -m briefgen` runs it, with the arguments, folder, environment and
output of the call, and the interpreter ends it. Three things differ: what a cold start reads of the environment (see SEEN_WHEN_CALLED), the
seed of hashes, which is one for all calls of a server, and that every module is loaded. What is about these is called cold.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent.parent
SEEN_WHEN_CALLED = {"NO_COLOR", "PYTEST_CURRENT_TEST", "SOURCE_DATE_EPOCH", "TMPDIR"}
"""Variables that nothing reads before a command runs. With any other that is not as the server's own, a call is made cold."""
LONGEST = 200_000
"""Bytes of a call or an answer."""
LATE = ("pypdf", "resvg_py", "ruamel.yaml", "fontTools.subset", "fontTools.ttLib", "PIL.Image", "docx", "concurrent.futures.process")
"""What briefgen imports within functions, WeasyPrint apart."""


class ForkServer:
    """A server of one's own. Raises RuntimeError where it has ended before its time; what it said of that stands on standard error."""

    def __init__(self) -> None:
        self._environment = dict(os.environ)
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "tests.tools.fork_server", str(theirs.fileno())]
            self.process = subprocess.Popen(
                command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )

    def serves(self, environment: Mapping[str, str]) -> bool:
        """Whether a call with this environment is the same here as from a cold start."""
        names = self._environment.keys() | environment.keys()
        return {name for name in names if self._environment.get(name) != environment.get(name)} <= SEEN_WHEN_CALLED

    def run(self, arguments: Iterable[str], cwd: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Runs briefgen; standard input is empty."""
        order = {"arguments": list(arguments), "cwd": str(cwd.absolute()), "environment": dict(environment)}
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            status = self._asked(json.dumps(order).encode(), out.fileno(), err.fileno())
            return subprocess.CompletedProcess(["briefgen", *arguments], status, _text(out), _text(err))

    def _asked(self, order: bytes, *files: int) -> int:
        """The exit code of a call."""
        try:
            socket.send_fds(self._line, [order], files)
            return int(self._line.recv(LONGEST))
        except (ConnectionError, ValueError) as error:
            raise RuntimeError("The process that has loaded briefgen has ended.") from error

    def close(self) -> int:
        """Ends the server, waits until it is gone and gives its exit code."""
        self._line.close()
        return self.process.wait()


def _text(file: IO[bytes]) -> str:
    """What was written to a file, as subprocess reads text."""
    file.seek(0)
    return file.read().decode().replace("\r\n", "\n").replace("\r", "\n")


def _load() -> None:
    """Imports all that any command does."""
    import briefgen
    from briefgen.machine.pdf_engine import load_engine

    load_engine()
    own = [module.name for module in pkgutil.walk_packages(briefgen.__path__, "briefgen.") if not module.name.endswith("__main__")]
    for name in (*own, *LATE):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is loaded is no garbage of a call, and is not searched for any when one ends


def _answer_calls(line: socket.socket) -> bool:
    """Forks for each call and says how it ended, until nobody calls any more. Returns True in the process of a call."""
    while True:
        call, files, _, _ = socket.recv_fds(line, LONGEST, 2)
        if not call:
            return False
        child = os.fork()
        if not child:
            line.close()
            _become(json.loads(call), files)
            return True
        for file in files:
            os.close(file)
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(order: Mapping[str, object], files: Iterable[int]) -> None:
    """Takes on the arguments, the folder, the environment and the output of a call."""
    for target, file in enumerate(files, start=1):
        os.dup2(file, target)
        os.close(file)
    os.chdir(str(order["cwd"]))
    sys.path[0] = str(order["cwd"])
    sys.argv = ["briefgen", *order["arguments"]]  # type: ignore[misc]
    os.environ.clear()
    os.environ.update(order["environment"])  # type: ignore[call-overload]
    tempfile.tempdir = None  # is looked up once in a process


if __name__ == "__main__":
    _load()
    if _answer_calls(socket.socket(fileno=int(sys.argv[1]))):
        runpy.run_module("briefgen", run_name="__main__", alter_sys=True)
