"""What a drawing shows: the boxes of its lines of text and of its signs, and its rules; and events to draw."""

from __future__ import annotations

import random
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from hypothesis import strategies as st

from briefgen.assemble.values import TimelineMark
from briefgen.fonts.metrics import width
from briefgen.render.drawing import signs
from briefgen.render.drawing.signs import Status

SVG = "{http://www.w3.org/2000/svg}"
STATUSES: tuple[Status, ...] = ("occurred", "planned", "expected", "proposed")
LATIN = ["Ministers", "agree", "roadmap", "for", "realignment", "of", "U.S.", "forces", "<draft>", "&", "on", "“deterrence”"]
WORDS = [*LATIN, "日米協議", "外務省、声明を発表"]
LABELS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
Box = tuple[float, float, float, float]


@st.composite
def marks(draw_from: st.DrawFn, most: int = 40) -> list[TimelineMark]:
    """Marks of all kinds in chronological order: days, spans, open ends, undated; over decades or within one month."""
    first = draw_from(st.sampled_from([date(1, 1, 1), date(1960, 1, 20), date(2005, 4, 1), date(9998, 12, 1)]))
    days = st.integers(0, draw_from(st.sampled_from([0, 27, 250, 390])) * draw_from(st.sampled_from([1, 60])))
    made = []
    for day in sorted(draw_from(st.lists(days, max_size=most))):
        start = min(first.toordinal() + day, date.max.toordinal())
        end = min(start + draw_from(st.sampled_from([0, 0, 0, 30, 2000])), date.max.toordinal())
        ends = draw_from(st.sampled_from([(start, start), (start, start), (start, end), (None, start), (start, None), (None, None)]))
        made.append(mark(ends, draw_from(LABELS), draw_from(st.sampled_from(STATUSES))))
    return made


def mark(ends: tuple[int | None, int | None], label: str, status: Status = "occurred") -> TimelineMark:
    """A mark between two days."""
    first, last = (date.fromordinal(day) if day else None for day in ends)
    words = " to ".join(str(day) for day in dict.fromkeys((first, last)) if day)
    return TimelineMark(label, words or "undated", first, last, status, "#event-x")


def on(day: str, label: str = "Talks", status: Status = "occurred") -> TimelineMark:
    """A mark on one day."""
    return TimelineMark(label, day, date.fromisoformat(day), date.fromisoformat(day), status)


def undated(label: str, status: Status = "planned") -> TimelineMark:
    """A mark without a day."""
    return TimelineMark(label, "undated", None, None, status)


def realistic(count: int, first: date, last: date) -> list[TimelineMark]:
    """Events with labels of five words at random days, the same in every run."""
    dice = random.Random(count)
    days = sorted(first + timedelta(dice.randrange((last - first).days)) for _ in range(count))
    return [on(str(day), f"Four ministers meet on {dice.choice(WORDS)}", dice.choice(STATUSES)) for day in days]


def texts(svg: ET.Element) -> list[str]:
    """All lines of text, in order."""
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


def size(svg: ET.Element) -> tuple[float, float]:
    """Width and height of the picture."""
    wide, high = map(float, svg.get("viewBox", "").split()[2:])
    return wide, high


def text_boxes(svg: ET.Element) -> list[Box]:
    """Left, top, right and bottom of each line of text, from the font's tables. The bottom is that of its deepest letter."""
    letters = float(next(svg.iter(f"{SVG}g")).get("font-size", ""))
    return [_text_box(text, letters) for text in svg.iter(f"{SVG}text")]


def _text_box(text: ET.Element, letters: float) -> Box:
    words = text.text or ""
    wide = width(words, signs.FACE, letters)
    left = float(text.get("x", "")) - {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")] * wide
    baseline = float(text.get("y", ""))
    plain = all(letter.isdigit() or letter in "abcdefhiklmnorstuvwxz " for letter in words)
    return left, baseline - 0.7 * letters, left + wide, baseline + (0.02 if plain else 0.21) * letters


def sign_boxes(svg: ET.Element) -> list[Box]:
    """Left, top, right and bottom of each sign."""
    found = [_around(sign) for sign in svg.iter() if sign.tag in {f"{SVG}circle", f"{SVG}rect", f"{SVG}polygon"}]
    return [box for box in found if box]


def _around(sign: ET.Element) -> Box | None:
    at = {name: float(value) for name, value in sign.items() if name in {"x", "y", "cx", "cy", "r", "width", "height"}}
    if sign.get("points"):
        xs, ys = zip(*(map(float, point.split(",")) for point in sign.get("points", "").split()), strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    if "r" in at:
        return at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"]
    return at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]


def rules(svg: ET.Element) -> list[Box]:
    """Both ends of each straight line."""
    ends = ("x1", "y1", "x2", "y2")
    return [tuple(float(line.get(end, "")) for end in ends) for line in svg.iter(f"{SVG}line")]  # type: ignore[misc]


def dashed(svg: ET.Element) -> list[float]:
    """Where the lines of an as-of date stand."""
    return [float(line.get("x1", "")) for line in svg.iter(f"{SVG}line") if line.get("stroke-dasharray") == "2.4 1.6"]


def overlaps(boxes: Sequence[Box], others: Sequence[Box] | None = None) -> list[tuple[Box, Box]]:
    """The pairs of boxes that share a point, of one list or of two."""
    pairs = combinations(boxes, 2) if others is None else ((one, other) for one in boxes for other in others)
    return [(a, b) for a, b in pairs if not (a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1])]


def crosses(line: Box, box: Box) -> bool:
    """Whether a straight line has a point within a box: the line is cut at each side of the box, and something is left of it."""
    x, y, dx, dy = line[0], line[1], line[2] - line[0], line[3] - line[1]
    low, high = 0.0, 1.0
    for along, near, far in ((dx, box[0] - x, box[2] - x), (dy, box[1] - y, box[3] - y)):
        if abs(along) < 1e-9:
            if near >= -1e-6 or far <= 1e-6:
                return False
            continue
        first, last = sorted((near / along, far / along))
        low, high = max(low, first), min(high, last)
    return high - low > 1e-6
