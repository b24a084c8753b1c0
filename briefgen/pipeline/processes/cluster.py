"""Parts set on a cluster that is there already: Dask's scheduler and workers, which the extra `briefgen[cluster]` speaks to.

What sets pages goes to the workers once and is known there by its digest. A worker that is lost is Dask's to replace: its parts are set by
others. Files are linked by a process of this machine, as all their parts come here anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from typing import Any

from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.export.pdf.linked.in_parts import LINK
from briefgen.export.pdf.setting import Setting
from briefgen.pipeline.processes.pool import Processes, call

TIMEOUT = 10
"""Seconds in which a scheduler answers."""
RETRIES = 3
"""How often a part is tried again that a lost worker had."""


class Cluster:
    """Runs functions on the workers of a scheduler. Ends like a pool of processes.

    address: the scheduler's, as tcp://host:8786; machine: digest of the code, fonts and libraries here, which a worker
    must have too; tell: takes what is said of those that have not.
    Raises ContentError (cluster-unusable) where there is no such scheduler, or no worker that sets the same pages.
    """

    def __init__(self, address: str, machine: str, tell: Callable[[str], None] = lambda _: None) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            hint = "Install the extra: pip install 'briefgen[cluster]'."
            raise _unusable(address, "what speaks to Dask is not installed", hint) from None
        try:
            self._client: Any = distributed.Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise _unusable(
                address, f"no scheduler answers ({type(error).__name__})", "Is the address right, and the scheduler up?"
            ) from None
        found = self._client.run(what_sets, on_error="return")
        other = {name: _why(told) for name, told in sorted(found.items()) if told != machine}
        for name, why in other.items():
            tell(f"Worker {name} is not used: {why}.")
        if len(other) == len(found):
            raise _unusable(
                address, "it has no worker that sets the same pages", "Install there what is installed here: the same lock file."
            )
        workers = sorted(set(found) - set(other))
        self._executor = self._client.get_executor(workers=workers, pure=False, retries=RETRIES)
        self._sent: dict[str, Any] = {}
        self._here = Processes()

    def submit(self, address: str, /, *arguments: Any) -> Future[Any]:
        """Begins a function. address: its module and its name."""
        if address == LINK:
            return self._here.submit(address, *arguments)
        begun: Future[Any] = self._executor.submit(call, address, *map(self._shared, arguments))
        return begun

    def _shared(self, argument: Any) -> Any:
        """A setting as the workers know it; all else as it is."""
        if not isinstance(argument, Setting):
            return argument
        if argument.key not in self._sent:
            self._sent[argument.key] = self._client.scatter(argument, hash=True, broadcast=True)
        return self._sent[argument.key]

    def close(self, *, at_once: bool = False) -> None:
        """Takes leave of the cluster; what it is still at for us is given up."""
        self._executor.shutdown(wait=False)
        self._client.close(timeout=TIMEOUT)
        self._here.close(at_once=at_once)


def what_sets() -> str:
    """The digest of what sets pages in the process that is asked."""
    from briefgen.pipeline.machine_key import machine_key

    return machine_key()


def _why(told: Any) -> str:
    return "its code, fonts or libraries are others than here" if isinstance(told, str) else f"it has no briefgen that works ({told!r})"


def _unusable(address: str, why: str, hint: str) -> ContentError:
    return ContentError([Diagnostic("cluster-unusable", f"{address}: {why}.", Location("--on"), hint)])
