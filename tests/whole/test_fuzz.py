"""Any text in any field that an editor writes: it arrives the same in every format, or it is refused at its line."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.assemble.assemble import assemble
from briefgen.content.model.pack import PRODUCTS
from briefgen.content.record import LONGEST_LABEL, LONGEST_PASSAGE, LONGEST_TEXT
from briefgen.desk.folder import DeskFolder
from briefgen.desk.new_desk import lay_out
from briefgen.diagnostics.diagnostic import Diagnostic
from briefgen.fonts import metrics
from briefgen.pipeline.build import build
from briefgen.pipeline.load import load
from briefgen.render.render import render
from tests.tools.fuzz_desk import NOT_PRINTED, Desk, Field
from tests.tools.parity import difference, expected, read_docx, read_html, read_pdf
from tests.tools.projections import squeeze

pytestmark = pytest.mark.slow

PACK = "sound-ferries"
WELCOME = [
    "AT&T <b>x</b> &amp; {{ x }} {% if %} {# c #}",
    "] [ *a* **b** `c` | # % ~ ^ $x$ --- \\ ]]> <!-- -->",
    "‘a’ “b” «c» „d“ 'e' \"f\" ′g″ ‹h› `i`",
    "http://example.org/?a=1&b=2#c mailto:x [@source, para. 1](#x)",
    "x" * 400,
    "café cafe\u0301 Zoë naïve o\u0302\u0301\u0323 x\u0308\u0323",
    "日本丸と海上保安庁、ガ ｶﾞ「〜～」・",
    "soft\u00adhy\u00adphens and a\u200bb\u2060c a\u00a0b\u202fc\u2009d",
    "a\u200cb\u200dc \u200ed\u200fe \u2764\ufe0f",
    "5 µm 5 μm Ω \u2126 Δ∆ 1⁄2 1∕2 ‘ʻ’ʼ co\u2011op co\u2010op",
    "−5 °C ±2 % × 3½ … – — • № § ¶ € £ ¥ ™ © ®",
    "  leading,   double\t and trailing blanks  ",
    "NO", "1.10", "null", "~", "- x", "? y: z", "2013-01-05", "Mon 5 May",
]  # fmt: skip
REFUSED = {
    "a control": "\x07", "the end of a string": "\x00", "delete": "\x7f", "a line end of another kind": "\x85",
    "a separator of lines": "\u2028", "a turn of direction": "\u202e", "an isolate": "\u2066", "a byte order mark": "\ufeff",
    "a non-character": "\uffff", "another one": "\U0001fffe", "Arabic": "\u0633", "Hebrew": "\u05d0", "Hangul": "한", "Chinese": "们",
    "an emoji": "🚢", "a flag": "🇯", "Devanagari": "क", "a rare ideograph": "𪚥", "a variant of one": "\U000e0100",
}  # fmt: skip
"""What no pack can show, by name."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The worked example, with every field filled."""
    root = tmp_path_factory.mktemp("fuzz") / "desk"
    lay_out(root)
    return Desk(DeskFolder(root))


def named(desk: Desk, texts: list[str]) -> dict[Field, str]:
    """A text for every field, in turn, after a word that no other field has. The glossary's abbreviation stays in use."""
    words = {field: f"Q{''.join(chr(97 + int(digit)) for digit in str(number))}z" for number, field in enumerate(desk.fields)}
    return {
        field: f"{word} {texts[number % len(texts)]}{' SFT' if field.kind == ('Judgement', 'text') else ''}"
        for number, (field, word) in enumerate(words.items())
    }


def refusals(desk: Desk, texts: Mapping[Field, str]) -> dict[Field, list[Diagnostic]]:
    """The texts that stop a build, with why. Every problem stands at the line of one of them."""
    desk.write(texts)
    found: dict[Field, list[Diagnostic]] = {}
    for problem in load(desk.folder)[1]:
        if problem.severity == "error":
            (field,) = [field for field in texts if field.file == problem.place.file and texts[field].split()[0] in problem.excerpt]
            found.setdefault(field, []).append(problem)
    return found


def losses(desk: Desk, texts: Mapping[Field, str]) -> list[str]:
    """What is lost or altered of some texts, none of which is refused, on their way into each format."""
    desk.write(texts)
    content, problems = load(desk.folder)
    assert content is not None, problems
    briefing = assemble(content, PACK)
    pages = {product: render(briefing, desk.folder.templates, product) for product in PRODUCTS}
    html = {product: read_html(page.tree) for product, page in pages.items()}
    shown = squeeze("\n".join(piece.words for blocks in html.values() for block in blocks for piece in block.pieces))
    lost = [f"{field.kind}: {text!r}" for field, text in texts.items() if field.kind not in NOT_PRINTED and squeeze(text) not in shown]
    for item in build(content, [PACK], ["pdf", "docx"], desk.folder.templates):
        ids = [node.get("id", "") for node in pages[item.kind].tree.iter() if node.get("id")]
        found = read_pdf(item.product.data) if item.format == "pdf" else read_docx(item.product.data, ids)
        lost += [f"{item.name}: {line}" for line in difference(expected(html[item.kind], item.format), found)]
    return lost


def test_every_kind_of_field_is_tried(desk: Desk) -> None:
    """The fields are those of all kinds of records, with and without markup."""
    assert len(desk.fields) > 70
    assert {field.file.split("/")[1] for field in desk.fields} >= {
        "desk.yaml",
        "developments",
        "issues",
        "officials.yaml",
        "packs",
        "sources",
    }
    assert {field.markup for field in desk.fields} == {True, False}


@pytest.mark.parametrize("turn", range(3))
def test_texts_with_a_meaning_elsewhere_arrive(turn: int, desk: Desk) -> None:
    """Markup, quotes, long words, accents, Japanese, soft hyphens, joiners and signs of every kind are text, whatever the field."""
    texts = named(desk, WELCOME[turn * 7 % len(WELCOME) :] + WELCOME[: turn * 7 % len(WELCOME)])
    refused = refusals(desk, texts)
    assert {problem.code for problems in refused.values() for problem in problems} <= {"excerpt-too-long"}
    assert losses(desk, {field: text for field, text in texts.items() if field not in refused}) == []


def test_long_texts_arrive(desk: Desk) -> None:
    """The longest text allowed in a paragraph, a cell, a list and a title block, with spaces and without."""
    kinds = [("Development", "why_it_matters"), ("Fact", "text"), ("Unknown", "text"), ("Pack", "prepared_for"), ("Outcome", "note")]
    fields = [next(field for field in desk.fields if field.kind == kind) for kind in kinds]
    longest = [LONGEST_PASSAGE, LONGEST_TEXT, LONGEST_TEXT, LONGEST_LABEL]
    texts = {
        field: f"Q{'abcde'[place]}z {'crossing ' * most}"[: most - 1] + "."
        for place, (field, most) in enumerate(zip(fields, longest, strict=False))
    }
    texts[fields[4]] = f"Qez {'crossing' * 1250}"[:LONGEST_TEXT]
    assert losses(desk, texts) == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_pack_can_show_is_refused_at_its_place(name: str, desk: Desk) -> None:
    """In any field: the report names file, line and column of the sign, or of the text where it is written as an escape."""
    fields = desk.fields[list(REFUSED).index(name) % 7 :: 7]
    texts = {field: f"{text} a{REFUSED[name]}b" for field, text in named(desk, [""]).items() if field in fields}
    refused = refusals(desk, texts)
    assert refused.keys() == set(fields)
    for problem in (problem for problems in refused.values() for problem in problems):
        assert problem.code in {"yaml-character", "missing-glyph"}
        assert problem.excerpt[problem.place.column - 1 :].startswith((REFUSED[name], f"a{REFUSED[name]}", "\ufffdb", '"Q'))


RANGES = json.loads(metrics.TABLES.read_text(encoding="utf-8"))["coverage"].values()
SHOWN = sorted({chr(code) for pairs in RANGES for first, last in pairs for code in range(first, last + 1)} - set("\n\r"))
ALPHABETS = [
    st.characters(exclude_categories=["Cs"]),
    st.characters(codec="ascii", exclude_categories=["Cc"]),
    st.sampled_from(SHOWN),
    st.sampled_from([sign for sign in SHOWN if sign < "\u3000"]),
    st.sampled_from("aeinsx \t\u0300\u0301\u0302\u0308\u0323\u0327\u00ad\u200b\u200c\u200d\u2060–—‘’“”-\u2011〜～・ー\u3099かは"),
]
"""Any signs, and those that a pack can show: of typewriters, of our fonts, of their Latin half, and with marks and joiners."""
TEXTS = st.lists(st.one_of([st.text(signs, min_size=1, max_size=40) for signs in ALPHABETS]), min_size=10, max_size=20)


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_arrives_or_is_refused(desk: Desk, some: list[str]) -> None:
    """Whatever is written, in whichever field; nothing is altered in silence and no build ends in a traceback."""
    texts = named(desk, some)
    while refused := refusals(desk, texts):
        texts = {field: text for field, text in texts.items() if field not in refused}
    if not any(text.endswith(" SFT") for text in texts.values()):  # nobody uses the abbreviation, so the glossary leaves it out
        texts = {field: text for field, text in texts.items() if field.kind[0] != "Term"}
    assert losses(desk, texts) == []
