"""The elements, classes and attributes that templates may use (docs/design/2026-11-22-pipeline.md says what each means)."""

from __future__ import annotations

SVG = "{http://www.w3.org/2000/svg}"
PARTS = (
    *("summary", "contents", "chapter", "development", "open-issues", "chronology", "officials", "sources", "glossary", "references"),
    *("guide", "evidence", "events", "histories", "offices", "source-notes"),
)
OPENS = "opens"
"""The class of a section that begins a page; a large document has some, and is set part by part."""
AT = "data-at"
"""The attribute by which the preview knows where words are written; no product has it."""
COLUMNS = frozenset({"col-date", "col-party", "col-status", "col-state", "col-label", "col-wide"})
CLASSES: dict[str, frozenset[str]] = {
    "body": frozenset({"a4", "letter", "brief", "pack", "annex"}),
    "header": frozenset({"banner"}),
    "p": frozenset({"marking", "title", "subtitle", "lead", "dateline", "comment", "sentence-note", "caption-note", "note-head"}),
    "section": frozenset({"part", "record", "band", OPENS, *(f"part-{name}" for name in PARTS)}),
    "aside": frozenset({"comment", "bottom-line"}),
    "nav": frozenset({"contents"}),
    "ul": frozenset({"plain", "judgements", "backlinks"}),
    "ol": frozenset({"notes", "judgements"}),
    "table": frozenset(
        {"facts", "chronology", "events", "history", "officials", "positions", "questions", "register", "sources", "glossary", "evidence"}
    ),
    "th": COLUMNS,
    "td": COLUMNS,
    "figure": frozenset({"timeline", "strip"}),
    "a": frozenset({"ref", "backref", "number", "top"}),
    "span": frozenset({"says", "status", "nowrap", "tag", "muted", "version", "number", "ref"}),
}
"""Element → the classes it may carry."""
ATTRIBUTES: dict[str, frozenset[str]] = {
    "html": frozenset(),
    "head": frozenset(),
    "title": frozenset(),
    "meta": frozenset({"charset", "name", "content"}),
    "style": frozenset({"media"}),
    "body": frozenset(),
    "header": frozenset(),
    "main": frozenset(),
    "p": frozenset({"data-since"}),
    "section": frozenset(),
    "aside": frozenset({"role", "aria-label"}),
    "h1": frozenset(),
    "h2": frozenset(),
    "h3": frozenset(),
    "nav": frozenset({"aria-label"}),
    "details": frozenset(),
    "summary": frozenset(),
    "ul": frozenset(),
    "ol": frozenset(),
    "li": frozenset({"data-since", "value"}),
    "table": frozenset(),
    "caption": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"data-since"}),
    "th": frozenset({"scope"}),
    "td": frozenset(),
    "figure": frozenset(),
    "figcaption": frozenset(),
    "a": frozenset({"href", "role", "aria-label"}),
    "span": frozenset({"dir", AT}),
    "em": frozenset(),
    "strong": frozenset(),
    "abbr": frozenset({"title"}),
    "time": frozenset({"datetime"}),
    "br": frozenset(),
}
"""Element → the attributes it may carry besides id, lang and class."""
EVERYWHERE = frozenset({"id", "lang", "class"})
CHANGES = frozenset({"ins", "del"})
"""Elements that only a comparison of two documents writes: words put in and taken out."""
CHANGE = "data-change"
"""The attribute of a block that was put in or taken out as a whole ("inserted", "deleted"); only a comparison writes it."""
NUMBER, WAS = "value", "data-was"
"""The attributes of a note's item: its number, and the one that it had in the older of two documents; only a comparison writes that."""
NOTES = "ol[@class='notes']"
"""The list of the notes, as a path."""
