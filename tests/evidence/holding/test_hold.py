"""Every rule at once: the corpus of planted errors and true paraphrases, and what all rules have in common."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import briefgen
from briefgen.diagnostics.doubts import MEANINGS
from briefgen.evidence.holding.hold import hold
from briefgen.evidence.holding.values import Cited, Context, SourceFacts, Told
from tests.bench import evidence

FOUND, FOUND_OF_A_KIND, FALSE_ALARMS = 0.8, 0.6, 0.05
RULES = Path(briefgen.__file__).parent / "evidence" / "rules"


@pytest.mark.parametrize("part", evidence.PARTS)
def test_planted_errors_are_found_and_truths_are_not_doubted(part: str) -> None:
    """At least 80 % of the errors of a part, 60 % of each kind but cause, and at most 5 % of the truths."""
    figures = evidence.measure(part, evidence.archive_of_first_desk())
    kinds = evidence.KINDS[:-1]
    assert sum(figures.found[kind] for kind in kinds) >= FOUND * sum(figures.planted[kind] for kind in kinds)
    assert all(figures.found[kind] >= FOUND_OF_A_KIND * figures.planted[kind] for kind in kinds)
    assert sum(figures.alarms.values()) <= FALSE_ALARMS * sum(figures.told_true.values())


def test_the_corpus_is_as_large_as_it_should_be() -> None:
    """Six planted errors of each kind and twenty truths, over all parts; of causes fewer."""
    planted = [case for part in evidence.PARTS for case in evidence.cases(part)]
    for kind in evidence.KINDS[:-1]:
        assert sum(case.kind == kind and not case.true for case in planted) >= 6, kind
        assert sum(case.kind == kind and case.true for case in planted) >= 20, kind


def test_without_a_citation_nothing_is_held() -> None:
    """A sentence that cites nothing is another check's business."""
    assert hold(Told("All is well."), [], Context()) == []


def test_every_doubt_is_explained() -> None:
    """Each code that a rule gives stands in the table, and each of the table is given by a rule."""
    given = {
        code
        for path in RULES.glob("*.py")
        for code in re.findall(r'(?:Doubt\(\s*|_doubt\()"([a-z]+(?:-[a-z]+)+)"', path.read_text("utf-8"))
    }
    assert given == set(MEANINGS)


@pytest.mark.parametrize("text", ["", "?", "。", "…", "not", "No.", "東京で会談した。", "to to to", "if", "¶ “”", "U.S. U.S. U.S."])
def test_odd_texts_are_read_without_a_fault(text: str) -> None:
    """Empty, foreign and broken texts give doubts or none, on either side."""
    for ours, theirs in ((text, "Harland will not pay if Ostmark asks."), ("Harland will pay.", text)):
        found = hold(Told(ours, who="the sources", moves=("agreed",)), [Cited(SourceFacts("x", paragraphs=(theirs,)), 1, "")], Context())
        assert all(doubt.code in MEANINGS and 0 <= doubt.start <= len(ours) for doubt in found)
