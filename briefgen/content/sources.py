"""When a source was out, and what references call it."""

from __future__ import annotations

from datetime import date

from briefgen.content.model.source import Source


def surely_out_on(source: Source) -> date | None:
    """The first day on which a source is surely out; None where it bears no date and has no bounds, or they are open."""
    when = source.published or (source.inferred.bounds if source.inferred else None)
    return when.last if when else None


def source_name(source: Source) -> str:
    """What references call a source: its own short name, or its publisher with the year of its date where it bears one."""
    if source.short:
        return source.short
    year = source.published.first.year if source.published and source.published.first else "undated"
    return f"{source.publisher} ({year})"
