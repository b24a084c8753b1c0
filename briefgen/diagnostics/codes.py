"""Every code a diagnostic may carry, with its severity and what it means to an editor.

The page docs/diagnostics.md is made from this table and from the broken examples under tests/diagnostics/broken.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.diagnostics.doubts import MEANINGS


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
    "link-refused": Code(
        "error",
        "A file of the desk is a link that leads out of the desk. A desk may come from a stranger, so no such link is followed.",
        "Put a copy of the file in its place.",
    ),
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
    "yaml-comment": Code(
        "error",
        "A sign # after a blank, with a word right behind it: YAML drops the rest of the line, which may be part of the text.",
        "Put the text in quotes; or, if a comment is meant, write a blank after the sign.",
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
    "citation-unreadable": Code(
        "error",
        "A citation in short form that cannot be read; the report points at the sign that is wrong.",
        "Write ¶2 “words of the source”, or source-id ¶2 “words”.",
    ),
    "sentence-without-fact": Code(
        "error",
        "A sentence of a pack's first page that rests on no fact and does not say what else it is.",
        "Name the fact as [#fact-id], or end the sentence with [!gap], [!judgement] or [!advice].",
    ),
    "fact-typed-twice": Code(
        "warning",
        "Two facts cite the same words of a source and say much the same. A fact is written once.",
        "Keep one; refer to it by its id where it is needed.",
    ),
    "statement-without-source": Code(
        "error", "A statement of fact without a citation.", "Add `cite:` with source, paragraph and excerpt, or mark it as our comment."
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
    "text-too-long": Code(
        "error",
        "A text longer than its field takes: 500 characters for a name or title, 2,000 for a sentence, 10,000 for a paragraph of our own.",
        "Say it in fewer words, or make several sentences, items or paragraphs of it.",
    ),
    "leftover": Code("error", "A note to oneself (TODO, TBD, FIXME, XXX, ???) left in the text.", "Finish it or take it out."),
    "unused-record": Code("warning", "A record that no pack shows.", "Use it or delete it."),
    "source-without-date": Code(
        "error", "A source with neither a date nor inferred bounds.", "Add `published:`, or `inferred:` with bounds and the reason."
    ),
    "date-after-cut-off": Code(
        "error", "Something dated after the pack's as-of date as if it had happened by then.", "Correct the date or move the as-of date."
    ),
    "event-after-source": Code(
        "error",
        "Something given as past that is dated after the source that reports it.",
        "Correct the date or the status, or cite the source that reports it.",
    ),
    "same-event-twice": Code(
        "warning",
        "Two entries that read like one event and have different dates.",
        "Correct one, keep only one, or say that they differ with `differs_from:`.",
    ),
    "weekday-differs": Code("error", "A weekday that does not match the date beside it.", "Correct the weekday or the date."),
    "outcome-without-source": Code(
        "error", "An outcome that no event records and no source is cited for.", "Add `event:`, or a `note:` that cites the source."
    ),
    "office-not-held": Code(
        "warning",
        "A sentence that gives a person an office in which no source attests them for its date.",
        "Correct the sentence, or record the office under `posts:`.",
    ),
    "spelling-unrecorded": Code(
        "warning",
        "A word that is nearly an official's family name: a misspelling, or a spelling that nobody recorded.",
        "Correct the name, or record the spelling under `aliases:`.",
    ),
    "name-order-mixed": Code(
        "warning",
        "Names with the family name first and last in one pack.",
        "Show all with `names: family-first`, or record them in one order.",
    ),
    "unknown-marking": Code("error", "A marking that the desk does not use.", "Use one of the markings in desk.yaml."),
    "edition-mismatch": Code(
        "error",
        "The edition's version, status and history disagree.",
        "The last revision's number is the version; 0.x is a draft, and a draft is 0.x; numbers and dates rise.",
    ),
    "edition-not-released": Code(
        "warning", "A pack that calls itself released and was not.", "Set its edition back to 0.x and draft, and run `briefgen release`."
    ),
    "edition-altered": Code(
        "error", "The file of a released edition is not as it was written.", "Put it back as it was, for example from git."
    ),
    "release-refused": Code("error", "A release that the rules of editions forbid.", "Do what the message says, or release nothing."),
    "migrate-refused": Code(
        "error", "Files that would be rewritten and that git could not give back.", "Commit them first, or run `briefgen migrate --force`."
    ),
    "revision-unknown": Code(
        "error", "An edition, date or git revision that cannot be found.", "Name one that there is; commit editions once they are released."
    ),
    "extract-refused": Code(
        "error",
        "A PDF whose files cannot be taken out, or a folder that they cannot be put into.",
        "Name a PDF made with `attachments: true`, and a folder that is new or empty.",
    ),
    "source-date": Code(
        "error",
        "The environment variable SOURCE_DATE_EPOCH holds no day that a product can bear.",
        "Set it to a whole number of seconds since 1970, or unset it.",
    ),
    "decision-without-ask": Code(
        "error",
        "A day by which the reader has to decide, in a pack that asks for nothing.",
        "Say in `ask:` what is to be decided, or take `decide_by:` out.",
    ),
    "over-budget": Code(
        "note",
        "A product that takes more pages, words or references than its pack allows, or whose longest part takes too much of it.",
        "Cut what the note names, or give the product more room in the pack's `budgets:`.",
    ),
    "empty-pack": Code("error", "A pack that selects no development.", "Widen its `developments:`."),
    "missing-glyph": Code(
        "error",
        "A character that neither a font that travels with the project nor a face of the desk can show.",
        "Add a face for its script under `fonts:` (docs/fonts.md), or give a name in its English spelling; say a symbol in words.",
    ),
    "font-missing": Code("error", "A face of the settings that is not there.", "Put the file into fonts/, or install the package."),
    "font-unfit": Code("error", "A font file that cannot set its script.", "Take a TrueType file (.ttf) of an open face for the script."),
    "font-twice": Code("error", "Two faces for one script or one language.", "Keep one, or give the other its own `language:`."),
    "font-licence": Code("warning", "A face that says nothing of its licence.", "Add `licence:` beside it, for example SIL OFL 1.1."),
    # rendering and export
    "template-error": Code(
        "error",
        "A template is missing, broken or uses a name that does not exist.",
        "Correct the template, or delete the desk's own copy to use the built-in one.",
    ),
    "template-unused": Code(
        "warning",
        "A file among the desk's own templates that takes the place of no built-in one, and that none of them names.",
        "Correct its name, or delete it.",
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
    "cluster-unusable": Code(
        "error",
        "The cluster that --on names does not answer, or none of its workers sets the same pages as this machine.",
        "Check the address, and that the workers have the same briefgen, fonts and libraries. Without --on this machine sets the pages.",
    ),
    "set-whole": Code(
        "warning",
        "A large document is set in parts that are linked into one file. Here they could not be, so it was set in one piece: it says the "
        "same and looks the same, and took longer.",
        "Nothing is wrong with the pack. A style sheet of the desk's own that counts or looks across chapters may be the reason.",
    ),
    "row-too-long": Code(
        "note",
        "A row of a table that is longer than a page. It breaks within, below its heading and with the header row repeated.",
        "Shorten the text that makes it so long, or say part of it elsewhere.",
    ),
    "style-missing": Code(
        "note",
        "The desk's own Word styles lack a style that a pack is made of, so the built-in one is used.",
        "Add it where it is to look otherwise; `briefgen styles` tells what a pack is made of.",
    ),
    "style-wrong": Code(
        "error",
        "A style of the desk's own Word styles is of the wrong type or form, hides its text, or bears no list marks where it must.",
        "Mend it in templates/word/styles.xml or the base document; see docs/word-styles.md.",
    ),
    "style-setting": Code(
        "warning",
        "A style of the desk's own Word styles lacks a property that a pack relies on: outline level, page break, tab stop.",
        "Set it in templates/word/styles.xml or the base document; see docs/word-styles.md.",
    ),
    "base-unreadable": Code(
        "error",
        "The desk's base document for Word cannot be read.",
        "Save it anew from Word as templates/word/base.docx, or delete it to use the built-in styles.",
    ),
    # evidence: statements against the archived texts
    "evidence-not-checked": Code(
        "note",
        "There is no archive at hand, so no statement could be held against its source.",
        "Give the folder with `--archive DIR`, or name it as `archive:` in content/desk.yaml.",
    ),
    "archive-missing": Code("error", "The archive folder, or a text in it, does not exist.", "Correct `file:`, or put the text there."),
    "archive-unreadable": Code("error", "An archived text cannot be read.", "Check that it is a file and that you may read it."),
    "archive-not-text": Code(
        "error", "An archived text is no plain text.", "Archive the text of the page, not a PDF, Word file or picture."
    ),
    "archive-empty": Code("error", "An archived text holds nothing.", "Put the text back, or delete the record."),
    "archive-too-large": Code("error", "An archived text is larger than any article.", "Keep the article alone, as plain text."),
    "archive-encoding": Code(
        "error", "An archived text is not UTF-8.", "Save a copy as UTF-8 and make its record anew with `briefgen source add`."
    ),
    "archive-body": Code(
        "error", "The lines named as the article are not in the text, run backwards or are empty.", "Correct `body:`; lines count from 1."
    ),
    "hash-differs": Code(
        "error",
        "The archived text is not the one that was read: its SHA-256 differs.",
        "Put the text back, or read it again, look at every citation, and enter the new hash.",
    ),
    "paragraph-beyond-end": Code(
        "error", "A paragraph that the source does not have.", "Look it up with `briefgen source show ID` and correct the number."
    ),
    "excerpt-not-found": Code(
        "error", "The excerpt does not stand in the paragraph named.", "Copy the words as the source prints them, or correct the paragraph."
    ),
    "excerpt-not-unique": Code(
        "error", "The excerpt stands in the paragraph more than once.", "Add `prefix:` or `suffix:` with the words just before or after it."
    ),
    "excerpt-spans-paragraphs": Code(
        "error", "The excerpt runs over the end of a paragraph.", "Cite each paragraph with an excerpt of its own."
    ),
    "not-as-printed": Code(
        "error",
        "A headline, byline, dateline or date line that the archived text does not print.",
        "Copy it as printed; if the text bears none, delete the field.",
    ),
    "name-not-in-source": Code(
        "error",
        "A person whose name the cited sources do not print in this form.",
        "Cite a source that names the person, correct the name, or record the source's spelling under the official's `aliases:`.",
    ),
    "word-not-in-source": Code(
        "warning",
        "A word with a capital that neither the cited sources nor the desk's own records have: perhaps a misspelt name.",
        "Correct it, cite the source that has it, or add it to the glossary.",
    ),
    "number-not-in-source": Code(
        "error",
        "A number, year or date that the cited paragraphs do not print.",
        "Correct it, cite the paragraph that has it, or list it under `derived:` with the reason.",
    ),
    **{code: Code("warning", *words) for code, words in MEANINGS.items() if code != "number-not-in-source"},
    "answer-lapsed": Code(
        "warning",
        "An answer to a warning (`because:`) that was written for other words than those that stand there now.",
        "Read the fact again; give the sign of its words as `answered:` if the answer still holds.",
    ),
    "derivation-wrong": Code(
        "error",
        "A derived value that is not in the sentence, or that does not follow from what the source prints.",
        "Correct the value or its reason.",
    ),
    "attribution-too-strong": Code(
        "warning",
        "A statement classed as official whose paragraph speaks of people without names.",
        "Look at who says it; `says: unnamed-officials` or `familiar-sources` may be right.",
    ),
    "verbatim-overlap": Code(
        "warning", "Eight or more words in a row that a source prints too, outside an excerpt.", "Say it in words of your own."
    ),
    "source-unconfirmed": Code(
        "warning", "Fields of a source that were guessed and that nobody has confirmed.", "Compare each with the text, then take it out."
    ),
    "source-withdrawn": Code(
        "warning", "A statement that leans on a source that was withdrawn.", "Cite another source, or take the statement out."
    ),
    "confirmation-refused": Code(
        "warning",
        "A person read the sentence beside its source and did not confirm it; the remark says why. It stands until the sentence changes.",
        "Change the sentence or its citation, and have it read again.",
    ),
    "confirmation-lapsed": Code(
        "note",
        "The sentence, its citations or the text of its source changed since a person confirmed it, so it is not confirmed any more.",
        "Have it read again beside its source.",
    ),
    "confirmation-by-author": Code(
        "warning",
        "A sentence that was confirmed by who wrote it last, as git knows it. That does not count.",
        "Have it read by somebody else.",
    ),
    "confirmation-author-unknown": Code(
        "note",
        "Whether a sentence was confirmed by somebody else than its author cannot be told. The confirmation counts.",
        "Commit the file, and list who writes and who confirms under `people:` in content/desk.yaml.",
    ),
    "confirmation-unknown": Code(
        "note",
        "A confirmation of a sentence that is not there: neither its place nor its words.",
        "Correct the place, or take the line out where the sentence is gone for good.",
    ),
    "confirmation-doubled": Code("note", "The same confirmation stands in the desk twice.", "Take one line out."),
    "confirmer-unknown": Code(
        "warning", "A sentence was confirmed by somebody who is none of the desk's people.", "Correct the name, or add it to `people:`."
    ),
    "confirmations-wanted": Code(
        "note", "Sentences that must be confirmed before the pack is released, and are not yet.", "Have them read beside their sources."
    ),
    "confirmation-missing": Code(
        "error",
        "A sentence that is to be released or sent, and that fewer persons have confirmed than the desk demands (`confirm:`).",
        "Have it read beside its source by somebody who did not write it.",
    ),
    "coverage-low": Code(
        "error", "Fewer statements than the desk demands have citations that were found.", "Mend the citations, or lower `coverage:`."
    ),
}
