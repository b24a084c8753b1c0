"""What holds for a place of the document ends with that place, however it ends."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from docx import Document

from briefgen.export.docx.oxml import W
from briefgen.export.docx.styles.styles import Styles
from briefgen.export.docx.write.bookmarks import Bookmarks
from briefgen.export.docx.write.inline import Links, Story
from briefgen.export.docx.write.lists import Numbering
from briefgen.export.docx.write.notes import NoteWriter
from briefgen.export.docx.write.paragraph import Place
from briefgen.export.docx.write.revisions import Revisions
from briefgen.export.docx.write.writer import Surroundings, Writer


class Torn(Exception):
    """Stands for whatever may go wrong in the middle of a block."""


@contextmanager
def torn() -> Iterator[None]:
    """Expects the block to be left by Torn."""
    with pytest.raises(Torn):
        yield


@pytest.fixture
def writer() -> Writer:
    """A writer of an empty document whose only block, hr, goes wrong."""
    document = Document()
    bookmarks = Bookmarks({})
    revisions = Revisions("Desk", "2024-01-02", bookmarks.number)
    story = Story(Styles(document.styles.element), bookmarks, revisions, NoteWriter([], "endnote"), "en-GB", Links(document.part))

    def tear(writer: Writer, element: ET.Element) -> None:
        raise Torn

    return Writer(story, Numbering(document.part.numbering_part.element, story.styles), str, 9000, {}, {"hr": tear})


def test_surroundings_end_with_the_block_that_has_them(writer: Writer) -> None:
    """Inside a block its own surroundings hold, after it those before."""
    other = replace(writer.here, level=2, place=Place("Normal"))
    with writer.inside(other):
        assert writer.here is other
    assert writer.here == Surroundings()


def test_a_block_that_goes_wrong_leaves_the_surroundings_as_they_were(writer: Writer) -> None:
    """Language, change and place of a torn block do not reach what is written after it."""
    with torn():
        writer.block(ET.fromstring('<hr lang="ja" data-change="inserted"/>'))
    with torn():
        writer.cell(ET.fromstring("<td><hr/></td>"), Place("Normal"))
    assert writer.here == Surroundings()


def test_what_a_torn_cell_held_is_not_taken_for_the_text(writer: Writer) -> None:
    """What is written after a cell that went wrong goes into the document and not into the cell."""
    text = writer.out
    with torn():
        writer.cell(ET.fromstring("<td>words<hr/></td>"), Place("Normal"))
    assert writer.out is text
    assert not text


def test_a_line_that_goes_wrong_closes_change_link_and_bookmark(writer: Writer) -> None:
    """Words after a torn link stand beside it, unchanged, and the bookmark round it has its end."""
    line = writer.story.paragraph("Normal")
    with torn(), line.tracked("ins"), line.bookmark("mark"), line.link(anchor="there"):
        line.text("within")
        raise Torn
    line.text("after")
    names = [element.tag.removeprefix(W) for element in line.close()]
    assert names == ["pPr", "bookmarkStart", "hyperlink", "bookmarkEnd", "r"]
