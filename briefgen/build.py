"""One linear story: content and a pack become the products of the formats asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from time import perf_counter

from briefgen.assemble import assemble
from briefgen.diagnostics import ContentError, Diagnostic
from briefgen.export import Product
from briefgen.render import Page, render
from briefgen.templates import Templates
from briefgen.validate import Content, Entry

FORMATS = ("pdf", "docx", "html")


@dataclass(frozen=True)
class Built:
    """A product with its pack, format and the seconds it took."""

    pack: str
    format: str
    product: Product
    seconds: float

    @property
    def name(self) -> str:
        """File name in the output folder."""
        return f"{self.pack}.{self.format}"


def build(
    content: Content, packs: Sequence[str], formats: Iterable[str], templates: Templates, step: Callable[[str], None] = lambda _: None
) -> list[Built]:
    """The products of some packs. `step` is told what begins. Raises ContentError for what stops a pack."""
    wanted = [name for name in FORMATS if name in set(formats)]
    built: list[Built] = []
    for pack in packs:
        step(f"{pack}: assemble and render")
        started = perf_counter()
        try:
            page = render(assemble(content, pack), templates)
            shared = perf_counter() - started
            for name in wanted:
                step(f"{pack}.{name}: export")
                built.append(_export(page, templates, pack, name, shared))
        except ContentError as error:
            raise ContentError(_at_their_lines(error.problems, content)) from None
    return built


def _export(page: Page, templates: Templates, pack: str, name: str, shared: float) -> Built:
    started = perf_counter()
    product: Product = import_module(f"briefgen.export.{name}").export(page, templates)
    return Built(pack, name, product, shared + perf_counter() - started)


def _at_their_lines(problems: Iterable[Diagnostic], content: Content) -> list[Diagnostic]:
    """Dead links moved from the template to the YAML text that holds them, where one does."""
    return [_at_its_line(problem, content.entries) if problem.code == "dead-link" else problem for problem in problems]


def _at_its_line(problem: Diagnostic, entries: Iterable[Entry]) -> Diagnostic:
    target = problem.message.split("“")[1].split("”")[0]
    for entry in entries:
        for path, value, _ in entry.items:
            if isinstance(value, str) and f"]({target})" in value:
                return entry.problem(problem.code, problem.message, path, problem.hint, words=f"({target})")
    return problem
