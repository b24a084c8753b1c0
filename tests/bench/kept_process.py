"""kept_process.py DESK OUT REPORT EDITS [PRODUCT…]: builds a desk's PDFs, and again after each of some edits, in one process.

Into the report go, as JSON, the seconds that each build after an edit took, and the CPU seconds. `rebuild` is what a process that is
kept calls.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from briefgen.desk.folder import find
from briefgen.desk.kept import Kept
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.pipeline.make import fresh
from briefgen.pipeline.order import Order
from briefgen.pipeline.worker import PdfWorker
from tests.bench.edits import change_word, new_word


class Silent:
    """Is told what begins and says nothing of it."""

    def step(self, words: str) -> None:
        pass

    def part(self, kept: bool | None) -> None:
        pass


@contextmanager
def silent(_: int) -> Iterator[Silent]:
    yield Silent()


def has_error(problems: Sequence[Diagnostic]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def rebuild(order: Order, worker: PdfWorker) -> None:
    """Makes the products anew from the desk as it is now."""
    with Kept(order.desk.root) as kept:
        fresh(order._replace(kept=kept), order.made_from(), has_error, silent, worker)


def main(desk: Path, out: Path, report: Path, edits: int, *products: str) -> None:
    order = Order(find(desk), (), products, ("pdf",), out, None, None)  # type: ignore[arg-type]
    chance = random.Random()
    gc.disable()  # as the command line does; what is left over is taken away between the builds, when nobody waits
    seconds, computed = [], []
    with PdfWorker(order.formats, Kept(desk)) as worker:
        rebuild(order, worker)
        for _ in range(edits):
            gc.collect()
            change_word(desk, new_word(chance))
            started, busy = perf_counter(), sum(os.times()[:4])
            rebuild(order, worker)
            seconds.append(perf_counter() - started)
            computed.append(sum(os.times()[:4]) - busy)
    report.write_text(json.dumps([seconds, computed]), encoding="ascii")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), *sys.argv[5:])
