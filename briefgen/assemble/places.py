"""Places with the date that it is elsewhere, where a pack wants it said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.language.edtf import Edtf, parse, weekday
from briefgen.language.time_zones import days_elsewhere

if TYPE_CHECKING:
    from briefgen.assemble.assemble import Job


def place_words(job: Job, place: str | None, when: Edtf | None) -> str:
    """A place as set: where a certain day there is another day in one of the pack's other places, with that day."""
    zones = {known.name: known.zone for known in job.content.desk.places}
    here = [zone for name, zone in zones.items() if place and name in place]
    if not place or not when or not when.first or weekday(when) is None or len(here) != 1:
        return place or ""
    notes = []
    for name in job.pack.display.also_in:
        first, last = days_elsewhere(when.first, here[0], zones[name])
        if (first, last) != (when.first, when.first):
            notes.append(f"{job.date(parse(first.isoformat() if first == last else f'{first}/{last}'))} in {name}")
    return f"{place} (local date; {'; '.join(notes)})" if notes else place
