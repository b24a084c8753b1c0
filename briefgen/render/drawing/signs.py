"""What the figures are painted with: a sheet that texts and signs go on, and the signs. Lengths are points.

Only elements and presentation attributes that WeasyPrint, resvg and browsers all paint are used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Literal

from briefgen.fonts.metrics import missing
from briefgen.fonts.metrics import width as width_of

Status = Literal["occurred", "planned", "expected", "proposed"]
Anchor = Literal["start", "middle", "end"]
FACE = "SourceSans3-Regular"
FAMILIES = "'Source Sans 3','Noto Sans JP'"  # no space after the comma: WeasyPrint would keep the quotes
SIZE, LINE = 8.0, 9.4
LEADING = 1.07  # from line to line, in sizes of letters
MIDDLE = 2.7  # from the middle of a capital letter down to its baseline
INK, ACCENT, RULE, FAINT, PAPER = "#1b1b1b", "#1F4E79", "#808080", "#d2d2d2", "#ffffff"


@dataclass
class Sheet:
    """What is painted, in three layers, and how far down it reaches. size: of the letters."""

    width: float
    y: float = 0.0
    size: float = SIZE
    back: list[str] = field(default_factory=list)
    masks: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, anchor: Anchor = "start") -> None:
        """One line of text about the height y, on a mask that hides the rules behind it."""
        wide = measure(words, self.size)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        self.masks.append(tag("rect", x=left - 1.5, y=y - 4.2, width=wide + 3, height=8.8, fill=PAPER))
        self.line(x, y + MIDDLE, words, anchor)

    def line(self, x: float, baseline: float, words: str, anchor: Anchor = "start", fill: str = "") -> None:
        """One line of text on a baseline, where nothing is behind it."""
        # A browser without our faces squeezes its own into the same width. Words in a desk's faces have no measures, and room.
        squeezed: dict[str, str | float] = {"textLength": measure(words, self.size), "lengthAdjust": "spacingAndGlyphs"}
        fitted: dict[str, str | float] = {} if missing(words) else squeezed
        coloured: dict[str, str | float] = {"fill": fill} if fill else {}
        self.front.append(tag("text", escape(words, quote=False), x=x, y=baseline, text_anchor=anchor, **fitted, **coloured))

    def dated(self, x: float, baseline: float, when: str, words: str) -> None:
        """One line of which the first words tell a date; either part may be empty."""
        if when:
            self.line(x, baseline, when, fill=ACCENT)
            x += measure(f"{when} ", self.size)
        if words:
            self.line(x, baseline, words)

    def svg(self, title: str) -> str:
        """The picture, with its text alternative."""
        body = "".join((*self.back, *self.masks, *self.front))
        group = tag("g", body, font_family=FAMILIES, font_size=self.size, fill=INK)
        wide, high = number(self.width), number(self.y)
        box = {"viewBox": f"0 0 {wide} {high}", "width": wide, "height": high}  # no unit: resvg needs none, style sheets set the width
        return tag("svg", tag("title", escape(title, quote=False)) + group, xmlns="http://www.w3.org/2000/svg", role="img", **box)


def pill(low: float, high: float, y: float) -> str:
    """Filled circles that stand so close that they have grown together."""
    return tag("rect", x=low - 3, y=y - 3, width=high - low + 6, height=6, rx=3, fill=ACCENT)


def bar(low: float, high: float, y: float) -> str:
    caps = "".join(rule(x, y - 2.4, x, y + 2.4, ACCENT, 1.1) for x in (low, high))
    return rule(low, y, high, y, ACCENT, 1.5) + caps


def arrow(tail: float, head: float, y: float) -> str:
    back = 3.5 if head > tail else -3.5
    tip = tag("polygon", points=points((head, y), (head - back, y - 2), (head - back, y + 2)), fill=ACCENT)
    return rule(tail, y, head - back, y, ACCENT, 1.2, "2 1.4") + tip


def strokes(x: float, y: float) -> str:
    return "".join(rule(at - 1.6, y + 3.6, at + 1.6, y - 3.6, INK, 0.9) for at in (x - 1.7, x + 1.7))


def filled_circle(x: float, y: float) -> str:
    return tag("circle", cx=x, cy=y, r=3, fill=ACCENT)


def open_circle(x: float, y: float) -> str:
    return tag("circle", cx=x, cy=y, r=2.6, fill=PAPER, stroke=ACCENT, stroke_width=1.1)


def diamond(x: float, y: float) -> str:
    corners = points((x, y - 3.5), (x + 3.5, y), (x, y + 3.5), (x - 3.5, y))
    return tag("polygon", points=corners, fill=PAPER, stroke=ACCENT, stroke_width=1.1)


def dashed_square(x: float, y: float) -> str:
    return tag("rect", x=x - 2.7, y=y - 2.7, width=5.4, height=5.4, fill=PAPER, stroke=ACCENT, stroke_width=1, stroke_dasharray="1.6 1.1")


SIGNS: dict[Status, Callable[[float, float], str]] = {
    "occurred": filled_circle,
    "planned": open_circle,
    "expected": diamond,
    "proposed": dashed_square,
}
"""Status → its sign, painted about a point. They differ in shape or filling, so that they do without colour."""


def rule(x1: float, y1: float, x2: float, y2: float, stroke: str, thick: float, dashes: str = "") -> str:
    pattern = {"stroke_dasharray": dashes} if dashes else {}
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=thick, **pattern)


def points(*corners: tuple[float, float]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in corners)


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    pairs = ((key.replace("_", "-"), value if isinstance(value, str) else number(value)) for key, value in attributes.items())
    start = name + "".join(f' {key}="{_quoted(value)}"' for key, value in pairs)
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


def _quoted(value: str) -> str:
    return escape(value, quote=False).replace('"', "&quot;")


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def measure(words: str, size: float = SIZE) -> float:
    return width_of(words, FACE, size)
