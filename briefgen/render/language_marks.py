"""Words in Japanese script, told apart in the finished document, so that no template and no field can forget to."""

from __future__ import annotations

import re

from briefgen.language.scripts import EAST_ASIAN_LANGUAGES, JAPANESE

_TOKEN = re.compile(r'<svg\b.*?</svg>|<(?P<tag>[/!]?)[^<>"]*(?:"[^"]*"[^<>"]*)*>|[^<]+', re.DOTALL)
_LANGUAGE = re.compile(r'\slang="([^"]*)"')


def told_apart(html: str) -> str:
    """The document with `lang` on every run of Japanese signs in its body that stands in another language."""
    head, end, body = html.partition("</head>")
    if not JAPANESE.search(body):
        return html
    spoken = [_language(head, "")]
    return head + end + "".join(_told(token, spoken) for token in _TOKEN.finditer(body))


def _told(token: re.Match[str], spoken: list[str]) -> str:
    """The token, marked where it is text. spoken: the languages of the elements that are open, which it may open or close."""
    text = token.group()
    if token["tag"] == "/":
        del spoken[max(1, len(spoken) - 1) :]
    elif not text.startswith("<"):
        return text if spoken[-1].startswith(EAST_ASIAN_LANGUAGES) else JAPANESE.sub(r'<span lang="ja">\g<0></span>', text)
    elif token["tag"] == "" and not text.endswith("/>"):
        spoken.append(_language(text, spoken[-1]))
    return text


def _language(tag: str, outer: str) -> str:
    found = _LANGUAGE.search(tag)
    return found[1] if found else outer
