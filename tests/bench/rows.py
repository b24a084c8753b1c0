"""The rows of the benchmark's table: how each is measured, and what it may cost.

Each is measured on generated desks and in processes of its own. B is what the naive tagged script takes for the same content in the same
run, D what docxtpl takes, N what python-docx takes by its table cells. A goal holds for its size only.
"""

from __future__ import annotations

import json
import math
import os
import random
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from tests.bench import corpus, peers
from tests.bench.edits import change_title, change_word, new_word
from tests.bench.measure import HERE, ROOT, Cost, Failed, measure, median, once
from tests.bench.table import Against, line, ratio

COLD = {500: 0.40, 50: 0.50, 5: 0.85}
"""Developments → the most that a cold PDF may take, × B."""
WORD, TITLE, KEPT = 0.02, 0.07, 0.01
"""The most that PDFs may take after a change of one word, of one title, and of one word where the process is kept, × B of 500."""
NOTHING = 60
"""Milliseconds beyond Python's own start that a build may take where nothing changed."""
GROWTH = 1.10
"""The highest exponent of cold time by size."""
MEMORY = 450
"""MB that the largest process of a build of 500 may take."""
LINKED = 1.10
"""How large a file may be beside the same set in one piece."""
DOCX_COLD, DOCX_WORD = 4.0 / 0.9, 1.2 / 0.9
"""Word of 500, cold and after a change of one word: 4.0 s and 1.2 s where docxtpl takes 0.9 s, × D."""
DOCX_FEW = 2.5
"""Word of 5, × N."""
CHECK, VERIFY = 1.2 / 106, 2.5 / 106
"""check and verify of 500 with nothing kept: 1.2 s and 2.5 s where the naive PDF takes 106 s, × B."""
AT = 500
"""The size that goals are for where no other is named."""
TIMES_LARGER = 4
"""How much larger the desk is that growth is measured at."""

PRODUCTS: Mapping[str, tuple[str, ...]] = {"pack": ("--product", "pack"), "brief, pack and annex": ()}
"""What is built: one document, as that of the naive script is, and all three."""
WORD_FILES: Mapping[str, tuple[str, ...]] = {"pack": ("--product", "pack"), "brief and pack": ()}
"""The same for Word, which has no annex."""
PEERS = {"naive_typst.py", "naive_docxtpl.py", "naive_pandoc.py"}
"""Scripts that need what `peers.install` installs."""


@dataclass
class Bench:
    """Desks and baselines that rows share. folder: where all of it goes; runs: of each command; sizes: of desks, in developments."""

    folder: Path
    runs: int
    sizes: Sequence[int]
    print: Callable[[str], None]
    chance: random.Random = field(default_factory=random.Random)
    _baselines: dict[tuple[str, int], Cost] = field(default_factory=dict)
    _cold: dict[tuple[str, int, str], Cost] = field(default_factory=dict)
    _primed: dict[str, Path] = field(default_factory=dict)

    @property
    def large(self) -> int:
        """The size of what is measured at one size only."""
        return max(self.sizes)

    def desk(self, size: int, name: str = "desk", archive: bool = False) -> Path:
        """A generated desk, with nothing kept when it is first asked for. name: those of other names are apart."""
        root = self.folder / f"{name}-{size}"
        return root if root.exists() else corpus.write(root, size, archive=archive)

    def base(self, size: int) -> Cost:
        """B: the naive tagged script."""
        return self._baseline("B", size, "naive_pdf.py", "one Jinja template and WeasyPrint, tagged")

    def cells(self, size: int) -> Cost:
        """N: python-docx through its table cells."""
        return self._baseline("N", size, "naive_docx.py", "python-docx through its table cells")

    def filled(self, size: int) -> Cost | None:
        """D: docxtpl; None where it is not installed."""
        if not self._has_docxtpl:
            return None
        return self._baseline("D", size, "naive_docxtpl.py", f"docxtpl {peers.version('docxtpl')}", str(self.folder / "template.docx"))

    def _baseline(self, letter: str, size: int, script: str, words: str, *more: str) -> Cost:
        if (letter, size) not in self._baselines:
            self._baselines[letter, size] = cost = self.naive(size, script, *more)
            self.print(line(f"{letter}, {size} developments: {words}", cost))
        return self._baselines[letter, size]

    def naive(self, size: int, script: str, *more: str) -> Cost:
        """What a naive script takes. Peers are found by their own scripts, and by nothing else that is measured."""
        command = [sys.executable, str(HERE / script), str(self.desk(size)), str(self.folder / "naive"), *more]
        environment = with_peers() if script in PEERS else None
        if more:
            once(command, environment)  # makes the template
        return measure(command, self.runs, environment=environment)

    def cold(self, size: int, kind: str, *more: str, name: str = "") -> Cost:
        """What a build takes where nothing was built before. name: of what is built, where it is to be remembered."""
        if (kind, size, name) not in self._cold:
            desk, out = self.desk(size), self.folder / "cold"
            self._cold[kind, size, name] = measure(build(desk, out, kind, *more), self.runs, lambda: forget(desk, out))
        return self._cold[kind, size, name]

    def primed(self, kind: str) -> Path:
        """A copy of the large desk that all its products were built from in this form."""
        if kind not in self._primed:
            desk = self._primed[kind] = self.desk(self.large, f"edited-{kind}")
            once(build(desk, out_of(desk), kind))
        return self._primed[kind]

    def edited(self, kind: str, change: Callable[[Path, str], Path], *more: str) -> Cost:
        """What a build takes after a change of one place, another each time, of a desk that was built before."""
        desk = self.primed(kind)
        command = build(desk, out_of(desk), kind, *more)
        once(command)
        costs = []
        for _ in range(self.runs):
            before = digests(out_of(desk), kind)
            change(desk, new_word(self.chance))
            costs.append(once(command))
            if digests(out_of(desk), kind) == before:
                raise Failed(f"a change of one word or title changed no {kind} file")
        return median(costs)

    @cached_property
    def _has_docxtpl(self) -> bool:
        there = peers.installed("docxtpl")
        if not there:
            self.print(line(f"D, docxtpl, is not there; {peers.INSTALL}"))
        return there

    @cached_property
    def start(self) -> Cost:
        """What Python takes to start and end."""
        return measure([sys.executable, "-c", "pass"], max(5, self.runs))

    def goal(self, most: float, at: int = AT, size: int | None = None) -> float | None:
        """A goal where it is for this size."""
        return most if (size or self.large) == at else None


def with_peers() -> dict[str, str]:
    """The environment in which peers are found."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(peers.FOLDER)])}


def build(desk: Path, out: Path, kind: str, *more: str) -> list[str]:
    """The command that builds the products of a desk in one form."""
    return briefgen("build", desk, "--output", str(out), "--format", kind, "--quiet", *more)


def briefgen(command: str, desk: Path, *more: str) -> list[str]:
    return [sys.executable, "-P", "-m", "briefgen", command, "--desk", str(desk), *more]


def out_of(desk: Path) -> Path:
    return desk.with_name(f"{desk.name}-out")


def forget(desk: Path, *outs: Path) -> None:
    """Takes away what builds kept and made."""
    for folder in (desk / ".briefgen", *outs):
        shutil.rmtree(folder, ignore_errors=True)


def digests(out: Path, kind: str) -> dict[str, bytes]:
    """File → digest, of what was built in a form."""
    return {path.name: sha256(path.read_bytes()).digest() for path in out.glob(f"*.{kind.removesuffix('-only')}")}


def cold(bench: Bench) -> Iterator[str]:
    """Cold PDFs at each size."""
    for size in bench.sizes:
        base = bench.base(size)
        for name, more in PRODUCTS.items():
            cost = bench.cold(size, "pdf-only", *more, name=name)
            goal = bench.goal(COLD[size], size, size) if size in COLD else None
            yield line(f"cold PDF, {size}: {name}", cost, ratio(cost, base, "B", goal))


def word(bench: Bench) -> Iterator[str]:
    """PDFs after a change of one word, in a process of their own."""
    yield from _after(bench, "one word", change_word, WORD)


def title(bench: Bench) -> Iterator[str]:
    """PDFs after a change of one title, in a process of their own."""
    yield from _after(bench, "one title", change_title, TITLE)


def _after(bench: Bench, words: str, change: Callable[[Path, str], Path], most: float) -> Iterator[str]:
    for name, more in PRODUCTS.items():
        cost = bench.edited("pdf-only", change, *more)
        yield line(f"{words} changed, {bench.large}: {name}", cost, ratio(cost, bench.base(bench.large), "B", bench.goal(most)))


def kept(bench: Bench) -> Iterator[str]:
    """PDFs after a change of one word, in a process that has built them before."""
    for name, more in PRODUCTS.items():
        desk = bench.primed("pdf-only")
        report = bench.folder / "kept.json"
        command = [sys.executable, "-m", "tests.bench.kept_process", str(desk), str(out_of(desk)), str(report), str(bench.runs), *more[1:]]
        before = digests(out_of(desk), "pdf")
        whole = once(command)
        if digests(out_of(desk), "pdf") == before:
            raise Failed("a change of one word changed no file")
        seconds, computed = json.loads(report.read_text(encoding="ascii"))
        cost = Cost(statistics.median(seconds), statistics.median(computed), whole.memory)
        against = ratio(cost, bench.base(bench.large), "B", bench.goal(KEPT))
        yield line(f"one word changed, {bench.large}, process kept: {name}", cost, against)


def nothing(bench: Bench) -> Iterator[str]:
    """A build where nothing changed, beside Python's own start."""
    desk = bench.primed("pdf-only")
    command = build(desk, out_of(desk), "pdf-only")
    once(command)
    cost = measure(command, max(5, bench.runs))
    yield line("Python starts and ends", bench.start)
    beyond = Against(1000 * (cost.seconds - bench.start.seconds), "ms", bench.goal(NOTHING), "start + ")
    yield line(f"nothing changed, {bench.large}: brief, pack and annex", cost, beyond)


def growth(bench: Bench) -> Iterator[str]:
    """How cold time grows with the content."""
    small, large = bench.large, TIMES_LARGER * bench.large
    for name, more in PRODUCTS.items():
        before, cost = (bench.cold(size, "pdf-only", *more, name=name) for size in (small, large))
        exponent = math.log(cost.seconds / before.seconds) / math.log(large / small)
        yield line(f"cold PDF from {small} to {large:,}: {name}", cost, Against(exponent, "", bench.goal(GROWTH), "size^"))


def memory(bench: Bench) -> Iterator[str]:
    """The peak of the largest process of a cold build."""
    for name, more in PRODUCTS.items():
        cost = bench.cold(bench.large, "pdf-only", *more, name=name)
        yield line(f"largest process, {bench.large}: {name}", cost, Against(cost.memory / 1e6, "MB", bench.goal(MEMORY)))


def size(bench: Bench) -> Iterator[str]:
    """The file of a pack beside the same set in one piece."""
    size = sorted(bench.sizes)[-2:][0]  # one of the largest takes minutes in one piece
    desk, parts, piece = bench.desk(size), bench.folder / "parts", bench.folder / "piece"
    forget(desk, parts, piece)
    once(build(desk, parts, "pdf-only", *PRODUCTS["pack"]))
    forget(desk)
    cost = once([sys.executable, "-m", "tests.bench.whole", str(desk), str(piece), "pack"])
    if digests(parts, "pdf") == digests(piece, "pdf"):
        yield line(f"file beside one set whole, {size}: not to be had, both are the same")
        return
    ours, whole = (sum(path.stat().st_size for path in folder.glob("*.pdf")) for folder in (parts, piece))
    yield line(f"set whole, {size}: pack, {figure_of(whole)}", cost)
    yield line(f"file beside it: {figure_of(ours)}", None, Against(ours / whole, "×", bench.goal(LINKED)))


def figure_of(size: int) -> str:
    """A file's size in MB."""
    return f"{size / 1e6:.2f} MB"


def docx(bench: Bench) -> Iterator[str]:
    """Word, cold and after a change of one word."""
    base = bench.filled(bench.large)
    for name, more in WORD_FILES.items():
        cost = bench.cold(bench.large, "docx", *more, name=name)
        yield line(f"cold Word, {bench.large}: {name}", cost, base and ratio(cost, base, "D", bench.goal(DOCX_COLD)))
    for name, more in WORD_FILES.items():
        cost = bench.edited("docx", change_word, *more)
        yield line(f"one word changed, Word, {bench.large}: {name}", cost, base and ratio(cost, base, "D", bench.goal(DOCX_WORD)))
    few = min(bench.sizes)
    for name, more in WORD_FILES.items():
        cost = bench.cold(few, "docx", *more, name=name)
        yield line(f"cold Word, {few}: {name}", cost, ratio(cost, bench.cells(few), "N", bench.goal(DOCX_FEW, 5, few)))


def check(bench: Bench) -> Iterator[str]:
    """check, with nothing kept."""
    desk = bench.desk(bench.large)
    cost = measure(briefgen("check", desk), bench.runs, lambda: forget(desk))
    yield line(f"check, {bench.large}", cost, ratio(cost, bench.base(bench.large), "B", bench.goal(CHECK)))


def verify(bench: Bench) -> Iterator[str]:
    """verify, with nothing kept, of a desk that has the texts of its sources."""
    desk = bench.desk(bench.large, "archived", archive=True)
    cost = measure(briefgen("verify", desk), bench.runs, lambda: forget(desk))
    yield line(f"verify, {bench.large}", cost, ratio(cost, bench.base(bench.large), "B", bench.goal(VERIFY)))


def beside(bench: Bench) -> Iterator[str]:
    """What others take for the same content."""
    if peers.installed("typst"):
        cost = bench.naive(bench.large, "naive_typst.py")
        yield line(f"Typst {peers.version('typst')}, tagged PDF, {bench.large}", cost, ratio(cost, bench.base(bench.large), "B"))
    else:
        yield line(f"Typst is not there; {peers.INSTALL}")
    filled = bench.filled(bench.large)
    if shutil.which("pandoc") or peers.installed("pypandoc"):
        cost = bench.naive(bench.large, "naive_pandoc.py")
        yield line(f"pandoc, Word, {bench.large}", cost, filled and ratio(cost, filled, "D"))
    else:
        yield line(f"pandoc is not there; {peers.INSTALL}")


def quick(bench: Bench) -> Iterator[str]:
    """The quick commands on a copy of the project's own desk, beside a cold build of its PDFs."""
    desk, out = bench.folder / "first", bench.folder / "first-out"
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, desk / name)
    build_it = build(desk, out, "pdf-only")
    cost = measure(build_it, bench.runs, lambda: forget(desk, out))
    yield line("F, the first desk: cold PDFs", cost)
    commands = {
        "--help": [sys.executable, "-P", "-m", "briefgen", "--help"],
        "list": briefgen("list", desk),
        "check": briefgen("check", desk),
        "build, nothing changed": build_it,
    }
    for name, command in commands.items():
        took = measure(command, max(5, bench.runs))
        yield line(f"the first desk: {name}", took, ratio(took, cost, "F"))


ROWS: Mapping[str, Callable[[Bench], Iterator[str]]] = {
    "cold": cold,
    "word": word,
    "title": title,
    "kept": kept,
    "nothing": nothing,
    "growth": growth,
    "memory": memory,
    "size": size,
    "docx": docx,
    "check": check,
    "verify": verify,
    "peers": beside,
    "quick": quick,
}
"""Name → the rows that it measures, in the order in which they are printed."""
SLOW = {"growth"}
"""Rows that are measured only where they are asked for: they take minutes."""
