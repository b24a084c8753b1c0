"""How a pack stands decides its name, and a product says it so that it can be read back."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.content.model.pack import PRODUCTS, Edition
from briefgen.content.standing import (
    Draft,
    DraftAfter,
    Released,
    Rendering,
    Standing,
    as_written,
    file_stem,
    read_back,
    status_of,
    version_of,
)
from briefgen.desk.folder import DeskFolder
from briefgen.pipeline.load import load

DAY = date(2019, 7, 2)
EVERY = [Draft("0.1"), DraftAfter("1.0"), Released("1.0", "final"), Released("2.1", "interim"), Rendering(DAY)]


@pytest.mark.parametrize("standing", EVERY, ids=repr)
def test_what_a_product_says_of_its_standing_is_read_back(standing: Standing) -> None:
    """Version and status in a file's properties give the same standing again."""
    assert read_back(version_of(standing), status_of(standing), DAY) == standing


@pytest.mark.parametrize(("standing", "end"), list(zip(EVERY, ["-DRAFT", "-DRAFT", "", "", "-as-of-2019-07-02"], strict=True)), ids=repr)
def test_a_name_says_what_it_is_of_the_pack_and_how_that_stands(desk: DeskFolder, standing: Standing, end: str) -> None:
    """Drafts and renderings are told from released packs by their file names, whatever the editors wrote."""
    content, _ = load(desk)
    assert content is not None
    changed = content.with_standings({"sound-ferries": standing})
    entry = changed.packs["sound-ferries"]
    assert [file_stem(entry.id, product, entry.standing) for product in PRODUCTS] == [
        f"sound-ferries-brief{end}", f"sound-ferries{end}", f"sound-ferries-annex{end}",
    ]  # fmt: skip
    assert entry.record == content.packs["sound-ferries"].record


def test_without_more_a_pack_stands_as_its_editors_wrote() -> None:
    """The status of the edition block is what counts until something else is known."""
    assert as_written(Edition(version="0.2", status="draft")) == Draft("0.2")
    assert as_written(Edition(version="1.0", status="interim")) == Released("1.0", "interim")
