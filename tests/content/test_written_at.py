"""Where texts are written: by names that outlive the moving of lines."""

from __future__ import annotations

import re
from html import unescape

import pytest

from briefgen.content.content import Content
from briefgen.content.entry import Entry
from briefgen.content.record import Record
from briefgen.content.written_at import Written, nearest, places_of_texts, written, written_below
from briefgen.language.inline_markup import plain
from briefgen.pipeline.held.open_desk import OpenDesk
from tests.tools.desks import BuiltDesk, loaded


@pytest.fixture(scope="module")
def content(generated: BuiltDesk) -> Content:
    return loaded(generated.desk)


def every_text(content: Content) -> list[tuple[Entry[Record], Written, str]]:
    return [(entry, Written(entry, path), text) for entry, path, text, _ in content.texts]


def test_a_name_leads_back_to_what_it_names(content: Content) -> None:
    """For every text of every record."""
    texts = every_text(content)
    assert len(texts) > 500
    for entry, one, _ in texts:
        assert written(content, one.at) == one
        assert one.location == entry.location(one.path)


def test_a_path_that_leads_nowhere_leads_to_what_is_nearest(content: Content) -> None:
    """A fact that was taken out: its paragraph, or its development; no record: nothing."""
    name = next(iter(content.developments))
    assert written(content, f"development/{name}/paragraphs/0/facts/99/text") == written(content, f"development/{name}/paragraphs/0/facts")
    assert written(content, f"development/{name}/no-such-field") == written(content, f"development/{name}")
    assert written(content, "development/no-such-record/title") is None


def test_anchors_lead_to_their_records(content: Content) -> None:
    """Of developments and officials, in the annex too, and of events to their facts."""
    name = next(iter(content.developments))
    assert written_below(content, f"development-{name}") == written(content, f"development/{name}")
    official = next(iter(content.officials))
    assert written_below(content, f"annex-official-{official}") == written(content, f"official/{official}")
    event, fact = next(iter(content.events.items()))
    found = written_below(content, f"event-{event}")
    assert found is not None
    assert any(value is fact for path, value, _ in found.entry.items if path == found.path)
    assert written_below(content, "chronology") is None


def test_a_line_leads_to_what_is_written_there(content: Content) -> None:
    """To the text that begins there, or before where none does; on the first line to the record or its first text; elsewhere to none."""
    for entry, one, _ in every_text(content):
        place = one.location
        found = nearest(content, place.file, place.line)
        assert found is not None
        assert found.entry.document is entry.document
        assert found.location.line == place.line
    first = content.entries[0].document.name
    assert nearest(content, first, 10**6) is not None
    assert nearest(content, "content/no-such-file.yaml", 1) is None


@pytest.mark.parametrize("product", ["brief", "pack", "annex"])
def test_every_sentence_printed_says_where_it_is_written(generated: BuiltDesk, content: Content, product: str) -> None:
    """Each place on the page is that of a text with these words, and every sentence of the records that is printed has one."""
    pack = next(iter(content.packs))
    html = OpenDesk(generated.desk).page(content, pack, product, placed=True).html  # type: ignore[arg-type]
    places = re.findall(r'data-at="([^"]*)"', html)
    assert len(places) > 10
    assert all(written(content, unescape(at)) for at in places)
    known = places_of_texts(content)
    facts = [text for entry, _, text in every_text(content) if entry.kind == "development" and len(text) > 60 and "[" not in text]
    printed = [text for text in facts if unescape(re.sub("<[^>]*>|\u2060", "", html)).replace("\u00a0", " ").find(plain(text)) >= 0]
    assert all(f'data-at="{known[text]}"' in html for text in printed)
    assert printed or product == "brief"


def test_no_product_says_it(generated: BuiltDesk, content: Content) -> None:
    """It is the preview's alone."""
    page = OpenDesk(generated.desk).page(content, next(iter(content.packs)), "pack")
    assert "data-at" not in page.html
