"""render: the briefing becomes one semantic HTML document in the declared vocabulary."""

from __future__ import annotations

import hashlib
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from types import TracebackType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

import briefgen
from briefgen.assemble.briefing import Briefing
from briefgen.assemble.typesetter import Abbr, Line, Mark, Marks, Piece
from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Place
from briefgen.document.page import Page
from briefgen.document.vocabulary import ATTRIBUTES, CLASSES, EVERYWHERE, SVG
from briefgen.language.inline_markup import Emphasis, Link, Strong, Words
from briefgen.render.caption_numbers import Numbers
from briefgen.render.drawing import issue_strip as strip
from briefgen.render.drawing import timeline
from briefgen.render.language_marks import told_apart

THIN, JOINER = "\u202f", "\u2060"  # no line ends before a reference mark, nor between two
ROOT_TEMPLATE = "pack.html.j2"
NO_BUILD = '<meta name="briefgen.pipeline.build" content=""/>'
"""What the template writes where the build id goes."""


def render(briefing: Briefing, templates: Templates) -> Page:
    """The document of a briefing. Raises ContentError for a broken template, a stray element or a dead link."""
    html = _stamped(told_apart(_fill(briefing, templates)))
    try:
        page = Page.parse(html)
    except ET.ParseError as error:
        line, _ = error.position
        excerpt = html.splitlines()[line - 1].strip()[:100] if line <= html.count("\n") + 1 else ""
        raise ContentError(
            [
                Diagnostic(
                    "template-error",
                    f"The templates' result is not well-formed ({error.msg.split(':')[0]}) near: {excerpt}",
                    Place(f"templates/{ROOT_TEMPLATE}"),
                    "Close every element, and write <br/> rather than <br>.",
                )
            ]
        ) from None
    problems = [*_strays(page.tree, templates), *_dead_links(page.tree)]
    if problems:
        raise ContentError(problems)
    return page


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
        "draw_strip": lambda *args: Markup(strip.draw(*args)),
        "describe_strip": strip.describe,
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


def _stamped(html: str) -> str:
    """The document with its build id: a digest of all that it says and of briefgen's version, the same in every build of it."""
    said = re.sub(r'<meta name="dcterms\.created"[^>]*>', "", html)  # SOURCE_DATE_EPOCH may set it
    build = hashlib.sha256(f"{briefgen.__version__}\n{said}".encode()).hexdigest()[:16]
    return html.replace(NO_BUILD, NO_BUILD.replace('""', f'"{build}"'), 1)


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
        Place(f"templates/{name.removeprefix('templates/')}", line),
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


def set_line(line: Line) -> Markup:
    """A line of pieces as HTML."""
    return Markup("".join(_piece(piece) for piece in line))


def _piece(piece: Piece) -> str:
    match piece:
        case Words(text):
            return str(escape(text))
        case Emphasis(children):
            return f"<em>{set_line(children)}</em>"
        case Strong(children):
            return f"<strong>{set_line(children)}</strong>"
        case Link(href, children):
            return f'<a href="{escape(href)}">{set_line(children)}</a>'
        case Abbr(text, expansion):
            return f'<abbr title="{escape(" ".join(expansion.split()))}">{escape(text)}</abbr>'
        case Marks(marks):
            return JOINER + THIN.join(_mark(mark) for mark in marks)
    raise TypeError(f"no HTML for {piece!r}")


def _mark(mark: Mark) -> str:
    return f'<a class="ref" role="doc-noteref" id="{mark.anchor}" href="#note-{mark.number}">{mark.number}</a>'


def _strays(tree: ET.Element, templates: Templates) -> Iterator[Diagnostic]:
    """Elements, classes and attributes outside the vocabulary, at the template line that writes them."""
    found: dict[str, str] = {}
    for element in _outside_svg(tree):
        tag = element.tag
        if tag not in ATTRIBUTES:
            found.setdefault(f"<{tag}", f"<{tag}> is not in the vocabulary")
            continue
        for name in element.attrib.keys() - EVERYWHERE - ATTRIBUTES[tag]:
            found.setdefault(f"{name}=", f"<{tag}> may not carry the attribute “{name}”")
        for name in set(element.get("class", "").split()) - CLASSES.get(tag, frozenset()):
            found.setdefault(name, f"<{tag}> may not carry the class “{name}”")
    for needle, message in sorted(found.items()):
        yield Diagnostic(
            "template-vocabulary",
            f"{message}, so Word could not show it.",
            _where(needle, templates),
            "Use an element, class or attribute of the vocabulary.",
        )


def _outside_svg(element: ET.Element) -> Iterator[ET.Element]:
    """The elements of the document; a figure's drawing counts as one and is left out."""
    yield element
    for child in element:
        if child.tag != f"{SVG}svg":
            yield from _outside_svg(child)


def _where(needle: str, templates: Templates) -> Place:
    for name, path in templates.files().items():
        if name.endswith(".j2"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                column = line.find(needle)
                if column >= 0:
                    return Place(f"templates/{name}", number, column + 1)
    return Place(f"templates/{ROOT_TEMPLATE}")


def _dead_links(tree: ET.Element) -> Iterator[Diagnostic]:
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    place = Place(f"templates/{ROOT_TEMPLATE}")
    for name, times in ids.items():
        if times > 1:
            yield Diagnostic(
                "template-vocabulary", f"The id “{name}” stands {times} times in the document.", place, "Every id stands once."
            )
    targets = {element.get("href", "") for element in tree.iter("a")}
    for target in sorted(targets):
        if target.startswith("#") and target[1:] not in ids:
            yield Diagnostic(
                "dead-link",
                f"A link leads to “{target}”, and nothing in the pack has that name.",
                place,
                "Correct the link, or add the section that holds its target.",
            )
        elif not re.match(r"#|https?://|mailto:", target):
            yield Diagnostic(
                "template-vocabulary", f"A link leads to “{target}”; only https, http, mailto and places in the pack are allowed.", place
            )
