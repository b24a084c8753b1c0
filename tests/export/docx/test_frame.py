"""What stands round the text in Word: the first page has no header, every page a footer, and nothing forces a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.tools import docx_xml
from tests.tools.desks import BuiltDesk
from tests.tools.docx_xml import DOCUMENT, W, lines, made, parts

FOOTERS = ("word/footer.xml", "word/footerFirst.xml")
PRODUCTS = ["brief", "example", "annex", "contents", "generated"]


@pytest.mark.parametrize("name", PRODUCTS)
def test_nothing_forces_a_page(built_desk: Callable[..., BuiltDesk], name: str) -> None:
    """No style, paragraph, break or section begins one: text flows."""
    data = built_desk(name).product("docx")
    for part in (DOCUMENT, "word/styles.xml", "word/numbering.xml"):
        tree = docx_xml.tree(data, part)
        assert [item for item in tree.iter(f"{W}pageBreakBefore") if item.get(f"{W}val") not in {"0", "false"}] == []
        assert [item for item in tree.iter(f"{W}br") if item.get(f"{W}type")] == []
    assert len(list(docx_xml.tree(data).iter(f"{W}sectPr"))) == 1


@pytest.mark.parametrize("name", PRODUCTS)
def test_the_first_page_has_a_footer_alone(built_desk: Callable[..., BuiltDesk], name: str) -> None:
    """Its title block says what the header of the others does; marking and page number stand on each."""
    desk = built_desk(name)
    data = desk.product("docx")
    section = docx_xml.tree(data).find(f".//{W}sectPr")
    assert section is not None
    assert section.find(f"{W}titlePg") is not None
    kinds = {tag: [item.get(f"{W}type") for item in section.findall(f"{W}{tag}Reference")] for tag in ("header", "footer")}
    assert kinds == {"header": ["default"], "footer": ["default", "first"]}
    one, other = (lines(data, footer) for footer in FOOTERS)
    assert one == other
    assert one[0].startswith(f"Footer| Strong({desk.page.meta('briefgen.marking')})→Page {{PAGE: 1}} of {{NUMPAGES: ")
    [head] = lines(data, "word/header.xml")
    assert head.startswith(f"Header| {desk.page.meta('briefgen.running-title')}→")
    assert f"Strong(As of) {desk.page.meta('briefgen.as-of')}" in " ".join(lines(data)[:4])


@pytest.mark.parametrize(("paper", "pages"), [("a4", 2), ("letter", 3)])
def test_a_first_page_is_the_same_on_any_paper(paper: str, pages: int) -> None:
    """Each footer stands in its own part, once."""
    data = made(paper=paper)
    assert [lines(data, footer) for footer in FOOTERS] == [[f"Footer| Strong(TLP:GREEN)→Page {{PAGE: 1}} of {{NUMPAGES: {pages}}}"]] * 2
    assert [name for name in parts(data) if "header" in name.lower() and name.startswith("word/h")] == ["word/header.xml"]
