"""assemble: records and a pack become the briefing: chosen, ordered, grouped, numbered, cross-linked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.assemble.annex.events import events_part
from briefgen.assemble.annex.evidence import evidence_part
from briefgen.assemble.annex.guide import guide_part
from briefgen.assemble.annex.histories import histories_part
from briefgen.assemble.annex.offices import offices_part
from briefgen.assemble.annex.source_notes import source_notes_part
from briefgen.assemble.assembly import Assembly
from briefgen.assemble.briefing import Briefing, Front
from briefgen.assemble.parts.chapters import Chapter, chapters_part
from briefgen.assemble.parts.chronology import chronology_part
from briefgen.assemble.parts.developments import developments_part
from briefgen.assemble.parts.glossary import glossary_part
from briefgen.assemble.parts.officials import officials_part
from briefgen.assemble.parts.open_issues import register_part
from briefgen.assemble.parts.references import references_part
from briefgen.assemble.parts.sources import sources_part
from briefgen.assemble.parts.summary import summary_part, told_in
from briefgen.assemble.typesetter import Typesetter
from briefgen.content.content import Content
from briefgen.content.model.official import Official
from briefgen.content.model.pack import Pack
from briefgen.content.standing import Draft, DraftAfter, Rendering, Standing, file_stem, status_of, version_of
from briefgen.editions.compare import compare
from briefgen.editions.telling import telling_of

if TYPE_CHECKING:
    from briefgen.editions.store import ReleasedEdition
    from briefgen.evidence.verify import Verified

LONGEST_HEAD = 80
"""Characters of a title that stand at the head of each page."""


def assemble(
    content: Content,
    pack_id: str,
    verified: Verified | None = None,
    earlier: ReleasedEdition | None = None,
    created: date | None = None,
    places: Mapping[str, str] | None = None,
) -> Briefing:
    """The briefing of a pack: all that its products say. The content must have passed `check` without errors.

    verified: told in the annex. earlier: the edition before, for what changed since. created: the day that its products bear, where
    that is not the pack's own. places: text → where it is written, for lines that are to know it.
    """
    assembly = _assembly(content, pack_id, earlier, places)
    pack, setter = assembly.pack, assembly.setter
    parts: dict[str, Any] = {}
    cited: dict[str, frozenset[int]] = {}
    for name in dict.fromkeys(("summary", *(name for name in pack.sections if name in PARTS), *PARTS)):
        parts[name] = PARTS[name](assembly)
        cited[name] = setter.cited()
    chapters = chapters_part(assembly, parts["developments"]) if "developments" in pack.sections else ()
    return Briefing(
        front=_front(assembly, created),
        guide=guide_part(assembly),
        summary=parts["summary"],
        developments=parts["developments"],
        chapters=chapters,
        register=parts["open-issues"],
        chronology=parts["chronology"],
        officials=parts["officials"],
        sources=parts["sources"],
        glossary=parts["glossary"],
        evidence=evidence_part(assembly, verified),
        events=parts["events"],
        histories=parts["histories"],
        offices=parts["offices"],
        source_notes=parts["source-notes"],
        references=references_part(assembly),
        sections=_sections(pack, chapters),
        cited=cited,
    )


def page_one(content: Content, pack_id: str, earlier: ReleasedEdition | None = None) -> frozenset[str]:
    """The places of the facts, and of what is not known, that the brief of a pack tells beside what its editor wrote."""
    return told_in(_assembly(content, pack_id, earlier))


def _assembly(content: Content, pack_id: str, earlier: ReleasedEdition | None, places: Mapping[str, str] | None = None) -> Assembly:
    chosen = content.chosen(pack_id)
    pack = chosen.pack.record
    basis = {name: told.fact.cite for name, told in content.facts.items()}
    terms = [term.record for term in chosen.terms]
    setter = Typesetter(terms, _renamed(content, pack), content.anchors, basis, pack.display.notes == "endnotes", places)
    difference = compare(earlier.told, telling_of(content, pack_id)) if earlier and pack.display.changes != "none" else None
    return Assembly(content, chosen, setter, earlier, difference)


def _sections(pack: Pack, chapters: Sequence[Chapter]) -> tuple[str, ...]:
    """The sections in order; a pack with chapters has a list of them even where it does not name one."""
    named = tuple(name for name in pack.sections if name != "references")
    return named if not chapters or "contents" in named else (*(named[:1]), "contents", *named[1:])


def _renamed(content: Content, pack: Pack) -> list[Official]:
    """The officials whose names the pack turns round."""
    if pack.display.names == "as-printed":
        return []
    officials = [entry.record for entry in content.officials.values()]
    return [official for official in officials if content.parties[official.party].family_name_first]


def _front(assembly: Assembly, created: date | None) -> Front:
    pack, standing = assembly.pack, assembly.chosen.pack.standing
    as_of = assembly.date(pack.as_of)
    facts = [
        ("As of", as_of),
        ("Edition", _edition(standing)),
        ("Prepared for", pack.prepared_for),
        ("Prepared by", pack.prepared_by),
    ]
    if pack.distribution:
        facts.append(("Distribution", "; ".join(pack.distribution)))
    if pack.marking:
        facts.append(("Marking", pack.marking))
    return Front(
        title=assembly.setter.label(pack.title),
        subtitle=assembly.setter.label(pack.subtitle or ""),
        facts=tuple(facts),
        marking=pack.marking or "",
        title_text=pack.title,
        running_title=_short(pack.title),
        as_of=as_of,
        as_of_iso=str(pack.as_of.last),
        created=str(created or pack.as_of.last),
        pack=pack.id,
        files={product: file_stem(pack.id, product, standing) for product in pack.products},
        status=status_of(standing),
        author=pack.prepared_by,
        version=version_of(standing),
        description=f"{'DRAFT. ' if isinstance(standing, Draft | DraftAfter) else ''}{pack.title}. As of {as_of}.",
        keywords=", ".join(sorted({topic for entry in assembly.chosen.developments for topic in entry.record.topics})),
        language=assembly.content.desk.language,
        paper=pack.display.paper,
        notes=pack.display.notes,
        since=f"edition {assembly.earlier.told.version}" if assembly.earlier else "",
        archive=pack.display.archive,
    )


def _edition(standing: Standing) -> str:
    match standing:
        case Rendering():
            return "none; a rendering of the record"
        case _:
            return f"{version_of(standing)} ({status_of(standing)})"


def _short(title: str) -> str:
    """A title as it fits at the head of each page."""
    return title if len(title) <= LONGEST_HEAD else f"{title[: LONGEST_HEAD - 1].rstrip()}…"


PARTS: dict[str, Callable[[Assembly], Any]] = {
    "summary": summary_part,
    "developments": developments_part,
    "open-issues": register_part,
    "chronology": chronology_part,
    "officials": officials_part,
    "sources": sources_part,
    "glossary": glossary_part,
    "events": events_part,
    "histories": histories_part,
    "offices": offices_part,
    "source-notes": source_notes_part,
}
"""Section → what it says; the first seven may stand in a pack, the others in its annex. References are numbered in this order, those of
the summary first and then those of the pack's sections in the order that it gives them."""
