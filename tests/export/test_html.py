"""The HTML file asks for nothing but itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.desk.templates import Templates
from briefgen.diagnostics.diagnostic import ContentError, Location
from briefgen.document.page import Page
from briefgen.export import html
from tests.tools import docx_xml


def styled(rules: str) -> Page:
    """The sample with a style sheet."""
    return docx_xml.page(head=docx_xml.HEAD.replace("</head>", f"<style>{rules}</style></head>"))


@pytest.mark.parametrize(
    "rules",
    [
        "@import 'https://example.org/a.css';",
        "@IMPORT url(a.css);",
        "p { background: url(https://example.org/a.png) }",
        "p { background: URL( 'a.png' ) }",
        "@font-face { font-family: a; src: url(//example.org/a.woff2) }",
        "p { background: image-set('a.png' 1x) }",
    ],
)
def test_a_style_sheet_that_asks_for_another_file_is_refused(rules: str) -> None:
    """A reader's browser would tell somebody that the pack was opened."""
    with pytest.raises(ContentError) as caught:
        html.export(styled(rules), Templates())
    assert {(problem.code, problem.place) for problem in caught.value.problems} == {("asset-refused", Location("templates/screen.css"))}


@pytest.mark.parametrize(
    "rules",
    [
        "p { background: url(data:image/gif;base64,R0lG) }",
        "p { fill: url(#a) }",
        "/* see url(https://example.org) */",
        "p::after { content: 'url' }",
    ],
)
def test_what_stands_in_the_file_itself_is_allowed(rules: str) -> None:
    """Data, places in the document and comments ask for nothing."""
    assert html.export(styled(rules), Templates()).data


def test_the_built_in_style_sheet_asks_for_nothing() -> None:
    """Neither does any other of the project's templates that a browser reads."""
    assert html.export(styled(Path(Templates().find("screen.css") or "").read_text(encoding="utf-8")), Templates()).data
