"""Every text can be read on every ground that it may stand on (WCAG 2.2, 1.4.3 and 1.4.11), and nothing is told by colour alone."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date

import pytest

from briefgen.assemble import values as timeline_values
from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.desk.templates import BUILT_IN
from briefgen.document.page import Page
from briefgen.document.vocabulary import SVG
from briefgen.pipeline.load import load
from briefgen.render.drawing import signs as shapes
from briefgen.render.drawing import time_strip
from briefgen.render.render import render
from tests.tools.desks import BuiltDesk

TEXT, SIGN = 4.5, 3.0
"""The least contrast of text, and of a sign or a rule that means something."""
WHITE = "#ffffff"
HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
SHEETS = ["print.css", "print-changes.css", "screen.css", "evidence.html.j2"]


def contrast(one: str, two: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1, by WCAG's formula."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint(texts: set[str], grounds: set[str], least: float = TEXT) -> list[tuple[str, str, float]]:
    """The pairs of text and ground that have too little contrast."""
    pairs = itertools.product(sorted(texts), sorted(grounds | {WHITE}))
    return [(text, ground, round(contrast(text, ground), 2)) for text, ground in pairs if contrast(text, ground) < least]


@pytest.mark.parametrize(("one", "two", "expected"), [("#000", "#ffffff", 21.0), ("#777777", "#fff", 4.48), ("#1b1b1b", "#1b1b1b", 1.0)])
def test_contrast_is_that_of_wcag(one: str, two: str, expected: float) -> None:
    """Black on white has 21, the lightest grey that fails has 4.48."""
    assert contrast(one, two) == pytest.approx(expected, abs=0.01)
    assert bool(faint({one}, {two})) == (expected < TEXT)


def declared(css: str, name: str) -> list[str]:
    """The values that a style sheet gives to a property."""
    return [value.strip() for value in re.findall(rf"(?<![-\w]){name}:\s*([^;}}]+)", css)]


@pytest.mark.parametrize("name", SHEETS)
def test_text_of_style_sheets_passes_on_every_ground(name: str) -> None:
    """Each colour of text, on white and on each background of the same sheet; colours written any other way than #rrggbb are refused."""
    css = (BUILT_IN / name).read_text(encoding="utf-8")
    texts, grounds = set(declared(css, "color")) - {"inherit"}, set(declared(css, "background"))
    assert texts
    assert [value for value in texts | grounds if not HEX.fullmatch(value)] == []
    assert faint(texts, grounds) == []


@pytest.mark.parametrize("name", SHEETS)
def test_no_colour_of_a_style_sheet_is_overlooked(name: str) -> None:
    """Every colour is one of text, of a background or of a rule between things, and no sheet uses names or functions for them."""
    css = (BUILT_IN / name).read_text(encoding="utf-8")
    values = [value for property in ("color", "background", r"border(?:-\w+)?") for value in declared(css, property)]
    assert set(HEX.findall(css)) == set(HEX.findall(" ".join(values)))
    assert not re.search(r"\b(?:rgba?|hsla?|oklch|color-mix|opacity)\b", css)


def test_text_in_word_passes_on_every_ground() -> None:
    """Each colour in Word's parts, on white and on each shading; colours come from no theme."""
    xml = "".join(path.read_text(encoding="utf-8") for path in sorted((BUILT_IN / "word").glob("*.xml")))
    texts = {f"#{value}" for value in re.findall(r'<w:color\b[^>]*w:val="(\w+)"', xml) if value != "auto"}
    grounds = {f"#{value}" for value in re.findall(r'w:fill="(\w+)"', xml) if value != "auto"}
    assert texts
    assert faint(texts, grounds) == []
    assert "themeColor" not in xml


@pytest.fixture(params=["example", "generated"])
def page(request: pytest.FixtureRequest, built_desk: Callable[..., BuiltDesk]) -> Page:
    """The page for the screen, pack and annex, of the worked example and of a generated desk."""
    return built_desk(request.param).screen


def test_text_and_signs_of_the_timeline_pass(page: Page) -> None:
    """The figure's words have the contrast of text, its signs and bars that of signs."""
    drawing = next(page.tree.iter(f"{SVG}svg"))
    words = {text.get("fill", shapes.INK) for text in drawing.iter(f"{SVG}text")}
    assert words
    assert faint(words, {shapes.PAPER}) == []
    assert faint({shapes.ACCENT, shapes.RULE}, {shapes.PAPER}, SIGN) == []
    assert set(HEX.findall(ET.tostring(drawing, encoding="unicode"))) <= {
        shapes.INK, shapes.ACCENT, shapes.RULE, shapes.FAINT, shapes.PAPER
    }  # fmt: skip


def test_signs_of_the_timeline_differ_without_colour() -> None:
    """Painted in black and white, no two signs are alike."""
    painted = [HEX.sub(lambda found: "dark" if luminance(found[0]) < 0.5 else "light", sign(0, 0)) for sign in shapes.SIGNS.values()]
    assert len(painted) == len(set(painted)) == 4


def test_the_timeline_names_its_signs() -> None:
    """The key of the figure says in words what each sign in use means, but for that of what has occurred."""
    day = date(2001, 1, 1)
    marks = [timeline_values.TimelineMark(f"event {number}", "2001", day, day, status) for number, status in enumerate(shapes.SIGNS)]
    drawn = time_strip.draw(marks, as_of=None, title="t")
    assert [status for status in shapes.SIGNS if f">{status}<" in drawn] == ["planned", "expected", "proposed"]


def words_of(element: ET.Element) -> str:
    """The text of an element."""
    return "".join(element.itertext()).strip()


def test_words_say_how_things_stand_and_who_speaks(page: Page) -> None:
    """Each event says its status and whose words it gives; each step of an issue says what moved; each issue says its state."""
    events = page.tree.findall(".//table[@class='events']/tbody/tr")
    assert events
    assert {words_of(event.findall("td")[1].find("p/span")) for event in events} <= {"Occurred", "Planned", "Expected", "Proposed"}
    assert all(words_of(event.find("td/p[@class='sentence-note']")).split("·")[0].strip() for event in events)
    states = page.tree.findall(".//span[@class='status']")
    assert states
    assert all(words_of(state) for state in states)


def test_comment_is_headed_by_words(page: Page) -> None:
    """What is set apart says what it is: the bottom line, or our comment."""
    asides = page.tree.findall(".//aside")
    assert asides
    assert {words_of(aside[0]).split(".")[0] for aside in asides} == {"Bottom line", "Our comment"}


def test_a_withdrawn_source_is_marked_in_words(desk: DeskFolder) -> None:
    """The first page, the references and the list of sources say that a source is withdrawn."""
    path = desk.root / "content/sources/oskary-courier.yaml"
    withdrawal = "withdrawn:\n  date: 2019-07-04\n  reason: The reporter made it up.\n"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + f"\n{withdrawal}", encoding="utf-8")
    content, problems = load(desk)
    assert content is not None, problems
    tree = render(assemble(content, "sound-ferries"), desk.templates).tree
    for part in ("summary", "sources", "references"):
        assert "withdrawn" in words_of(tree.find(f".//section[@id='{part}']")).lower()


def test_stacked_cells_on_a_phone_say_what_their_headers_say(page: Page) -> None:
    """The labels that the screen's style sheet puts before cells are the words of headers that it hides."""
    labels = declared((BUILT_IN / "screen.css").read_text(encoding="utf-8"), "content")
    assert labels
    cells = {label.strip('": ') for label in labels if label != '""' and "Changed" not in label}
    assert cells
    assert cells <= {words_of(head) for head in page.tree.iter("th")}
