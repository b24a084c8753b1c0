"""Faults seeded into a good PDF, each with who finds it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pydyf

from briefgen.desk.templates import Templates
from briefgen.document.page import Page
from briefgen.export.pdf import export, gate
from tests.tools import docx_xml

Seed = Callable[[Any], None]


@dataclass(frozen=True)
class Fault:
    """A fault: what it does to a pydyf.PDF, who finds it, and a word of what our gate says of it."""

    seed: Seed
    judge: str
    says: str = ""


FAULTS: dict[str, Fault] = {}
PAGE = docx_xml.page()


def fault(says: str, judge: str = "gate") -> Callable[[Seed], Seed]:
    """Enters a fault under the name of its function."""

    def enter(seed: Seed) -> Seed:
        FAULTS[seed.__name__.replace("_", " ")] = Fault(seed, judge, says)
        return seed

    return enter


@cache
def good(page: Page = PAGE) -> tuple[Any, Any]:
    """The finished PDF of a page in memory, and its archive level."""
    with mock.patch.object(gate, "faults", return_value=[]) as called:
        export.export(page, Templates())
    finished, _, level, _ = called.call_args.args
    return finished, level


def seeded(seed: Seed) -> Any:
    """A copy of the good PDF with a fault in it."""
    finished, _ = good()
    result = pydyf.PDF()
    result.objects = [_copied(item) for item in finished.objects]
    result.pages, result.catalog = (result.objects[item.number] for item in (finished.pages, finished.catalog))
    result.info = copy.deepcopy(finished.info)
    result.info.number = None
    seed(result)
    return result


def _copied(item: Any) -> Any:
    if not isinstance(item, pydyf.Stream):
        return copy.deepcopy(item)
    result = pydyf.Stream(copy.deepcopy(item.stream), copy.deepcopy(item.extra), item.compress)
    result.number = item.number
    return result


def found(seed: Seed) -> list[str]:
    """What our gate says of a fault."""
    return gate.faults(seeded(seed), PAGE.tree, good()[1])


def write(folder: Path) -> dict[str, Path]:
    """Writes every fault as a file: name → file."""
    files = {name: folder / f"{name.replace(' ', '-')}.pdf" for name in FAULTS}
    for name, path in files.items():
        with path.open("wb") as file:
            seeded(FAULTS[name].seed).write(file, b"1.7", True, True)
    return files


def nodes(file: Any, kind: str) -> list[Any]:
    """The structure elements of a type, in order."""
    return [item for item in file.objects if isinstance(item, dict) and item.get("S") == f"/{kind}" and "P" in item]


def at(file: Any, reference: bytes) -> Any:
    """The object that a reference leads to."""
    return file.objects[int(reference.split()[0])]


def typed(file: Any, kind: str) -> list[Any]:
    """The dictionaries of a /Type, in order."""
    return [item for item in file.objects if isinstance(item, dict) and item.get("Type") == f"/{kind}"]


def links(file: Any, key: str) -> list[Any]:
    """The link annotations with a /Dest or an action /A, in order."""
    return [item for item in typed(file, "Annot") if key in item]


def root(file: Any) -> Any:
    """The root of the structure tree."""
    return at(file, file.catalog["StructTreeRoot"])


def edit_metadata(file: Any, old: bytes, new: bytes) -> None:
    """Replaces what stands once in the metadata."""
    stream = at(file, file.catalog["Metadata"]).stream
    assert stream[0].count(old) == 1, stream[0]
    stream[0] = stream[0].replace(old, new)


def page_marks(file: Any) -> list[Any]:
    """The property lists of the passages on the first page."""
    stream = at(file, file.page_references[0])["Contents"]
    return [item for item in at(file, stream).stream if isinstance(item, pydyf.Dictionary)]


@fault("the language is missing")
def no_language(file: Any) -> None:
    del file.catalog["Lang"]


@fault("the language is fr")
def another_language(file: Any) -> None:
    file.catalog["Lang"] = pydyf.String("fr")


@fault("the title is missing")
def no_title_in_the_metadata(file: Any) -> None:
    edit_metadata(file, b">Ferries of the Sound</rdf:li>", b"></rdf:li>")


@fault("the properties have no title")
def no_title_in_the_properties(file: Any) -> None:
    del file.info["Title"]


@fault("the title is not shown")
def the_file_name_is_shown(file: Any) -> None:
    del file.catalog["ViewerPreferences"]


@fault("not tagged")
def not_marked_as_tagged(file: Any) -> None:
    del file.catalog["MarkInfo"]


@fault("no labels")
def no_page_labels(file: Any) -> None:
    del file.catalog["PageLabels"]


@fault("OpenAction")
def a_script_on_opening(file: Any) -> None:
    file.catalog["OpenAction"] = pydyf.Dictionary({"S": "/JavaScript", "JS": pydyf.String("app.alert(1)")})


@fault("2 RDF elements")
def two_rdf_elements(file: Any) -> None:
    edit_metadata(file, b"</x:xmpmeta>", b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>')


@fault("pdfua/ns/id/}part 1")
def no_identifier_of_accessibility(file: Any) -> None:
    edit_metadata(file, b'pdfuaid:part="1"', b"")


@fault("pdfa/ns/id/}conformance A")
def a_lower_archive_level(file: Any) -> None:
    edit_metadata(file, b'pdfaid:conformance="A"', b'pdfaid:conformance="B"')


@fault("pdfa/ns/id/}part 3")
def metadata_that_cannot_be_read(file: Any) -> None:
    edit_metadata(file, b"</x:xmpmeta>", b"")


@fault("no colour profile")
def no_output_intent(file: Any) -> None:
    del file.catalog["OutputIntents"]


@fault("D:20260101")
def a_date_of_the_clock(file: Any) -> None:
    file.info["CreationDate"] = pydyf.String("D:20260101120000Z")


@fault("2026-01-01")
def a_date_of_the_clock_in_the_metadata(file: Any) -> None:
    edit_metadata(file, b">2031-05-04<", b">2026-01-01<")


@fault("the path /home/ada/desk")
def a_path_in_the_properties(file: Any) -> None:
    file.info["Subject"] = pydyf.String("/home/ada/desk")


@fault("the path")
def a_path_in_the_metadata(file: Any) -> None:
    edit_metadata(file, b">What is known about the ferries.<", b">file:///desk.html<")


@fault("DejaVu is not ours")
def a_foreign_font(file: Any) -> None:
    typed(file, "Font")[0]["BaseFont"] = "/ABCDEF+DejaVu"


@fault("is not embedded")
def a_font_left_out(file: Any) -> None:
    descriptor = typed(file, "FontDescriptor")[0]
    for key in ("FontFile", "FontFile2", "FontFile3"):
        descriptor.pop(key, None)


@fault("which characters")
def a_font_without_its_characters(file: Any) -> None:
    next(font for font in typed(file, "Font") if "ToUnicode" in font).pop("ToUnicode")


@fault("is H3, and should be H2")
def a_heading_at_another_level(file: Any) -> None:
    nodes(file, "H2")[0]["S"] = "/H3"


@fault("is P, and should be H1")
def a_heading_that_is_a_paragraph(file: Any) -> None:
    nodes(file, "H1")[1]["S"] = "/P"


@fault("is Div, and should be Table")
def a_table_that_is_none(file: Any) -> None:
    nodes(file, "Table")[0]["S"] = "/Div"


@fault("is Table, and should be TBody")
def a_table_in_two(file: Any) -> None:
    table = nodes(file, "Table")[0]
    second = pydyf.Dictionary({**table, "K": pydyf.Array([table["K"].pop()])})
    file.add_object(second)
    kids = at(file, table["P"])["K"]
    kids.insert(kids.index(table.reference) + 1, second.reference)


@fault("is TH, and should be TH Scope=/Column")
def a_head_without_scope(file: Any) -> None:
    del nodes(file, "TH")[0]["A"]["Scope"]


@fault("is TR, and should be TBody")
def a_header_row_read_twice(file: Any) -> None:
    rows = nodes(file, "THead")[0]["K"]
    rows.append(rows[0])


@fault("is L, and should be L ListNumbering=/Decimal")
def a_list_without_its_numbering(file: Any) -> None:
    del nodes(file, "L")[0]["A"]


@fault("should be Span Lang=ja")
def a_lost_language(file: Any) -> None:
    del next(node for node in nodes(file, "Span") if "Lang" in node)["Lang"]


@fault("should be Span E=Harbour Board")
def a_lost_expansion(file: Any) -> None:
    del next(node for node in nodes(file, "Span") if "E" in node)["E"]


@fault("is Figure, and should be Figure Alt=Timeline")
def a_figure_without_words(file: Any) -> None:
    del nodes(file, "Figure")[0]["Alt"]


@fault("page 1: what is marked")
def two_paragraphs_swapped(file: Any) -> None:
    kids = nodes(file, "Div")[0]["K"]
    kids[2], kids[3] = kids[3], kids[2]


@fault("page 1: what is marked")
def a_passage_left_out(file: Any) -> None:
    nodes(file, "P")[0]["K"].pop()


@fault("page 1: what is marked")
def a_passage_read_twice(file: Any) -> None:
    kids = nodes(file, "P")[0]["K"]
    kids.append(kids[0])


@fault("page 1: what is marked")
def two_passages_with_one_number(file: Any) -> None:
    marks = [mark for mark in page_marks(file) if "MCID" in mark]
    marks[1]["MCID"] = marks[0]["MCID"]


@fault("page 1: what is marked")
def page_furniture_read_as_text(file: Any) -> None:
    marks = page_marks(file)
    furniture = next(mark for mark in marks if "MCID" not in mark)
    furniture["MCID"] = sum("MCID" in mark for mark in marks)


@fault("page 1: what is marked")
def text_read_as_page_furniture(file: Any) -> None:
    next(mark for mark in page_marks(file) if "MCID" in mark).pop("MCID")


@fault("page 1: what is marked")
def a_passage_of_another_element(file: Any) -> None:
    owners = at(file, root(file)["ParentTree"])["Nums"][1]
    owners[0] = owners[1]


@fault("links are not met")
def links_in_the_order_of_drawing(file: Any) -> None:
    del at(file, file.page_references[0])["Tabs"]


@fault("leads to #nowhere")
def a_dead_link(file: Any) -> None:
    links(file, "Dest")[0]["Dest"] = pydyf.String("nowhere")


@fault("no place is named issue-second-ship")
def a_record_without_its_place(file: Any) -> None:
    names = file.catalog["Names"]["Dests"]["Names"]
    position = next(place for place, name in enumerate(names) if getattr(name, "string", "") == "issue-second-ship")
    del names[position : position + 2]


@fault("has no description")
def a_link_without_words(file: Any) -> None:
    del links(file, "Dest")[0]["Contents"]


@fault("has no description")
def a_link_described_by_its_anchor(file: Any) -> None:
    links(file, "Dest")[0]["Contents"] = links(file, "Dest")[0]["Dest"]


@fault("is not in the structure")
def a_link_outside_the_structure(file: Any) -> None:
    kids = nodes(file, "Link")[0]["K"]
    kids[:] = [kid for kid in kids if not isinstance(kid, dict)]


@fault("which is no address")
def a_link_that_is_a_script(file: Any) -> None:
    links(file, "A")[0]["A"]["URI"] = pydyf.String("javascript:alert(1)")


@fault("the link to #pier is missing")
def links_that_are_not_there(file: Any) -> None:
    gone = {link.reference for link in links(file, "Dest") if link["Dest"].string == "pier"}
    for reference in file.page_references:
        page = at(file, reference)
        page["Annots"] = pydyf.Array(item for item in page.get("Annots", ()) if item not in gone)


@fault("bookmarks")
def a_bookmark_left_out(file: Any) -> None:
    first = at(file, at(file, file.catalog["Outlines"])["First"])
    first["Next"] = at(file, first["Next"])["Next"]


@fault("bookmarks")
def a_bookmark_with_other_words(file: Any) -> None:
    at(file, at(file, file.catalog["Outlines"])["First"])["Title"] = pydyf.String("Chapter 1")


@fault("", judge="veraPDF")
def types_that_readers_do_not_know(file: Any) -> None:
    del root(file)["RoleMap"]


@fault("", judge="veraPDF")
def links_that_are_not_printed(file: Any) -> None:
    links(file, "Dest")[0]["F"] = 2


@fault("", judge="veraPDF")
def wrong_widths_of_letters(file: Any) -> None:
    for font in (item for item in file.objects if isinstance(item, dict) and "W" in item and "FontDescriptor" in item):
        font["W"] = pydyf.Array([0, pydyf.Array([1] * 400)])


@fault("", judge="qpdf")
def a_damaged_stream(file: Any) -> None:
    stream = at(file, at(file, file.page_references[0])["Contents"])
    stream.compress, stream.extra["Filter"] = False, "/FlateDecode"
