"""The styles of the base document: ids by name, and how each sets its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from briefgen.diagnostics import ContentError, Diagnostic, Place
from briefgen.export.docx.oxml import W

STYLES = "word/styles.xml"


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
            self._by_name[style.find(f"{W}name").get(f"{W}val").lower()] = style
        self._settings: dict[str, Setting] = {}

    def id(self, name: str) -> str:
        """The id of a style by its name (Word ignores case). Raises ContentError where the styles file lacks it."""
        style = self._by_name.get(name.lower())
        if style is None:
            raise ContentError(
                [
                    Diagnostic(
                        "style-missing",
                        f"The Word styles have none named “{name}”.",
                        Place(f"templates/{STYLES}"),
                        "Add the style, or delete the desk's own copy to use the built-in one.",
                    )
                ]
            )
        return str(style.get(f"{W}styleId"))

    def setting(self, identity: str) -> Setting:
        """How the style with that id sets its text, with all that it inherits."""
        if identity not in self._settings:
            style = self._by_id[identity]
            parent = style.find(f"{W}basedOn")
            base = self.setting(parent.get(f"{W}val")) if parent is not None else self._defaults
            self._settings[identity] = applied(base, style)
        return self._settings[identity]

    def over(self, setting: Setting, identity: str) -> Setting:
        """A paragraph's setting with a character style over it."""
        chain = [self._by_id[identity]]
        while (parent := chain[-1].find(f"{W}basedOn")) is not None:
            chain.append(self._by_id[parent.get(f"{W}val")])
        for style in reversed(chain):
            setting = applied(setting, style)
        return setting

    def cell_margins(self, identity: str) -> dict[str, float]:
        """The margins (top, left, bottom, right; points) of a table style's cells."""
        margins = self._by_id[identity].find(f"{W}tblPr/{W}tblCellMar")
        return {side.tag.removeprefix(W): int(side.get(f"{W}w")) / 20 for side in margins} if margins is not None else {}

    @cached_property
    def _defaults(self) -> Setting:
        defaults = self._element.find(f"{W}docDefaults")
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
    found = {name: int(node.get(W + name)) / 20 for name in ("before", "after") if node.get(W + name)}
    if node.get(f"{W}line"):
        rule = node.get(f"{W}lineRule", "auto")
        found |= {"rule": rule, "line": int(node.get(f"{W}line")) / (240 if rule == "auto" else 20)}
    return found


def _indents(node: Any) -> dict[str, Any]:
    found = {name: int(node.get(W + name)) / 20 for name in ("left", "right") if node.get(W + name)}
    if node.get(f"{W}hanging"):
        found["first"] = -int(node.get(f"{W}hanging")) / 20
    return found


def _frame(node: Any) -> dict[str, Any]:
    """The height that rules above and below add: once for neighbours, or to each where a rule stands between them."""
    rules = [rule for rule in node if rule.tag in {f"{W}top", f"{W}bottom"}]
    height = sum(int(rule.get(f"{W}space", "0")) + int(rule.get(f"{W}sz", "0")) / 8 for rule in rules)
    return {"frame": height, "joins": node.find(f"{W}between") is None}


PARAGRAPH: dict[str, Callable[[Any], dict[str, Any]]] = {
    "spacing": _spacing,
    "ind": _indents,
    "pBdr": _frame,
    "keepNext": _switch("keep_next"),
    "keepLines": _switch("keep_lines"),
    "pageBreakBefore": _switch("page_break"),
    "outlineLvl": lambda node: {"outline": int(node.get(f"{W}val"))},
    "numPr": lambda node: {"numbering": node.find(f"{W}numId").get(f"{W}val")},
}
RUN: dict[str, Callable[[Any], dict[str, Any]]] = {
    "rFonts": lambda node: {"font": node.get(f"{W}ascii")} if node.get(f"{W}ascii") else {},
    "sz": lambda node: {"size": int(node.get(f"{W}val")) / 2},
    "b": _switch("bold"),
    "i": _switch("italic"),
    "vertAlign": lambda node: {"raised": node.get(f"{W}val") == "superscript"},
}
