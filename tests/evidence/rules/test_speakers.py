"""Who says so."""

from __future__ import annotations

from tests.evidence.sentences import codes

UNNAMED = "The cable will be late, according to people briefed on the talks."


def test_media_is_refused_for_unnamed_speakers() -> None:
    """Sources, observers, “they said”: none of them is the medium itself."""
    for paragraph in (
        UNNAMED,
        "The cable will be late, sources said.",
        "Observers said the cable will be late.",
        "The cable will be late, they said.",
    ):
        assert "speaker-unnamed" in codes("The cable will be late.", paragraph)
    assert not codes("The cable will be late.", "The cable will be late.")


def test_a_named_official_speaks_in_the_paragraph() -> None:
    """The name stands by a verb of saying, before it or after."""
    for paragraph in ("Jon Weller said the cable would be late.", "“The cable will be late,” said Jon Weller."):
        assert not codes("Jon Weller said that the cable would be late.", paragraph, says="named-official")
    assert "speaker-not-there" in codes("Jon Weller said it would be late.", "The cable will be late.", says="named-official")
    assert "speaker-not-there" in codes("The cable will be late.", UNNAMED, says="named-official")


def test_a_statement_needs_one_who_may_make_it() -> None:
    """A government says it, or a document does."""
    assert not codes("The governments said that they would wait.", "The two governments said they would wait.", says="official-statement")
    assert "speaker-not-there" in codes("They would wait.", "It will take time.", says="official-statement")


def test_who_is_in_the_source_s_words() -> None:
    """Words of `who` stand in the paragraph, or before it where that refers back; the country stands by the speakers."""
    told = {"says": "unnamed-officials"}
    paragraph = "The cable will be late, Ostmark officials said."
    assert "who-not-borne" not in codes("The cable will be late.", paragraph, who="Ostmark officials", **told)
    assert "who-not-borne" in codes("The cable will be late.", paragraph, who="engineers of the company", **told)
    german = "German officials told Japan that the cable will be late."
    assert "who-not-borne" in codes("The cable will be late.", german, who="Japanese officials", **told)


def test_sources_are_spoken_of() -> None:
    """familiar-sources needs a text that speaks of sources."""
    assert "speaker-not-there" in codes("It will be late.", "It will be late, Weller said.", says="familiar-sources")
