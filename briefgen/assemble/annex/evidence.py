"""The evidence of the annex: every fact with the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.assemble.assembly import Assembly
from briefgen.assemble.values import Line, Linked

if TYPE_CHECKING:
    from briefgen.evidence.table import EvidenceRow
    from briefgen.evidence.verify import Verified


def evidence_part(assembly: Assembly, verified: Verified | None) -> tuple[EvidenceGroup, ...]:
    """The pack's statements, each with what was found of it in the archived texts. verified: None where these were not looked at."""
    from briefgen.evidence.table import groups
    from briefgen.evidence.verify import verify

    found = groups(assembly.content, verified or verify(assembly.content, None), assembly.chosen)
    developments = assembly.content.developments
    return tuple(
        EvidenceGroup(
            f"annex-development-{group.id}" if group.id else "annex-our-sentences",
            assembly.setter.label(group.title),
            assembly.setter.line(developments[group.id].record.date_note or "") if group.id else (),
            tuple(_evidence_line(assembly, row) for row in group.rows),
        )
        for group in found
    )


def _evidence_line(assembly: Assembly, row: EvidenceRow) -> EvidenceLine:
    proofs = tuple((assembly.link(proof.source, f"source-{proof.id}"), proof.para, proof.excerpt, proof.state) for proof in row.proofs)
    answers = tuple((code, assembly.setter.line(reason)) for code, reason in row.answers)
    read = " and ".join(f"{by} ({assembly.date(day)})" for by, day in row.confirmed)
    return EvidenceLine(assembly.setter.label(row.words), row.who or row.says, proofs, answers, assembly.setter.label(read))


@dataclass(frozen=True)
class EvidenceLine:
    """A statement in the evidence annex, who says so, and each place that carries it, with whether it was found there.

    answers: warnings about it, by code, with why it stands all the same. confirmed: who read it beside its source and confirmed it, and
    when.
    """

    line: Line
    says: str
    proofs: tuple[tuple[Linked, int, str, str], ...]
    answers: tuple[tuple[str, Line], ...] = ()
    confirmed: Line = ()


@dataclass(frozen=True)
class EvidenceGroup:
    """The statements of a development, or sentences of our own. note: how its date is known."""

    anchor: str
    title: Line
    note: Line
    lines: tuple[EvidenceLine, ...]
