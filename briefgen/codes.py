"""Every code a diagnostic may carry, with its severity and what it means to an editor.

The page docs/diagnostics.md is made from this table and from the broken examples under tests/broken.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """severity: "error" stops a build; "warning" stops it only with --strict; "note" never does."""

    severity: str
    meaning: str
    mend: str


CODES: dict[str, Code] = {
    # the desk and its files
    "desk-missing": Code(
        "error",
        "No desk here: neither this folder nor one above it holds content/desk.yaml.",
        "Go to a desk's folder, or lay one out with `briefgen init DIR`.",
    ),
    "file-unreadable": Code("error", "A file or folder of the desk cannot be read.", "Check that it is there and that you may read it."),
    "file-misplaced": Code(
        "warning",
        "A file in content/ belongs to no kind of record, so nothing in it is used.",
        "Move it to the folder of its kind, such as content/developments/.",
    ),
    "write-failed": Code(
        "error",
        "A product could not be written. The last good one is as it was.",
        "Check the free space, the folder's rights, and that no program holds the file open.",
    ),
    # reading YAML
    "yaml-encoding": Code("error", "The file is not UTF-8 text.", "Save it as UTF-8."),
    "yaml-character": Code("error", "A character that no reader would see or that turns text around.", "Delete it."),
    "yaml-syntax": Code(
        "error", "The file is not well-formed YAML.", "Most often: a colon, quote or dash in a sentence. Put long sentences below `>-`."
    ),
    "yaml-duplicate-key": Code("error", "The same field is written twice; one of them would be lost.", "Keep one."),
    "yaml-anchor": Code("error", "Anchors, aliases and merge keys are not used here.", "Write the value out."),
    "yaml-tag": Code(
        "error", "Tags (words after an exclamation mark) are not used here.", "Put the value in quotes if the mark is part of it."
    ),
    "yaml-key": Code("error", "A field name that is not plain text.", "Write a plain field name."),
    "yaml-depth": Code("error", "Brackets or lists nested deeper than any record needs.", "Look for a bracket that was never closed."),
    "yaml-size": Code("error", "The file is larger than a record can be.", "Split it."),
    "yaml-documents": Code("error", "More than one document in a file.", "Remove the line with three dashes, or make two files."),
    "yaml-empty": Code("error", "The file holds nothing.", "Write a record or delete the file."),
    # the shape of records
    "unknown-key": Code("error", "A field that this kind of record does not have.", "Correct its name or delete it."),
    "missing-key": Code("error", "A field that the record must have is missing.", "Add it."),
    "wrong-value": Code("error", "A value that its field cannot take.", "See the field's description."),
    "wrong-date": Code(
        "error",
        "A date that cannot be read or does not exist.",
        "Write it as 2005-04-14, 2004-10, 2005-23 (autumn), 2013-01~ (about) or first/last.",
    ),
    "empty-text": Code("error", "A field with nothing in it.", "Write something or delete the field."),
    "duplicate-id": Code("error", "Two records with the same id.", "Rename one of them."),
    # inline markup
    "markup-link": Code(
        "error",
        "A link that is neither https, http, mailto nor to a place in the pack.",
        "Write the full address, or put a backslash before the bracket if no link is meant.",
    ),
    "markup-citation": Code("error", "Something that begins like a citation but is not one.", "Write [@source-id, para. 5]."),
    # editorial rules
    "unknown-reference": Code("error", "An id that no record has.", "Correct it or write the record."),
    "development-without-source": Code("error", "A development that cites no source.", "Add citations to its statements."),
    "statement-without-source": Code(
        "error", "A statement of fact without a citation.", "Add `cite:` with source, paragraph and excerpt, or mark it as our comment."
    ),
    "event-without-date": Code(
        "error", "A chronology entry without a date.", "Give a date as exact as the source allows, for example 2005-04 or 2005~."
    ),
    "official-without-post": Code(
        "error",
        "An official whose office no source attests.",
        "Add a post with organisation, title and the date on which a source attests it.",
    ),
    "issue-never-raised": Code(
        "warning", "An open issue that no development raises or discusses.", "Add an update to a development, or delete the issue."
    ),
    "update-goes-backwards": Code(
        "error",
        "An update that cannot follow the state the issue is in.",
        "See the table of moves in docs/model.md; correct the move or its date.",
    ),
    "outcome-missing": Code(
        "warning",
        "Something planned or expected whose time had passed by the pack's as-of date, with no outcome recorded.",
        "Add `outcome:`; `result: not-in-sources` says that no source tells.",
    ),
    "excerpt-too-long": Code("error", "An excerpt of more than twelve words.", "Shorten it to the words that carry the fact."),
    "leftover": Code("error", "A note to oneself (TODO, TBD, FIXME, XXX, ???) left in the text.", "Finish it or take it out."),
    "unused-record": Code("warning", "A record that no pack shows.", "Use it or delete it."),
    "source-without-date": Code(
        "error", "A source with neither a date nor inferred bounds.", "Add `published:`, or `inferred:` with bounds and the reason."
    ),
    "date-after-cut-off": Code(
        "error", "Something dated after the pack's as-of date as if it had happened by then.", "Correct the date or move the as-of date."
    ),
    "unknown-marking": Code("error", "A marking that the desk does not use.", "Use one of the markings in desk.yaml."),
    "edition-mismatch": Code(
        "error",
        "The edition's version, status and history disagree.",
        "The last revision's number is the version; 0.x is a draft, and a draft is 0.x; numbers and dates rise.",
    ),
    "empty-pack": Code("error", "A pack that selects no development.", "Widen its `developments:`."),
    "missing-glyph": Code("error", "A character that none of the fonts that travel with the project can show.", "Write it another way."),
    # rendering and export
    "template-error": Code(
        "error",
        "A template is missing, broken or uses a name that does not exist.",
        "Correct the template, or delete the desk's own copy to use the built-in one.",
    ),
    "template-vocabulary": Code(
        "error",
        "A template makes an element, class or attribute outside the declared vocabulary, which Word could not show.",
        "Use an element of the vocabulary (docs/design/2026-11-22-pipeline.md).",
    ),
    "dead-link": Code(
        "error", "A link to a place that the pack does not have.", "Correct the link, or add the section that holds its target."
    ),
    "asset-refused": Code(
        "error", "A template asks for a file outside the project's own assets.", "Put the file into templates/ and name it there."
    ),
    "layout-message": Code(
        "warning", "The PDF engine reported something while setting the pages.", "Correct the style sheet or template it names."
    ),
    "style-missing": Code(
        "error", "The Word styles lack a style the pack needs, or define it wrongly.", "Restore it in templates/word/styles.xml."
    ),
}
