"""Words of an office stand beside its holder's name."""

from __future__ import annotations

import pytest

from briefgen.evidence.holding.values import Cited, SourceFacts
from briefgen.evidence.rules.offices import office_beside
from briefgen.language.lexicon.lexicon import load
from tests.evidence.sentences import codes

PARAGRAPH = "Energy Minister Jon Weller met Rika Sorn, the finance minister of Ostmark, and Captain Roth (Pilots' Union)."


@pytest.mark.parametrize(
    ("name", "title", "fits"),
    [
        ("Jon Weller", "Energy Minister", True),
        ("Rika Sorn", "Finance Minister", True),
        ("Roth", "Pilots' Union", True),
        ("Jon Weller", "Finance Minister", False),
        ("Rika Sorn", "Energy Minister", False),
        ("Roth", "Energy Minister", False),
    ],
)
def test_an_office_belongs_to_the_name_beside_it(name: str, title: str, fits: bool) -> None:
    """Before the name, after a comma, or in brackets; and never to the next person."""
    cited = [Cited(SourceFacts("telegraph", paragraphs=(PARAGRAPH,)), 1)]
    assert (not list(office_beside(name, title, cited, load()))) is fits


def test_a_title_in_a_sentence_is_held_too() -> None:
    """Weller is not the finance minister."""
    assert "office-not-beside-name" in codes("Finance Minister Weller met Rika Sorn.", PARAGRAPH)
    assert "office-not-beside-name" not in codes("Energy Minister Weller met Rika Sorn.", PARAGRAPH)
