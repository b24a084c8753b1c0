"""Which pack and edition a finished file is, by what stands in it."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.products.identity import NotAPack, identity
from tests.tools.commands import run

PACK = "sound-ferries"
KINDS = ("pdf", "docx", "html")


@pytest.mark.parametrize("kind", KINDS)
def test_a_product_says_what_it_is(built: DeskFolder, kind: str) -> None:
    """Pack, edition, status and as-of day stand in the properties of each format."""
    found = identity((built.root / f"build/sound-ferries-DRAFT.{kind}").read_bytes())
    assert (found.format, found.pack, found.edition, found.status, str(found.as_of)) == (kind, PACK, "0.1", "draft", "2019-07-05")


def test_the_as_of_day_of_a_file_is_not_that_of_its_bytes(desk: DeskFolder) -> None:
    """Where the environment sets the date of the files, they are still as of the pack's own day."""
    assert run(desk, "build", "--format", "all", SOURCE_DATE_EPOCH="1700000000").returncode == 0
    assert {str(identity((desk.root / f"build/sound-ferries-DRAFT.{kind}").read_bytes()).as_of) for kind in KINDS} == {"2019-07-05"}


def test_properties_that_are_a_trap_are_not_unpacked() -> None:
    """A Word file whose properties swell to more than any has is refused before it fills the memory."""

    def word(padding: int) -> bytes:
        core = f"<x xmlns:dc='http://purl.org/dc/elements/1.1/'>{' ' * padding}<dc:identifier>a</dc:identifier></x>"
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("docProps/core.xml", core)
            parts.writestr("docProps/custom.xml", '<x><y name="Product">pack</y><y name="As-of date">2019-07-05</y></x>')
        return out.getvalue()

    assert identity(word(10)).pack == "a"
    with pytest.raises(NotAPack, match="broken"):
        identity(word(20_000_000))
