"""Makes what `briefgen build` was asked for, unless it is there already: then nothing that costs is imported.

Plain options are read by hand, and typer is imported for none but the rest. A progress bar shows on a terminal where the work takes more
than a second.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from time import perf_counter, time_ns
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from briefgen.cli.reporter import Reporter
from briefgen.desk.folder import find
from briefgen.pipeline import answered
from briefgen.pipeline.order import Made, Order, current, ordered

if TYPE_CHECKING:
    from datetime import date
    from threading import Timer
    from types import TracebackType

    from briefgen.content.model.pack import ProductName
    from briefgen.desk.kept import Kept


class BuildFormat(StrEnum):
    """What `build --format` takes."""

    pdf = "pdf"
    pdf_only = "pdf-only"
    docx = "docx"
    html = "html"
    all = "all"


class BuildProduct(StrEnum):
    """What `build --product` takes."""

    brief = "brief"
    pack = "pack"
    annex = "annex"


MAKES = {
    BuildFormat.pdf: {"pdf", "docx"},
    BuildFormat.pdf_only: {"pdf"},
    BuildFormat.docx: {"docx"},
    BuildFormat.html: {"html"},
    BuildFormat.all: {"pdf", "docx", "html"},
}
"""What may be asked for → the formats that it means."""
COMPLETION = "_BRIEFGEN_COMPLETE"
"""The variable with which a shell asks what a word may become."""
EXPANDED = frozenset("*?[~$%")
"""What typer expands on Windows, where shells do not."""
FLAGS = {"--strict": "strict", "--json": "as_json", "--quiet": "quiet", "--force": "force", "--no-cache": "no_cache"}
ONCE = {"--desk": "desk", "--output": "output"}
OFTEN = {"--format": ("formats", BuildFormat), "--product": ("products", BuildProduct)}
DELAY = 1.0  # seconds before the bar is shown
SOME = 4
"""Parts after which the time that the others take can be told."""


class Asked(NamedTuple):
    """The options of a build. desk: None for the one that the user stands in; packs, products, formats: none for what is usual."""

    desk: Path | None = None
    packs: Sequence[str] = ()
    products: Sequence[BuildProduct] = ()
    formats: Sequence[BuildFormat] = ()
    output: Path | None = None
    as_of: date | None = None
    strict: bool = False
    as_json: bool = False
    quiet: bool = False
    force: bool = False
    no_cache: bool = False
    on: str = ""

    def order(self) -> Order:
        """What that means in its desk. Raises ContentError (desk-missing)."""
        formats = set().union(*(MAKES[name] for name in self.formats or [BuildFormat.pdf]))
        products = cast("list[ProductName]", [product.value for product in self.products])
        return ordered(find(self.desk or Path.cwd()), self.packs, products, formats, self.output, self.as_of)

    def kept(self, order: Order) -> Kept:
        """What earlier builds of its desk made, and later ones may use."""
        from briefgen.desk.kept import Kept

        return Kept(None if self.no_cache else order.desk.root)

    def reporter(self) -> Reporter:
        """How it is told."""
        return Reporter(self.as_json, self.quiet, self.strict, nothing="nothing was built.")


def plain_build(arguments: Sequence[str], environment: Mapping[str, str]) -> Asked | None:
    """What `build` is asked for, where that can be read without doubt; None for all else, which is typer's to read or to refuse."""
    if arguments[:1] != ["build"] or COMPLETION in environment or (os.name == "nt" and EXPANDED & set("".join(arguments))):
        return None
    asked: dict[str, Any] = {"packs": [], "formats": [], "products": []}
    words = iter(arguments[1:])
    for word in words:
        name, equals, value = word.partition("=")
        if name in FLAGS and not equals:
            asked[FLAGS[name]] = True
        elif not word.startswith("-") and word:
            asked["packs"].append(word)
        elif name not in {*ONCE, *OFTEN} or not (value := value if equals else next(words, "")) or value.startswith("-"):
            return None
        elif name in ONCE:
            asked[ONCE[name]] = Path(value)
        elif value in [choice.value for choice in OFTEN[name][1]]:
            asked[OFTEN[name][0]].append(OFTEN[name][1](value))
        else:
            return None
    return Asked(**asked)


def make(asked: Asked) -> None:
    """Makes and tells. Raises ContentError (desk-missing), UnknownPack and NothingWanted; ends with 1 where a problem stands."""
    reporter, order = asked.reporter(), asked.order()
    try:
        reporter.made(_made(asked, order, reporter))
    except Exception as error:
        from briefgen.diagnostics.diagnostic import ContentError, in_order

        if isinstance(error, ContentError):
            reporter.fail(in_order(error.problems))
        raise


def _made(asked: Asked, order: Order, reporter: Reporter) -> Made:
    begun = time_ns()
    made_from = order.made_from()
    if not asked.force and (made := current(order, reporter.strict, made_from)):
        names = [row["name"] for row in made.rows]
        answered.note(sys.argv[1:], os.environ, order, begun, names, [] if reporter.quiet else reporter.rows(made))
        return made
    from briefgen.pipeline.make import fresh

    told = not (reporter.quiet or reporter.as_json)
    with asked.kept(order) as kept:
        return fresh(
            order._replace(kept=kept, on=asked.on, tell=lambda words: print(words, file=sys.stderr)),
            made_from,
            reporter.stops,
            lambda steps: Progress(steps, visible=told),
        )


class Progress:
    """Counts steps; shows a bar on standard error once the work has taken a second, and takes it away at the end."""

    def __init__(self, steps: int, *, visible: bool) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._steps = steps
        self._timer: Timer | None = None
        self._parts: dict[bool | None, int] = {True: 0, None: 0, False: 0}
        self._started = perf_counter()
        self._visible = visible and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        if self._visible:
            from threading import Timer

            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                TextColumn("{task.description}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=self._steps, completed=-1)
            self._timer = Timer(DELAY, self._bar.start)
            self._timer.daemon = True
            self._timer.start()
        return self

    def step(self, words: str) -> None:
        """Says what begins; what was under way is done."""
        if self._bar:
            self._bar.update(self._task, advance=1, description=words)

    def part(self, kept: bool | None) -> None:
        """Counts the parts of large documents: kept (True), to be set (None), set (False)."""
        if kept is None and not self._parts[None]:
            self._started = perf_counter()  # what was done before says nothing of how long a part takes
        self._parts[kept] += 1
        if self._bar and not kept:
            done, asked = self._parts[False], self._parts[None]
            self._bar.update(self._task, description=f"{done} of {asked} parts set{self._left(done, asked)}, {self._parts[True]} kept")

    def _left(self, done: int, asked: int) -> str:
        """How long the parts that are left take, as long as those before them; nothing is said before some are done."""
        if done < SOME or done == asked:
            return ""
        left = (perf_counter() - self._started) / done * (asked - done)
        return f" (about {left:.0f} s left)"

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._timer and self._bar:
            self._timer.cancel()
            self._bar.stop()
