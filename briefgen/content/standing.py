"""How a pack stands: released, a draft, a draft after an edition, or a rendering of the record as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefgen.content.model.pack import Edition, ProductName


@dataclass(frozen=True)
class Draft:
    """Not released yet. version: 0.x."""

    version: str


@dataclass(frozen=True)
class DraftAfter:
    """Something else than its edition tells. version: of that edition."""

    version: str


@dataclass(frozen=True)
class Released:
    """As it was released. status: interim or final."""

    version: str
    status: str


@dataclass(frozen=True)
class Rendering:
    """No edition: what was known at the end of a day."""

    day: date


Standing = Draft | DraftAfter | Released | Rendering


def as_written(edition: Edition) -> Standing:
    """How a pack stands by what its editors wrote."""
    return Draft(edition.version) if edition.status == "draft" else Released(edition.version, edition.status)


def file_stem(pack: str, product: ProductName, standing: Standing) -> str:
    """The file name of a product without its format; it says if it is a draft or shows the record as of a day."""
    name = pack if product == "pack" else f"{pack}-{product}"
    match standing:
        case Rendering(day):
            return f"{name}-as-of-{day}"
        case Draft() | DraftAfter():
            return f"{name}-DRAFT"
        case Released():
            return name


def version_of(standing: Standing) -> str:
    """The edition as products name it; "" for a rendering."""
    match standing:
        case Draft(version) | Released(version, _):
            return version
        case DraftAfter(version):
            return f"after {version}"
        case Rendering():
            return ""


def status_of(standing: Standing) -> str:
    """The status as products name it."""
    match standing:
        case Draft() | DraftAfter():
            return "draft"
        case Released(_, status):
            return status
        case Rendering():
            return "as-of"


def read_back(version: str, status: str, day: date) -> Standing:
    """The standing of a product by what it says of itself: the other way round from version_of and status_of."""
    match status, version.split():
        case "as-of", _:
            return Rendering(day)
        case "draft", ["after", last]:
            return DraftAfter(last)
        case "draft", _:
            return Draft(version)
        case _:
            return Released(version, status)
