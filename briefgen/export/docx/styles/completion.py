"""A desk's own styles made complete: what they lack comes from the built-in ones, with the lists that those bear."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from briefgen.export.docx.oxml import W, w

REFERENCES = ("basedOn", "next", "link")


def style_name(style: Any) -> str:
    """The name of a w:style in lower case, as Word compares names; "" for one without."""
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val", "")).lower() if name is not None else ""


class Completion:
    """Adds to `styles` and `numbering` what they lack."""

    def __init__(self, styles: Any, numbering: Any) -> None:
        self.styles, self.numbering = styles, numbering

    def add(self, more: Any, more_numbering: Any) -> list[str]:
        """Adds the styles of `more` that are lacking, with their lists in `more_numbering`; gives their names."""
        if self.styles.find(f"{W}docDefaults") is None and (settings := more.find(f"{W}docDefaults")) is not None:
            self.styles.insert(0, deepcopy(settings))
        known = {style_name(style): style.get(f"{W}styleId") for style in self.styles.iterchildren(f"{W}style")}
        defaults = {style.get(f"{W}type"): style.get(f"{W}styleId") for style in self._all() if _is_default(style)}
        ids: dict[str, str] = {}
        added = []
        for style in more.iterchildren(f"{W}style"):
            identity = style.get(f"{W}styleId")
            there = known.get(style_name(style)) or (defaults.get(style.get(f"{W}type")) if _is_default(style) else None)
            ids[identity] = there or self._free_id(identity)
            if not there:
                added.append(deepcopy(style))
                self.styles.append(added[-1])
                added[-1].set(f"{W}styleId", ids[identity])
        for style in added:
            self._fit(style, ids, more_numbering)
        return [style.find(f"{W}name").get(f"{W}val") for style in added if not _is_default(style)]

    def _all(self) -> list[Any]:
        return list(self.styles.iterchildren(f"{W}style"))

    def _free_id(self, wanted: str) -> str:
        taken = {style.get(f"{W}styleId") for style in self._all()}
        while wanted in taken:
            wanted += "1"
        return wanted

    def _fit(self, style: Any, ids: dict[str, str], more_numbering: Any) -> None:
        """Makes a style that was added lead to the styles and lists that are here."""
        for tag in REFERENCES:
            reference = style.find(W + tag)
            if reference is not None:
                reference.set(f"{W}val", ids[reference.get(f"{W}val")])
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None and more_numbering is not self.numbering:
            number.set(f"{W}val", self._add_list(more_numbering, number.get(f"{W}val"), style.get(f"{W}styleId")))

    def _add_list(self, more: Any, number: str, style: str) -> str:
        """Adds a list with the marks of another file's; gives its number."""
        kind = more.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId").get(f"{W}val")
        marks = deepcopy(more.find(f"{W}abstractNum[@{W}abstractNumId='{kind}']"))
        new_kind, new_number = self._next("abstractNum"), self._next("num")
        marks.set(f"{W}abstractNumId", new_kind)
        for owner in marks.iter(f"{W}pStyle"):
            owner.set(f"{W}val", style)
        first = self.numbering.find(f"{W}num")
        if first is None:
            self.numbering.append(marks)
        else:
            first.addprevious(marks)
        self.numbering.append(w("num", w("abstractNumId", val=new_kind), numId=new_number))
        return new_number

    def _next(self, tag: str) -> str:
        numbers = [int(item.get(f"{W}{tag}Id" if tag == "abstractNum" else f"{W}numId")) for item in self.numbering.iterchildren(W + tag)]
        return str(max(numbers, default=0) + 1)


def _is_default(style: Any) -> bool:
    return style.get(f"{W}default") in {"1", "true", "on"}


def end_at_the_edge(style: Any, stops: list[tuple[str, int]], text_width: int) -> None:
    """Moves the last of a style's tab stops, a right one, to the edge of the text: a base document may be made for another paper."""
    if not stops or stops[-1][0] != "right" or stops[-1][1] == text_width:
        return
    own = style.get_or_add_pPr().get_or_add_tabs()
    for stop in own.findall(f"{W}tab[@{W}pos='{stops[-1][1]}']"):
        own.remove(stop)
    own.append(w("tab", val="clear", pos=str(stops[-1][1])))
    own.append(w("tab", val="right", pos=str(text_width)))
