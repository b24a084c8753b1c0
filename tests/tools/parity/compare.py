"""How a product differs from the HTML, but for what its format cannot carry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from tests.tools.parity.model import Block, Piece, merged
from tests.tools.parity.screen import folded
from tests.tools.projections import squeeze


@dataclass(frozen=True)
class Loss:
    """Something of the HTML that a format does not have: its name, the reason, and what remains of the blocks."""

    name: str
    reason: str
    remains: Callable[[list[Block]], list[Block]]


def expected(html: list[Block], kind: str) -> list[Block]:
    """What a format ("html", "pdf", "docx", "footnotes" for Word with footnotes) makes of the blocks of the HTML."""
    for loss in LOSSES[kind]:
        html = loss.remains(html)
    return html


def difference(wanted: list[Block], found: list[Block]) -> list[str]:
    """What is lacking, too many, other or elsewhere in a list of blocks, a line each; empty where nothing is."""
    if wanted == found:
        return []
    lacking: list[Block] = []
    extra: list[Block] = []
    lines: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if what == "replace" and b - a == d - c:
            lines += [f"other: {new}\n   for: {old}" for old, new in zip(wanted[a:b], found[c:d], strict=True)]
        elif what != "equal":
            lacking += wanted[a:b]
            extra += found[c:d]
    moved = [block for block in lacking if block in extra]
    lines += [f"elsewhere: {block}" for block in moved]
    lines += [f"lacking: {block}" for block in lacking if block not in moved]
    return lines + [f"too many: {block}" for block in extra if block not in moved]


def _each_piece(change: Callable[[Piece], Piece]) -> Callable[[list[Block]], list[Block]]:
    return lambda blocks: [replace(block, pieces=merged(map(change, block.pieces))) for block in blocks]


def _of_one_kind(blocks: list[Block]) -> list[Block]:
    return [replace(block, kind="paragraph") if block.kind in PARAGRAPHS else block for block in blocks]


def _as_numbered_items(blocks: list[Block]) -> list[Block]:
    return [replace(block, kind="number") if block.kind == "noted" else block for block in blocks]


def _without_crowding_heads(blocks: list[Block]) -> list[Block]:
    crowded = {table for table, roles in _roles(blocks) if sum(role.endswith("head") for role in roles) > roles.count("cell")}
    return [replace(b, place=b.place.replace("row head", "cell")) if _table(b) in crowded else b for b in blocks]


def _roles(blocks: Iterable[Block]) -> Iterator[tuple[str, list[str]]]:
    """Each table with the roles of its cells."""
    cells = dict.fromkeys(block.place for block in blocks if block.place.startswith("table"))
    tables = dict.fromkeys(_table_of(place) for place in cells)
    for table in tables:
        yield table, [place.split(" ", 6)[6] for place in cells if _table_of(place) == table]


def _table(block: Block) -> str:
    return _table_of(block.place)


def _table_of(place: str) -> str:
    return " ".join(place.split()[:2])


def _squeezed(blocks: list[Block]) -> list[Block]:
    return _each_piece(lambda piece: replace(piece, words=squeeze(piece.words)))(blocks)


def _without_anchors(blocks: list[Block]) -> list[Block]:
    return [replace(block, anchors=()) for block in blocks]


def _without_ways_back(blocks: list[Block]) -> list[Block]:
    return [replace(block, pieces=folded(map(_onward, block.pieces))) if block.kind == "noted" else block for block in blocks]


def _onward(piece: Piece) -> Piece:
    return replace(piece, words="") if piece.link.startswith("#") and re.fullmatch(r"↑\d*", piece.words) else piece


def _without_references(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not (block.kind in {"heading", "entry"} and block.pieces[0].words == "References")]


PARAGRAPHS = {"subtitle", "marking", "lead", "dateline", "comment", "note", "continued"}

WORD = (
    Loss("way back", "Word leads back from a note by itself.", _without_ways_back),
    Loss("expansion", "Word has none; the glossary spells abbreviations out.", _each_piece(lambda piece: replace(piece, expansion=""))),
)
LOSSES: dict[str, tuple[Loss, ...]] = {
    "html": (),
    "pdf": (
        Loss("line ends", "A PDF paints lines: blanks and hyphens at their ends are not there, nor places to end one.", _squeezed),
        Loss("kinds of paragraph", "The structure types of PDF know one; the differences are for the eye.", _of_one_kind),
        Loss("notes", "They are the items of a numbered list in PDF 1.7.", _as_numbered_items),
        Loss("crowding heads", "Checkers take a table with more heads than data for one torn apart.", _without_crowding_heads),
        Loss("anchors", "Named destinations lead to pages and not to blocks; they are compared apart.", _without_anchors),
    ),
    "docx": WORD,
    "footnotes": (*WORD, Loss("heading of the references", "Footnotes stand at the foot of pages, under no heading.", _without_references)),
}
"""Format → what it cannot carry."""
