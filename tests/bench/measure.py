"""What whole processes cost: seconds, CPU seconds, and the peak memory of any process of the tree."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

SHORT = 30
"""Seconds below which a run is soon repeated."""


@dataclass(frozen=True)
class Cost:
    """What a command took. seconds: on the clock; computed: CPU seconds of all its processes; memory: peak of the largest, in bytes."""

    seconds: float
    computed: float
    memory: int


class Failed(RuntimeError):
    """A command that ended with another status than 0; the message says what it wrote."""


def measure(
    command: Sequence[str], runs: int, prepare: Callable[[], object] = lambda: None, environment: Mapping[str, str] | None = None
) -> Cost:
    """The medians of several runs, and the highest peak. prepare: is called before each run, and not measured.

    A short run that other load disturbed (waited twice as long as it computed) is repeated once. Raises Failed.
    """
    costs = []
    for _ in range(runs):
        prepare()
        cost = once(command, environment)
        if 2 * cost.computed + 0.5 < cost.seconds < SHORT:
            prepare()
            cost = once(command, environment)
        costs.append(cost)
    return median(costs)


def median(costs: Sequence[Cost]) -> Cost:
    """The medians of some costs, and the highest peak."""
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        statistics.median(cost.computed for cost in costs),
        max(cost.memory for cost in costs),
    )


def once(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """What one run of a command took, with the package of this folder before any that is installed. Raises Failed."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(HERE / "timed.py"), str(report), *command],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"{' '.join(command)} did not start:\n{done.stderr}")
        seconds, computed, memory, status = json.loads(report.read_text(encoding="ascii"))
    if status:
        raise Failed(f"{' '.join(command)} ended with {status}:\n{done.stderr}")
    return Cost(seconds, computed, memory)
