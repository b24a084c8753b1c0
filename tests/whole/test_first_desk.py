"""The desk of this repository, which its editors change as they like: that it builds, whole and clean, whatever they wrote.

The only tests that read it. Its snapshot is what an editor looks at after a change: the outline, with the pages.
"""

from __future__ import annotations

import io
import pickle
import shutil
from datetime import date
from pathlib import Path

import pypdf
import pytest
from syrupy.assertion import SnapshotAssertion

from briefgen.assemble.assemble import assemble
from briefgen.desk.folder import DeskFolder
from briefgen.editions.as_of import content_as_of
from briefgen.evidence.readings import archive_folder
from briefgen.evidence.verify import verify
from tests.conftest import ROOT
from tests.editions import test_as_of
from tests.judge import word
from tests.judge.__main__ import Judge
from tests.judge.products import Product
from tests.products.carried.test_attachments import assert_made_again, carry, made_again
from tests.tools import projections
from tests.tools.desks import BuiltDesk
from tests.tools.made_once import common_folder
from tests.tools.pdf_pages import Pages, set_pages
from tests.tools.snapshot_files import TextFile
from tests.whole import test_docx_office, test_parity, test_print
from tests.whole.test_docx_office import (  # noqa: F401  (asked again here, of this desk)
    test_no_page_ends_with_what_belongs_to_the_next,
    test_the_contents_name_pages_that_are_near,
    test_the_same_things,
    test_the_same_words,
)
from tests.whole.test_judges import heard
from tests.whole.test_parity import (  # noqa: F401
    test_a_pdf_has_the_links_of_the_document_and_no_others,
    test_every_block_is_in_the_pdf_once_and_in_order,
    test_every_format_carries_the_same,
    test_headings_stand_in_the_outline,
    test_places_are_on_their_pages,
)
from tests.whole.test_print import test_no_page_has_the_fault  # noqa: F401

pytestmark = pytest.mark.slow


class FirstDesk(BuiltDesk):
    """The desk as it is, with its products. The pages of its PDF are kept as they were set."""

    def pages(self) -> Pages:
        """The pages of the PDF."""
        self.product("pdf")
        return list(pickle.loads(self._kept.with_suffix(".pages").read_bytes()))

    def _make(self, format: str, path: Path) -> None:
        if format != "pdf":
            super()._make(format, path)
        else:
            pages = set_pages(lambda: BuiltDesk._make(self, format, path))
            self._kept.with_suffix(".pages").write_bytes(pickle.dumps(pages))


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> FirstDesk:
    """The desk as it is, with its products."""
    return FirstDesk(DeskFolder(ROOT), common_folder(tmp_path_factory) / "first-desk")


@pytest.fixture(scope="session")
def days(first_desk: BuiltDesk) -> list[date]:
    """The days on which its developments happened, as far as they are known to the day, and the days before."""
    ends = {entry.record.date.last for entry in first_desk.content.developments.values()}
    return sorted(date.fromordinal(end.toordinal() - step) for end in ends if end for step in (0, 1))


@pytest.fixture(scope="module", params=["today", "as-of"])
def pack(request: pytest.FixtureRequest, first_desk: BuiltDesk, days: list[date], tmp_path_factory: pytest.TempPathFactory) -> object:
    """The pack now, and in the middle of its time."""
    past = BuiltDesk(first_desk.desk, common_folder(tmp_path_factory) / "first-desk-past", days[len(days) // 2])
    return test_parity.pack_of(first_desk if request.param == "today" else past)


@pytest.fixture(scope="module", params=["as it is", *test_print.SETTINGS[1:]])
def pages(request: pytest.FixtureRequest, first_desk: FirstDesk, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages as they are, and set otherwise."""
    return first_desk.pages() if request.param == "as it is" else test_print.pages_of("project", request.param, tmp_path_factory)


@pytest.fixture(scope="module")
def opened(first_desk: BuiltDesk, tmp_path_factory: pytest.TempPathFactory) -> object:
    """What LibreOffice makes of the Word file."""
    if test_docx_office.OFFICE is None:
        pytest.skip("LibreOffice is not installed")
    return test_docx_office.opened_by_office(first_desk, "first-desk", tmp_path_factory, {})


def test_outline(first_desk: BuiltDesk, snapshot: SnapshotAssertion) -> None:
    """The headings, each with its page, and how many pages there are."""
    data = first_desk.product("pdf")
    lines = [*projections.pdf_outline(data), f"{len(pypdf.PdfReader(io.BytesIO(data)).pages)} pages"]
    assert "\n".join(lines) + "\n" == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_it_builds_without_errors(format: str, first_desk: BuiltDesk) -> None:
    """Its records are whole, and the product passes the gate."""
    assert len(first_desk.product(format)) > 10_000


def test_every_statement_stands_in_its_source(first_desk: BuiltDesk) -> None:
    """Held against the archive, where it is there."""
    folder = archive_folder(first_desk.content, ROOT, None)
    if folder is None or not folder.is_dir():
        pytest.skip("the press texts may not be redistributed and are not here")
    found = verify(first_desk.content, folder)
    assert found.problems == []
    assert found.coverage.desk.total > 50
    assert found.coverage.desk.verified == found.coverage.desk.total


def test_every_day_holds_what_brute_force_finds(first_desk: BuiltDesk, days: list[date]) -> None:
    """As of each day on which something happened, and the day before it."""
    data = test_as_of.raw(ROOT)
    assert days
    for day in days:
        test_as_of.compare(assemble(content_as_of(first_desk.content, day), first_desk.pack), test_as_of.Oracle(data, day))


def test_a_desk_made_from_its_files_builds_the_same_pack(tmp_path: Path) -> None:
    """Where its pack carries its files, they are all that it is made of."""
    shutil.copytree(ROOT / "content", tmp_path / "desk/content")
    desk = DeskFolder(tmp_path / "desk")
    carry(desk)
    assert_made_again(desk, made_again(desk, tmp_path / "again"), "html")


@pytest.mark.parametrize("judge", [word.sdk, word.audit, word.integrity], ids=lambda judge: judge.__name__)
def test_no_judge_finds_anything(judge: Judge, first_desk: BuiltDesk, tmp_path: Path) -> None:
    """Independent judges of Word files that are installed find it good."""
    file = tmp_path / "pack.docx"
    file.write_bytes(first_desk.product("docx"))
    assert heard(judge, Product("first desk", "", file, file, file, file)) == []
