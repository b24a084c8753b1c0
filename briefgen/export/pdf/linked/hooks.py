"""Places of WeasyPrint that hold a function of ours while a part is set, so that it comes out as part of a file and not as a file.

The only module that knows them; `structure_tree.check_engine` refuses another version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace
from typing import Any

import pydyf
from weasyprint import document as documents
from weasyprint import layout
from weasyprint import pdf as engine
from weasyprint.css.targets import TargetCollector, anchor_name_from_token
from weasyprint.layout import page as layout_of_pages


@contextmanager
def as_part(first: bool, pages: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Within it, what WeasyPrint sets and writes is part of a file: links may lead elsewhere, fonts and margins are left to the linker.

    first: whether the part begins the file. pages: place elsewhere → its page. Gives the places elsewhere whose page was asked for, with
    what was told: 0 where it is not known yet.
    """
    asked: dict[str, int] = {}
    page_type = layout_of_pages.PageType

    def later(side: str, blank: bool, name: str, index: int, groups: Any) -> Any:
        return page_type(side, blank, name, index + 1, groups)

    class Targets(TargetCollector):  # type: ignore[misc]
        def lookup_target(self, anchor_token: Any, source_box: Any, css_token: Any, parse_again: Any) -> Any:
            name = _name(anchor_token, source_box)
            if name is None or name in self.target_lookup_items:
                return super().lookup_target(anchor_token, source_box, css_token, parse_again)
            asked[name] = pages.get(name, 0)
            return SimpleNamespace(
                state="up-to-date",
                target_box=SimpleNamespace(cached_counter_values={"page": [asked[name]]}),
                cached_page_counter_values={},
            )

    with ExitStack() as stack:
        for module, name, ours in (
            (engine, "resolve_links", _all_links),
            (engine, "build_fonts_dictionary", lambda *_: pydyf.Dictionary()),
            (layout, "make_margin_boxes", lambda *_: ()),
            (documents, "TargetCollector", Targets),
            *(() if first else ((layout_of_pages, "PageType", later),)),
        ):
            stack.enter_context(replaced(module, name, ours))
        yield asked


@contextmanager
def replaced(module: Any, name: str, ours: Any) -> Iterator[Any]:
    """Within it, a module has something of ours under a name; gives what it has otherwise."""
    original = getattr(module, name)
    setattr(module, name, ours)
    try:
        yield original
    finally:
        setattr(module, name, original)


def _all_links(pages: Any) -> Iterator[tuple[Any, Any]]:
    """The links of each page wherever they lead, and its places that no page before it has."""
    known: set[str] = set()
    for page in pages:
        new = [(name, x, y) for name, (x, y, *_) in page.anchors.items() if name not in known]
        known.update(name for name, *_ in new)
        yield [*page.links], new


def _name(token: Any, box: Any) -> str | None:
    """The place that `target-counter(attr(href), page)` asks for."""
    if token[0] == "attr()":
        attribute, _, fallback = token[1]
        token = ("string", box.element.get(attribute, fallback))
    name: str | None = anchor_name_from_token(token)
    return name
