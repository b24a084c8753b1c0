"""Templates filled by Jinja: one environment for all that a desk can override, with limits, and with its errors at their line.

A desk may come from a stranger, so its templates run in Jinja's sandbox, and neither without end nor without measure. Turns of loops,
calls of macros and includes are counted, not timed: what is refused here is refused everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path
from types import CodeType, TracebackType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket
from jinja2.sandbox import SandboxedEnvironment

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

MOST_STEPS = 2_000_000
"""Turns of loops, macros called and templates included in one filling; a desk of 500 developments takes about 200,000."""
MOST_MEMORY = 1_000_000_000
"""Bytes that filling may take above what the process had before, where the system keeps such limits."""
MOST_COMPILED = 200
"""Templates that a process keeps compiled; a pack takes a dozen."""
_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    AttributeError,
    LookupError,
    ArithmeticError,
    FileNotFoundError,
    RecursionError,
    MemoryError,
)


class TooMuch(ArithmeticError):
    """A template that takes more steps than any pack needs."""


class _Compiled(BytecodeCache):
    """Templates that this process has compiled: the same text is not compiled again for the next document, which took most of the time.

    Jinja works out at once what it can, by the filters; so what was compiled with others is not taken. A filter is known by its name and
    where it is written, and must need nothing else.
    """

    _known: ClassVar[dict[tuple[object, ...], CodeType]] = {}

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        self._filters = tuple(sorted((name, filter.__module__, filter.__qualname__) for name, filter in filters.items()))

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._known.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._known) >= MOST_COMPILED:
            self._known.clear()
        if bucket.code:
            self._known[self._key(bucket)] = bucket.code

    def _key(self, bucket: Bucket) -> tuple[object, ...]:
        return bucket.key, bucket.checksum, self._filters


class _Environment(SandboxedEnvironment):
    """Jinja's sandbox, with a count of its steps."""

    def __init__(self, templates: Templates, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            loader=FunctionLoader(partial(_source, templates)),
            bytecode_cache=_Compiled(filters),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters |= filters
        self.steps = 0
        self._open: set[tuple[type, str]] = set()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute, if a template may read it. Of a field of a value of ours that is asked once: it says nothing but what it says."""
        asked = type(obj), attribute
        if asked in self._open:
            return getattr(obj, attribute)
        found = super().getattr(obj, attribute)
        kind: Any = type(obj)
        if is_dataclass(kind) and not attribute.startswith("_") and attribute in {field.name for field in fields(kind)}:
            self._open.add(asked)
        return found

    @property
    def step(self) -> None:
        """One more turn; a property, because a call out of the sandbox costs ten times as much. Raises TooMuch."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooMuch(f"It takes more than {MOST_STEPS:,} steps (turns of loops, macros and includes)")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The template with a look at `step` at the head of all that may run more than once."""
        tree = super()._parse(source, name, filename)
        found: list[Any] = [tree, *tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))]
        for node in found:
            count = nodes.ExprStmt(nodes.EnvironmentAttribute("step"))
            node.body.insert(0, count.set_lineno(node.lineno).set_environment(self))
        return tree


def filled(
    templates: Templates,
    name: str,
    values: Mapping[str, Any],
    filters: Mapping[str, Callable[..., Any]] | None = None,
    functions: Mapping[str, Callable[..., Any]] | None = None,
) -> str:
    """The text of the template `name` with these values. Raises ContentError (template-error) at the template's line."""
    environment = _Environment(templates, filters or {})
    environment.globals |= functions or {}
    try:
        with _memory_limited():
            return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise ContentError([template_problem(error.name or name, error.lineno, error.message or "syntax error")]) from None
    except TemplateNotFound as error:
        raise ContentError([template_problem(str(error.name or name), 0, "There is no such template")]) from None
    except _FAULTS as error:
        place, line, record = _place(error.__traceback__)
        if not place:
            raise
        raise ContentError([template_problem(place, line, _in_words(error) + (f", while setting “{record}”" if record else ""))]) from None


def template_problem(name: str, line: int, message: str) -> Diagnostic:
    """What is wrong with a template, at its line (0: none known)."""
    return Diagnostic(
        "template-error",
        f"{message.rstrip('.')}.",
        Location(f"templates/{name.removeprefix('templates/')}", line),
        "Correct the template, or delete the desk's own copy to use the built-in one.",
    )


def _source(templates: Templates, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    return (templates.text(name), f"templates/{name}", lambda: True) if templates.find(name) else None


@contextmanager
def _memory_limited() -> Iterator[None]:
    """While it is open, allocating too much raises MemoryError. Nothing is limited where the system cannot tell what the process has."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        before = resource.getrlimit(resource.RLIMIT_AS)
        wanted = pages * resource.getpagesize() + MOST_MEMORY
    except (ImportError, OSError, ValueError):
        yield
        return
    known = [limit for limit in before if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *known]), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def _in_words(error: BaseException) -> str:
    """A template's error without Python's jargon."""
    if isinstance(error, RecursionError):
        return "It includes or calls itself without end"
    if isinstance(error, MemoryError):
        return f"It takes more than {MOST_MEMORY // 1_000_000_000} GB of memory"
    unknown = re.match(r"'(?:\w+\.)*(?:(\w+) object|\w+)' (?:has no attribute '(\w+)'|is undefined)", str(error))
    if unknown and unknown[2]:
        return f"There is no “{unknown[2]}” in {unknown[1] or 'this value'}"
    undefined = re.match(r"'(\w+)' is undefined", str(error))
    return f"There is no “{undefined[1]}” here" if undefined else str(error)


def _place(trace: TracebackType | None) -> tuple[str, int, str]:
    """The innermost template of a traceback, its line, and the anchor of the record it was setting."""
    name, line, record = "", 0, ""
    while trace:
        filename = trace.tb_frame.f_code.co_filename
        if filename.startswith("templates/"):
            name, line = filename, trace.tb_lineno
            anchors = [value.anchor for value in trace.tb_frame.f_locals.values() if isinstance(getattr(value, "anchor", None), str)]
            record = anchors[-1] if anchors else record
        trace = trace.tb_next
    return name, line, record
