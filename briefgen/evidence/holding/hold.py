"""One call that asks every rule about one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefgen.evidence.holding.values import Cited, Context, Doubt, Held, Told
from briefgen.evidence.rules import actors, conditions, dates, moves, negation, offices, places, quantity, speakers, strength

Rule = Callable[[Held], Iterator[Doubt]]
RULES: tuple[Rule, ...] = (
    strength.too_strong, strength.unborne_words, strength.lost_openness, negation.turned_round, negation.contrary_verbs,
    negation.cut_off, dates.wrong_date, dates.dates_in_words, quantity.wrong_quantity, quantity.wrong_bounds,
    quantity.number_of_another_thing, quantity.unprinted_numbers, quantity.wrong_order, quantity.turned_score,
    conditions.lost_condition, conditions.cut_condition, conditions.added_condition, actors.swapped_actors,
    conditions.swapped_cause, places.wrong_place, offices.offices_in_words, speakers.unnamed_told_as_media,
    speakers.speaker_not_there, speakers.who_not_borne, speakers.familiar_not_borne, moves.move_not_borne,
)  # fmt: skip


def hold(told: Told, cited: Sequence[Cited], context: Context) -> list[Doubt]:
    """What an editor should look at in a sentence that cites these paragraphs, in the order of its words; nothing where it cites none.

    A sentence that names facts is held the same way against all that the facts cite.
    """
    if not cited:
        return []
    held = Held(told, cited, context)
    found = {(doubt.code, doubt.ours, doubt.theirs): doubt for rule in RULES for doubt in rule(held)}
    return sorted(found.values(), key=lambda doubt: (doubt.start, doubt.code))
