"""Sentences of our own with what they name in brackets."""

from __future__ import annotations

import pytest

from briefgen.language.grammar.our_sentences import OurSentence, our_sentences
from briefgen.language.lexicon.lexicon import load


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The *U.S.* body is agreed [#a].", [OurSentence("The U.S. body is agreed.", ("a",))]),
        ("One is [#a]; two is not [#b; #c]. Three is.", [OurSentence("One is; two is not.", ("a", "b", "c")), OurSentence("Three is.")]),
        ("It is so. [#a] It was so [@paper, para. 2].", [OurSentence("It is so.", ("a",)), OurSentence("It was so.", (), (("paper", 2),))]),
        (
            "Nobody says [!gap]. We doubt it [!judgement].",
            [OurSentence("Nobody says.", kind="gap"), OurSentence("We doubt it.", kind="judgement")],
        ),
        ("See [the issue](#issue-a).", [OurSentence("See the issue.")]),
        ("", []),
        ("[#a]", []),
    ],
)
def test_each_sentence_has_what_stands_in_it_or_right_behind(text: str, found: list[OurSentence]) -> None:
    """A semicolon ends no sentence, and links name no facts."""
    assert our_sentences(text, load()) == found
