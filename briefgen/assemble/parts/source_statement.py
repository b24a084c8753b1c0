"""The source summary statement (ICD 206), written from the records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefgen.content.model.source import Source
from briefgen.content.selection import facts_of, reported_sources
from briefgen.language.english import NUMBERS, count, noun, sentence, series

if TYPE_CHECKING:
    from briefgen.assemble.assembly import Assembly

MEDIA = {
    "newspaper": ("newspaper", "newspapers"),
    "news-agency": ("news agency", "news agencies"),
    "party-newspaper": ("party newspaper", "party newspapers"),
    "broadcaster": ("broadcaster", "broadcasters"),
    "magazine": ("magazine", "magazines"),
    "website": ("website", "websites"),
    "government": ("government publisher", "government publishers"),
    "other": ("publisher of unknown kind", "publishers of unknown kind"),
}


def statement_on_sources(assembly: Assembly, sources: Sequence[Source]) -> tuple[str, ...]:
    """What the pack's sources are, and where the weight lies, in sentences."""
    return tuple(line for line in (_kinds(sources), _weight(assembly), _single(assembly)) if line)


def limits_of_sources(assembly: Assembly, sources: Sequence[Source]) -> tuple[str, ...]:
    """What the sources cannot bear out, in sentences: for the annex, which has the details."""
    return tuple(line for line in (_dates(sources), _defects(sources), _silence(assembly)) if line)


def _kinds(sources: Sequence[Source]) -> str:
    kinds = Counter(source.medium for source in sources)
    listed = series([count(number, *MEDIA[kind]) for kind, number in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))])
    return f"The pack rests on {count(len(sources), 'source', 'sources')}: {listed}."


def _dates(sources: Sequence[Source]) -> str:
    undated = [source for source in sources if source.published is None]
    if not undated:
        return "Every source bears a date of its own."
    return sentence(
        f"{count(len(undated), 'source bears', 'sources bear')} no date of {noun(len(undated), 'its', 'their')} own; "
        "the bounds shown are inferred, with the reason below."
    )


def _weight(assembly: Assembly) -> str:
    said = [told.fact.says for entry in assembly.chosen.developments for told in facts_of(entry)]
    unnamed = sum(says in {"unnamed-officials", "unnamed-sources", "familiar-sources"} for says in said)
    share = round(100 * unnamed / len(said)) if said else 0
    head = f"Of {count(len(said), 'fact', 'facts')} in the developments, {count(unnamed, 'rests', 'rest')}"
    return f"{head} on officials or sources who are not named ({share} per cent)."


def _single(assembly: Assembly) -> str:
    alone = [entry for entry in assembly.chosen.developments if len(reported_sources(entry)) == 1]
    total = len(assembly.chosen.developments)
    if not alone:
        return "Every development rests on two sources or more."
    if len(alone) == total > 1:
        number = NUMBERS[total] if total < len(NUMBERS) else total
        return f"Each of the {number} developments rests on one source only, so nothing in it is confirmed by a second."
    titles = series([f"“{entry.record.title}”" for entry in alone])
    return f"{titles} {noun(len(alone), 'rests', 'rest')} on one source only."


def _defects(sources: Sequence[Source]) -> str:
    errors = sum(defect.kind == "error" for source in sources for defect in source.defects)
    damage = sum(defect.kind == "damage" for source in sources for defect in source.defects)
    found = [
        count(number, one, many)
        for number, one, many in ((errors, "error", "errors"), (damage, "damaged passage", "damaged passages"))
        if number
    ]
    return sentence(f"{series(found)} in the sources {noun(errors + damage, 'is', 'are')} noted below, uncorrected.") if found else ""


def _silence(assembly: Assembly) -> str:
    outcomes = [chosen.fact.outcome for chosen in assembly.chosen.events]
    open_ends = sum(bool(outcome and outcome.result == "not-in-sources") for outcome in outcomes)
    if not open_ends:
        return ""
    return f"Of what was planned, expected or proposed, the sources leave the outcome of {count(open_ends, 'entry', 'entries')} unsaid."
