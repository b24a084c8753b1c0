"""What the gate was told of a joined file is what stands in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx.oxml.parser import parse_xml

from briefgen.desk.kept import Kept
from briefgen.desk.templates import Templates
from briefgen.export.docx.export import export
from briefgen.export.docx.gate import gate
from briefgen.export.docx.gate.story import Reading, read
from briefgen.export.docx.pieces import cut
from briefgen.export.docx.pieces.joined import filled
from tests.tools import docx_xml
from tests.tools.docx_xml import DOCUMENT, FOOTNOTED, HEAD, SECTIONS, part

GAPS = {"TableGap"}
TABLE = f"<table><tbody>{''.join(f'<tr><th>{n}</th><td>Fog.</td></tr>' for n in range(5))}</tbody></table>"


@pytest.mark.parametrize("head", [HEAD, FOOTNOTED], ids=["references", "footnotes"])
def test_the_gate_is_told_what_stands_in_the_file(head: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Read piece by piece, kept, numbered and joined, the text is the one that the gate would read in the file."""
    for name, value in {"LARGE": 8, "LEAST": 4, "MOST": 12}.items():
        monkeypatch.setattr(cut, name, value)
    told: list[tuple[bytes, Mapping[str, Reading]]] = []
    monkeypatch.setattr(gate, "faults", lambda data, tracked, known: told.append((data, known)) or [])
    page = docx_xml.page(*SECTIONS, part("tables", TABLE + TABLE), head=head)
    for _ in range(2):
        export(page, Templates(), Kept(tmp_path))
    for data, known in told:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            in_file = read(parse_xml(package.read(DOCUMENT)), GAPS)
        assert known.keys() == {DOCUMENT}
        assert known[DOCUMENT]._asdict() == in_file._asdict()
    assert told[0][1][DOCUMENT].starts
    assert told[0][1][DOCUMENT].misread == ()


def test_a_fault_in_a_kept_piece_is_found_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file is refused each time it is built, and not only where its pieces are made."""
    page = docx_xml.page(part("a", "<p>Call it 日本.</p>"))
    for _ in range(2):
        with pytest.raises(ValueError, match="is not set as an East Asian language"):
            export(page, Templates(), Kept(tmp_path))


def test_gaps_are_filled_in_their_places() -> None:
    """Each with its own value, as often as it stands there; what has none stays as it is."""
    assert filled("a|n0|b|n1||n0|", "|", {"n0": "7", "n1": "8"}) == "a7b87"
    assert filled("a", "|", {}) == "a"
