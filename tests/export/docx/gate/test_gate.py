"""The gate finds, in a finished Word file, what Word would refuse or set wrongly and what does not belong there."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefgen.export.docx.gate import gate
from tests.tools.docx_faults import FAULTS
from tests.tools.docx_xml import DOCUMENT, DRAWING, FOOTNOTED, made, packed, part, parts, replaced


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The Word document of the whole sample."""
    return made()


MARK = '<w:footnoteReference w:customMarkFollows="1" w:id="2"/>'


@pytest.fixture(scope="module")
def footnoted() -> bytes:
    """The Word document of the whole sample, with footnotes."""
    return made(head=FOOTNOTED)


def test_the_sample_passes_the_gate(sample: bytes) -> None:
    """What is written has none of the faults that the gate knows, with endnotes or footnotes."""
    assert gate.faults(sample) == gate.faults(made(head=FOOTNOTED)) == []


@pytest.mark.parametrize(
    ("new", "report"),
    [("", "footnote 2: 0 marks for 1 notes"), (MARK.replace("2", "8"), "footnote 8: 1 marks for 0 notes")],
)
def test_the_gate_finds_footnotes_that_do_not_pair(footnoted: bytes, new: str, report: str) -> None:
    """A footnote without its mark and a mark without its footnote are reported."""
    assert report in gate.faults(replaced(footnoted, DOCUMENT, MARK, new))


@pytest.mark.parametrize("name", FAULTS)
def test_the_gate_finds_a_seeded_fault(sample: bytes, name: str) -> None:
    """Each fault that Word would refuse or set wrongly is reported."""
    fault = FAULTS[name]
    found = gate.faults(replaced(sample, fault.part, fault.old, fault.new))
    assert [line for line in found if fault.report in line], found


def test_the_gate_finds_two_pictures_with_one_number() -> None:
    """Numbers of pictures are unique in the document."""
    figure = f"<figure>{DRAWING}</figure>"
    data = made(part("a", figure + figure))
    assert gate.faults(data) == []
    assert "picture 1: the number stands 2 times" in gate.faults(replaced(data, DOCUMENT, 'docPr id="2"', 'docPr id="1"'))


def test_the_gate_finds_a_part_that_stands_twice(sample: bytes) -> None:
    """Two entries of the same name in a package are one too many."""
    buffer = io.BytesIO(sample)
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(DOCUMENT, b"<a/>")
    assert f"{DOCUMENT}: stands twice in the package" in gate.faults(buffer.getvalue())


def test_the_gate_says_what_is_no_package() -> None:
    """Bytes that are no zip file are one fault, not a crash."""
    assert len(gate.faults(b"PK nothing")) == 1


@pytest.mark.parametrize("name", ["customXml/item1.xml", "docProps/thumbnail.jpeg", "word/webSettings.xml", "word/vbaProject.bin"])
def test_the_gate_finds_parts_of_a_template(sample: bytes, name: str) -> None:
    """A part that no pack is made of has come with a template."""
    assert f"{name}: a part of a foreign template" in gate.faults(packed({**parts(sample), name: b"<a/>"}))
