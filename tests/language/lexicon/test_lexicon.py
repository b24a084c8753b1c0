"""The word lists and a desk's additions to them."""

from __future__ import annotations

from briefgen.language.lexicon.lexicon import load, standard


def test_a_desk_adds_to_the_lists() -> None:
    """Lists grow, mappings are merged, and the package's own lists stay as they are."""
    known = load({"strength": {"intent": {"wanted": {"words": ["crave"]}}}, "verbs": {"like": {"sail": ["sail", "steam"]}}})
    assert known.at["crave"] == known.at["want"]
    assert known.like["steam"] >= {"sail"}
    assert known.is_form("craved", "past")
    assert "crave" not in standard().at
    assert load() is standard()


def test_words_that_other_readers_take_for_truth_values_are_words() -> None:
    """“no”, “off” and “on” are text."""
    lists = standard().lists
    assert "no" in lists["negation"]["explicit"]
    assert {"off", "on"} <= set(lists["function_words"]["prepositions"])


def test_every_word_of_strength_is_known_by_its_forms() -> None:
    """A verb on the scale is found in any form."""
    for form in ("planned", "hoping", "wants", "pledged", "considering", "expected"):
        assert standard().bases(form) & standard().at.keys()


def test_what_counts_as_content() -> None:
    """Small words bear none; forms of a word count as one."""
    content = standard().content
    assert content("the") == content(",") == ""
    assert content("plans") == content("planned")
