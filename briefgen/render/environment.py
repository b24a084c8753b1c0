"""What the templates of a pack are given: the briefing, and what draws, numbers and sets. desk/filled_templates.py fills them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from briefgen.assemble.briefing import Briefing
from briefgen.assemble.values import TimelineMark
from briefgen.desk.filled_templates import filled
from briefgen.desk.templates import Templates
from briefgen.render.caption_numbers import Numbers
from briefgen.render.drawing import issue_strip
from briefgen.render.drawing.narrow_strip import draw_narrow
from briefgen.render.drawing.strip_words import describe
from briefgen.render.drawing.time_strip import draw
from briefgen.render.line_html import set_line
from briefgen.render.view import View

ROOT_TEMPLATE = "pack.html.j2"


def pack_html(briefing: Briefing, view: View, templates: Templates) -> str:
    """A product's document as its templates make it. Raises ContentError (template-error)."""
    numbers = Numbers()
    functions: dict[str, Callable[..., Any]] = {
        "number": numbers.number,
        "reference": numbers.reference,
        "draw_timeline": _drawn(draw),
        "draw_timeline_narrow": _drawn(draw_narrow),
        "describe_timeline": describe,
        "draw_strip": lambda *args: Markup(issue_strip.draw(*args)),
        "describe_strip": issue_strip.describe,
        "css": lambda name: Markup(templates.text(name)),
    }
    filters = {"line": set_line, "sentence_case": lambda text: text[:1].upper() + text[1:]}
    return numbers.filled(filled(templates, ROOT_TEMPLATE, {"b": briefing, "v": view}, filters, functions))


def _drawn(draw_marks: Callable[..., str]) -> Callable[[Any, str, str], Markup]:
    """A function for templates that draws marks as of a day that is given in words of ISO 8601, with a text alternative."""
    return lambda marks, as_of, title: Markup(_drawing(draw_marks, tuple(marks), date.fromisoformat(as_of), title))


@lru_cache(8)
def _drawing(draw_marks: Callable[..., str], marks: tuple[TimelineMark, ...], as_of: date, title: str) -> str:
    """A drawing, which brief and pack share."""
    return draw_marks(marks, as_of=as_of, title=title)
