"""Templates filled by Jinja, and what is wrong with them in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from briefgen.assemble.briefing import Briefing
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.render.caption_numbers import Numbers
from briefgen.render.drawing import issue_strip, timeline
from briefgen.render.line_html import set_line

ROOT_TEMPLATE = "pack.html.j2"


def _fill(briefing: Briefing, templates: Templates) -> str:
    environment = SandboxedEnvironment(
        loader=FunctionLoader(partial(_source, templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["line"] = set_line
    environment.filters["sentence_case"] = lambda text: text[:1].upper() + text[1:]
    numbers = Numbers()
    environment.globals |= {
        "number": numbers.number,
        "reference": numbers.reference,
        "draw_timeline": _draw,
        "describe_timeline": timeline.describe,
        "draw_strip": lambda *args: Markup(issue_strip.draw(*args)),
        "describe_strip": issue_strip.describe,
        "css": lambda name: Markup(templates.text(name)),
    }
    try:
        return numbers.filled(environment.get_template(ROOT_TEMPLATE).render(b=briefing))
    except TemplateSyntaxError as error:
        raise ContentError([_template_problem(error.name or ROOT_TEMPLATE, error.lineno, error.message or "syntax error")]) from None
    except TemplateNotFound as error:
        raise ContentError([_template_problem(str(error.name or ROOT_TEMPLATE), 0, "There is no such template")]) from None
    except (
        TemplateError,
        TypeError,
        ValueError,
        AttributeError,
        LookupError,
        ArithmeticError,
        FileNotFoundError,
    ) as error:
        name, line, record = _template_place(error.__traceback__)
        if not name:
            raise
        raise ContentError([_template_problem(name, line, _in_words(error) + (f", while setting “{record}”" if record else ""))]) from None


def _in_words(error: Exception) -> str:
    """A template's error without Python's jargon."""
    unknown = re.match(r"'(?:\w+\.)*(?:(\w+) object|\w+)' (?:has no attribute '(\w+)'|is undefined)", str(error))
    if unknown and unknown[2]:
        return f"There is no “{unknown[2]}” in {unknown[1] or 'this value'}"
    undefined = re.match(r"'(\w+)' is undefined", str(error))
    return f"There is no “{undefined[1]}” here" if undefined else str(error)


def _source(templates: Templates, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    return (templates.text(name), f"templates/{name}", lambda: True) if templates.find(name) else None


def _draw(marks: Any, as_of: str, title: str) -> Markup:
    from datetime import date

    return Markup(timeline.draw(marks, as_of=date.fromisoformat(as_of), title=title))


def _template_problem(name: str, line: int, message: str) -> Diagnostic:
    return Diagnostic(
        "template-error",
        f"{message.rstrip('.')}.",
        Location(f"templates/{name.removeprefix('templates/')}", line),
        "Correct the template, or delete the desk's own copy to use the built-in one.",
    )


def _template_place(trace: TracebackType | None) -> tuple[str, int, str]:
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
