"""Words in another script than Latin, told apart in the finished document, so that no template and no field can forget to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.fonts.script_runs import Faced, Runs, Voice
from briefgen.language.scripts import EAST_ASIAN_LANGUAGES

_TOKEN = re.compile(r'<svg\b.*?</svg>|<(?P<tag>[/!]?)[^<>"]*(?:"[^"]*"[^<>"]*)*>|[^<]+', re.DOTALL)
_LANGUAGE = re.compile(r'\slang="([^"]*)"')


def told_apart(html: str, faces: Sequence[Faced] = ()) -> str:
    """The document with `lang` on every run in its body of Japanese signs, or of a script that one of the faces sets, that stands in
    another language; and with `dir` where it runs from right to left."""
    head, end, body = html.partition("</head>")
    runs = Runs(faces)
    if not runs.any(body):
        return html
    spoken = [_language(head, "")]
    return head + end + "".join(_told(token, spoken, runs) for token in _TOKEN.finditer(body))


def _told(token: re.Match[str], spoken: list[str], runs: Runs) -> str:
    """The token, marked where it is text. spoken: the languages of the elements that are open, which it may open or close."""
    text = token.group()
    if token["tag"] == "/":
        del spoken[max(1, len(spoken) - 1) :]
    elif not text.startswith("<"):
        return "".join(_marked(words, voice, spoken[-1]) for words, voice in runs.of(text))
    elif token["tag"] == "" and not text.endswith("/>"):
        spoken.append(_language(text, spoken[-1]))
    return text


def _marked(words: str, voice: Voice | None, spoken: str) -> str:
    """A run with its language, where what is round it is not in that language, nor in one that has the same signs."""
    if voice is None or spoken.split("-")[0] == voice.tongue or (voice.of_ideographs and spoken.startswith(EAST_ASIAN_LANGUAGES)):
        return words
    direction = ' dir="rtl"' if voice.right_to_left else ""
    return f'<span lang="{voice.language}"{direction}>{words}</span>'


def _language(tag: str, outer: str) -> str:
    found = _LANGUAGE.search(tag)
    return found[1] if found else outer
