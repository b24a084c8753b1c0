"""Which pack and edition a finished file is, by what stands in it."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from briefgen.content.model.pack import PRODUCTS, ProductName
from briefgen.content.standing import Draft, file_stem
from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.build import files_of
from briefgen.pipeline.order import FORMATS
from briefgen.products.identity import Identity, NotAPack, identity
from tests.tools.commands import run

PACK = "sound-ferries"


@pytest.mark.parametrize(("product", "kind"), files_of(PRODUCTS, FORMATS))
def test_a_product_says_what_it_is(built: DeskFolder, product: ProductName, kind: str) -> None:
    """Pack, product, edition, status and as-of day stand in the properties of each format; the name of the file is not asked."""
    found = identity((built.root / f"build/{file_stem(PACK, product, Draft('0.1'))}.{kind}").read_bytes())
    assert found == Identity(kind, PACK, product, "0.1", "draft", date(2019, 7, 5))
    assert str(found) == f"sound-ferries{'' if product == 'pack' else f' ({product})'}, edition 0.1 (draft), as of 2019-07-05"


@pytest.mark.parametrize(("says", "why"), [("", "whether it is"), ("book", "whether it is"), ("Pack", "whether it is"), ("annex", "")])
def test_a_file_must_say_which_product_it_is(says: str, why: str) -> None:
    """One that names none, or another than there are, is none."""
    names = {"pack": PACK, "product": says, "version": "0.1", "status": "draft", "as-of-date": "2019-07-05"}
    page = "".join(f'<meta name="briefgen.{name}" content="{value}"/>' for name, value in names.items() if value).encode()
    if not why:
        assert identity(page).product == says
        return
    with pytest.raises(NotAPack, match=why):
        identity(page)


def test_the_as_of_day_of_a_file_is_not_that_of_its_bytes(desk: DeskFolder) -> None:
    """Where the environment sets the date of the files, they are still as of the pack's own day."""
    assert run(desk, "build", "--format", "all", SOURCE_DATE_EPOCH="1700000000").returncode == 0
    made = [path for path in (desk.root / "build").iterdir() if path.name != "manifest.json"]
    assert len(made) == len(files_of(PRODUCTS, FORMATS))
    assert {str(identity(path.read_bytes()).as_of) for path in made} == {"2019-07-05"}


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
