"""Letters that join or run from right to left: one glyph of the PDF for each cluster, and whole runs in drawings."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter

from briefgen.export.pdf.pages.joined_letters import joined_letters
from briefgen.fonts.cut_faces import CutFace, cut
from briefgen.fonts.desk_scripts import SCRIPTS
from briefgen.machine.pdf_engine import load_engine
from tests.tools.scripts_desk import FACES

FILES = {"Arabic": "ArabicVariable.ttf", "Thai": "ThaiVariable.ttf", "Devanagari": "DevanagariVariable.ttf", "Hangul": "Hangul-Regular.ttf"}
WORDS = {"ar": "العزيز مُحَمَّد السلام", "th": "จันทร์โอชา น้ำ", "hi": "क्षत्रिय नरेन्द्र"}


def faces(*names: str) -> tuple[CutFace, ...]:
    """Test faces of some scripts, with all their letters."""
    found = []
    for name in names:
        script = SCRIPTS[name]
        signs = frozenset("".join(WORDS.values()) + script.sample)
        found.append(CutFace(script, script.language, f"T {name}", cut((FACES / FILES[name]).read_bytes(), signs, f"T {name}", 400)))
    return tuple(found)


ALL = faces("Arabic", "Thai", "Devanagari")


def pdf(body: str, joined: bool = True) -> bytes:
    """A PDF of some HTML with the faces, set with what is tested here or as WeasyPrint does alone."""
    engine = load_engine()
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            return URLFetcherResponse(url, next(face.regular for face in ALL if url.endswith(face.language)))

    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; src: url(x:{face.language}) }}'
        f'[lang="{face.language}"] {{ font-family: "{face.family}" }}'
        for face in ALL
    )
    fonts, fetch = FontConfiguration(), Fetcher()
    sheet = engine.CSS(string=f'html {{ font: 12pt "Source Serif 4" }} {rules}', url_fetcher=fetch, font_config=fonts, base_url="x:")
    with joined_letters(ALL if joined else ()):
        document = engine.HTML(string=f"<html lang='en'><body>{body}", url_fetcher=fetch, base_url="x:")
        data: bytes = document.write_pdf(stylesheets=[sheet], font_config=fonts)
    return data


def text_of(data: bytes) -> str:
    return " ".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range().split())


def looks(data: bytes) -> Any:
    return pypdfium2.PdfDocument(data)[0].render(scale=3, grayscale=True).to_pil().convert("L")


@pytest.mark.parametrize("language", WORDS)
def test_words_are_read_back_letter_by_letter(language: str) -> None:
    """Bowls and dots, marks and conjuncts: each word is what was written, which WeasyPrint alone does not give."""
    body = "<p>" + " and ".join(f'<span lang="{language}">{word}</span>' for word in WORDS[language].split())
    assert [word for word in WORDS[language].split() if word not in text_of(pdf(body))] == []


def test_weasyprint_alone_still_garbles_them() -> None:
    """Once this fails, WeasyPrint gives each cluster its signs, and half of the module can go."""
    assert "العزيز" not in text_of(pdf('<p>a <span lang="ar">العزيز</span> b', joined=False))


@pytest.mark.parametrize("language", WORDS)
def test_words_look_as_weasyprint_sets_them(language: str) -> None:
    """Glyphs that are put together stand where their parts would, but for a pixel at the edges."""
    body = f'<p>before <span lang="{language}">{WORDS[language]}</span> after'
    ours, theirs = looks(pdf(body)), looks(pdf(body, joined=False))
    assert ours.getextrema()[0] < 100
    assert strays(ours, theirs) == strays(theirs, ours) == 0


def strays(one: Any, other: Any) -> int:
    """Dark pixels of one picture that are more than one pixel away from anything grey in the other."""
    ink, grey = one.point(lambda tone: 255 * (tone < 100)), other.filter(ImageFilter.MinFilter(3)).point(lambda tone: 255 * (tone < 200))
    return int(sum(ImageChops.subtract(ink, grey).histogram()[1:]))


def test_a_drawing_sets_a_run_as_a_whole() -> None:
    """The letters of a word in a drawing join, from right to left, as they do in the text."""
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><text x="5" y="25" font-family="{}">{}</text></svg>'
    word = drawing.format("T Arabic", "محمد")
    assert "محمد" in text_of(pdf(word))
    assert "محمد" not in text_of(pdf(word, joined=False))


def test_other_scripts_are_set_as_before() -> None:
    """Without a face whose letters join, nothing of WeasyPrint is touched; and afterwards all is as it was."""
    from weasyprint import svg
    from weasyprint.draw import text
    from weasyprint.pdf.fonts import Font

    before = (text.draw_first_line, Font.clean, svg.TAGS["text"], svg.text)
    with joined_letters(faces("Hangul")):
        assert (text.draw_first_line, Font.clean, svg.TAGS["text"], svg.text) == before
    with contextlib.suppress(ZeroDivisionError), joined_letters(ALL):
        assert text.draw_first_line is not before[0]
        raise ZeroDivisionError
    assert (text.draw_first_line, Font.clean, svg.TAGS["text"], svg.text) == before


def test_the_same_words_make_the_same_bytes() -> None:
    """Numbers of composite glyphs follow the order of painting."""
    body = "".join(f'<p lang="{language}">{words}' for language, words in WORDS.items())
    assert pdf(body) == pdf(body)
    assert io.BytesIO(pdf(body)).read(5) == b"%PDF-"
