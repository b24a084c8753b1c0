"""A base document of the desk's own, made in Word or another program: what of it a pack takes over, and nothing else."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import nsmap
from docx.oxml.parser import parse_xml

from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.export.docx.oxml import W

LARGEST = 20_000_000
"""Bytes of a part, unpacked. Word's largest styles take half a megabyte."""
SIDES = {"start": "left", "end": "right"}
MINE = ("rsid", "lang")
"""What the styles of a document say of its own sessions and language."""


@dataclass(frozen=True)
class Base:
    """What a pack takes from a base document.

    parts: type of relationship → bytes, for styles, lists and theme. section: its paper and margins; None where there are none.
    """

    parts: dict[str, bytes]
    section: Any


def read(data: bytes, file: str) -> Base:
    """What a base document (.docx or .dotx) holds. Raises ContentError (base-unreadable) for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            main = _related(package, "").get(RT.OFFICE_DOCUMENT)
            parts = _related(package, main or "")
            if main is None or RT.STYLES not in parts:
                raise _refusal(file, "it holds no Word document with styles")
            found = {kind: _part(package, parts[kind]) for kind in CLEANED if kind in parts}
            document = _part(package, main)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, SyntaxError, NotImplementedError) as error:
        raise _refusal(file, str(error.args[0] if error.args else error)) from None
    if found[RT.STYLES].tag != f"{W}styles" or document.tag != f"{W}document":
        raise _refusal(file, "it is in the strict form of the format; save it as a Word document (.docx)")
    taken = {kind: CLEANED[kind](_in_common_words(tree)) for kind, tree in found.items()}
    return Base({kind: serialize_part_xml(tree) for kind, tree in taken.items() if tree is not None}, document.find(f"{W}body/{W}sectPr"))


def _refusal(file: str, why: str) -> ContentError:
    hint = "Save it anew from Word as .docx or .dotx, or delete it to use the built-in styles."
    return ContentError([Diagnostic("base-unreadable", f"The base document cannot be used: {why}.", Location(file), hint)])


def _related(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Type of relationship → the part it leads to, for a part or the package itself ("")."""
    folder, _, name = part.rpartition("/")
    relationships = _part(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    inside = [item for item in relationships if item.get("TargetMode") != "External"]
    return {item.get("Type"): posixpath.normpath(posixpath.join("/", folder, item.get("Target"))).lstrip("/") for item in inside}


def _part(package: zipfile.ZipFile, name: str) -> Any:
    if package.getinfo(name).file_size > LARGEST:
        raise ValueError(f"{name} is larger than any styles")
    return parse_xml(package.read(name))


def _in_common_words(tree: Any) -> Any:
    """A part in which sides are called left and right: some programs write start and end where Word does not know them."""
    for item in tree.iter(*(W + tag for tag in ("jc", "lvlJc", "tab"))):
        item.set(f"{W}val", SIDES.get(item.get(f"{W}val"), item.get(f"{W}val")))
    for item in tree.iter(f"{W}ind"):
        for name, side in SIDES.items():
            if item.get(W + name) is not None:
                item.set(W + side, item.attrib.pop(W + name))
    return tree


def _cleaned(styles: Any) -> Any:
    """Styles that leave the language to the pack."""
    for style in styles.iterchildren(f"{W}style"):
        for item in [item for tag in MINE for item in style.iter(W + tag)]:
            item.getparent().remove(item)
    return styles


def _without_pictures(numbering: Any) -> Any:
    """Lists whose marks are characters: pictures would have to come along."""
    for tag in ("numPicBullet", "lvlPicBulletId"):
        for item in list(numbering.iter(W + tag)):
            item.getparent().remove(item)
    return numbering


def _alone(theme: Any) -> Any:
    """A theme that leads to no picture; else none."""
    return None if theme.xpath("//@r:*", namespaces=nsmap) else theme


CLEANED: dict[str, Callable[[Any], Any]] = {RT.STYLES: _cleaned, RT.NUMBERING: _without_pictures, RT.THEME: _alone}
"""Type of relationship → what is left of that part; None: nothing."""
