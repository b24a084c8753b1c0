"""The styles of the base document: ids by name, and how each sets its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from briefgen.export.docx.oxml import W, twips
from briefgen.export.docx.styles.completion import style_name


@dataclass(frozen=True)
class Setting:
    """How a style sets its text. Lengths in points; `line` is a multiple where `rule` is "auto".

    frame: height of the rules above and below. joins: neighbours in the same style stand within one frame.
    """

    font: str = ""
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    frame: float = 0.0
    joins: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    outline: int = 9
    numbering: str = ""


class Styles:
    """The styles part of a document."""

    def __init__(self, element: Any) -> None:
        self._element = element
        self._by_name: dict[str, Any] = {}
        self._by_id: dict[str, Any] = {}
        for style in element.iterchildren(f"{W}style"):
            self._by_id[style.get(f"{W}styleId")] = style
            self._by_name[style_name(style)] = style
        self._settings: dict[str, Setting] = {}

    @property
    def part(self) -> Any:
        """The w:styles."""
        return self._element

    def id(self, name: str) -> str:
        """The id of a style by its name (Word ignores case)."""
        return str(self.element(name).get(f"{W}styleId"))

    @property
    def fonts(self) -> set[str]:
        """The names of the fonts that the styles set Latin text in."""
        return {font.get(f"{W}ascii", "") for font in self._element.iter(f"{W}rFonts")}

    def element(self, name: str) -> Any:
        """The w:style with that name."""
        return self._by_name[name.lower()]

    def kind(self, name: str) -> str:
        """The type of a style by its name: paragraph, character, table or numbering."""
        return str(self.element(name).get(f"{W}type", "paragraph"))

    def setting(self, identity: str) -> Setting:
        """How the style with that id sets its text, with all that it inherits."""
        if identity not in self._settings:
            setting = self._defaults
            for style in self._chain(identity):
                setting = applied(setting, style)
            self._settings[identity] = setting
        return self._settings[identity]

    def over(self, setting: Setting, identity: str) -> Setting:
        """A paragraph's setting with a character style over it."""
        for style in self._chain(identity):
            setting = applied(setting, style)
        return setting

    def tab_stops(self, identity: str) -> list[tuple[str, int]]:
        """The tab stops of a style: alignment and place (twentieths of a point), from the left."""
        stops: dict[int, str] = {}
        for style in self._chain(identity):
            for stop in style.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
                stops[twips(stop.get(f"{W}pos"))] = stop.get(f"{W}val", "left")
        return [(stops[place], place) for place in sorted(stops) if stops[place] != "clear"]

    def _chain(self, identity: str) -> list[Any]:
        """A style after those that it is based on, the first of them first. One that is based on itself ends there, as in Word."""
        chain: list[Any] = []
        style = self._by_id.get(identity)
        while style is not None and style not in chain:
            chain.append(style)
            parent = style.find(f"{W}basedOn")
            style = self._by_id.get(parent.get(f"{W}val")) if parent is not None else None
        return chain[::-1]

    def cell_margins(self, identity: str) -> dict[str, float]:
        """The margins (top, left, bottom, right; points) of a table style's cells."""
        margins = self._by_id[identity].find(f"{W}tblPr/{W}tblCellMar")
        return {side.tag.removeprefix(W): twips(side.get(f"{W}w")) / 20 for side in margins} if margins is not None else {}

    @cached_property
    def _defaults(self) -> Setting:
        defaults = self._element.find(f"{W}docDefaults")
        if defaults is None:
            return Setting()
        paragraph = applied(Setting(), defaults.find(f"{W}pPrDefault"))
        return applied(paragraph, defaults.find(f"{W}rPrDefault"))


def applied(base: Setting, holder: Any) -> Setting:
    """`base` changed by the w:pPr and w:rPr in `holder`."""
    changes: dict[str, Any] = {}
    for group, readers in (("pPr", PARAGRAPH), ("rPr", RUN)):
        properties = holder.find(W + group) if holder is not None else None
        for node in properties if properties is not None else ():
            reader = readers.get(str(node.tag).removeprefix(W))
            if reader:
                changes |= reader(node)
    return replace(base, **changes)


def _switch(name: str) -> Callable[[Any], dict[str, Any]]:
    return lambda node: {name: node.get(f"{W}val") not in {"0", "false"}}


def _spacing(node: Any) -> dict[str, Any]:
    found = {name: twips(node.get(W + name)) / 20 for name in ("before", "after") if node.get(W + name)}
    if node.get(f"{W}line"):
        rule = node.get(f"{W}lineRule", "auto")
        found |= {"rule": rule, "line": twips(node.get(f"{W}line")) / (240 if rule == "auto" else 20)}
    return found


def _indents(node: Any) -> dict[str, Any]:
    found = {name: twips(node.get(W + name)) / 20 for name in ("left", "right") if node.get(W + name)}
    if node.get(f"{W}hanging"):
        found["first"] = -twips(node.get(f"{W}hanging")) / 20
    return found


def _frame(node: Any) -> dict[str, Any]:
    """The height that rules above and below add: once for neighbours, or to each where a rule stands between them."""
    rules = [rule for rule in node if rule.tag in {f"{W}top", f"{W}bottom"}]
    height = sum(twips(rule.get(f"{W}space")) + twips(rule.get(f"{W}sz")) / 8 for rule in rules)
    return {"frame": height, "joins": node.find(f"{W}between") is None}


def _numbering(node: Any) -> dict[str, Any]:
    """The number 0 takes away a list that is inherited."""
    number = node.find(f"{W}numId")
    if number is None:
        return {}
    return {"numbering": "" if number.get(f"{W}val") == "0" else number.get(f"{W}val")}


PARAGRAPH: dict[str, Callable[[Any], dict[str, Any]]] = {
    "spacing": _spacing,
    "ind": _indents,
    "pBdr": _frame,
    "keepNext": _switch("keep_next"),
    "keepLines": _switch("keep_lines"),
    "pageBreakBefore": _switch("page_break"),
    "outlineLvl": lambda node: {"outline": twips(node.get(f"{W}val"))},
    "numPr": _numbering,
}
RUN: dict[str, Callable[[Any], dict[str, Any]]] = {
    "vanish": _switch("hidden"),
    "rFonts": lambda node: {"font": node.get(f"{W}ascii")} if node.get(f"{W}ascii") else {},
    "sz": lambda node: {"size": twips(node.get(f"{W}val")) / 2},
    "b": _switch("bold"),
    "i": _switch("italic"),
    "vertAlign": lambda node: {"raised": node.get(f"{W}val") == "superscript"},
}
