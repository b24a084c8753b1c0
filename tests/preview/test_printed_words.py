"""The words around a point of a set page lead to the sentence that is printed there."""

from __future__ import annotations

import pytest

from briefgen.preview.printed_words import place_of_words

HTML = """<html><body><main>
<p data-at="fact/1">The ministers agreed on the <b>second</b> ship. It sails in May.</p>
<table><tr data-at="event/1"><td>2 May</td><td><span data-at="event/1/label">Ship agreed</span></td></tr></table>
<p data-at="fact/2">“It sails,” said the harbour master, and closed the harbour-office.</p>
</main></body></html>"""


@pytest.mark.parametrize(
    ("before", "after", "place"),
    [
        ("The ministers agreed on the sec", "ond ship. It sails in May.", "fact/1"),
        ("mini-\r\nsters agreed on the sec", "ond\r\nship. It sails in June, says another column", "fact/1"),
        ("of another column\r\nShip a", "greed\r\nand what stands below it", "event/1/label"),
        ("2 M", "ay Ship agreed", "event/1"),
        ("harbour", " office.\r\n12", "fact/2"),
        ("Page ", "12", ""),
        ("", "", ""),
        ("nothing that is ", "printed in the text", ""),
    ],
)
def test_words_lead_to_the_narrowest_place_that_has_them(before: str, after: str, place: str) -> None:
    """Whatever the page broke at an end of a line, and whatever stands in the column beside."""
    assert place_of_words(HTML, before, after) == place
