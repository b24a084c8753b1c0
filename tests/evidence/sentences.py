"""One sentence of ours beside one paragraph, held."""

from __future__ import annotations

from typing import Any

from briefgen.evidence.holding.hold import hold
from briefgen.evidence.holding.values import Actor, Cited, Context, Doubt, SourceFacts, Told
from briefgen.language.date_parser import parse

DESK = Context(
    actors=(
        Actor("harland", ("Harland",)),
        Actor("ostmark", ("Ostmark",)),
        Actor("jon-weller", ("Jon Weller", "Weller"), "harland"),
        Actor("lena-holm", ("Lena Holm", "Holm"), "harland"),
        Actor("rika-sorn", ("Rika Sorn", "Sorn"), "ostmark"),
    ),
    places={"Karsten Bay": ("the Bay",)},
)


def doubts(text: str, paragraph: str, excerpt: str = "", before: tuple[str, ...] = (), **told: Any) -> list[Doubt]:
    """What the rules say of `text`, which cites the paragraph of a report of Thursday 3 March 2016."""
    date = told.pop("date", None)
    source = SourceFacts("telegraph", parse("2016-03-03"), paragraphs=(*before, paragraph))
    return hold(Told(text, date=parse(date) if date else None, **told), [Cited(source, len(before) + 1, excerpt)], DESK)


def codes(text: str, paragraph: str, excerpt: str = "", **told: Any) -> set[str]:
    return {doubt.code for doubt in doubts(text, paragraph, excerpt, **told)}
