"""Local dates: a day in one place is part of two days in another.

Time zones come from the pinned tzdata package, never from the machine.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def known_zone(name: object) -> str:
    """The name of a time zone of the tz database. Raises ValueError for anything else."""
    if isinstance(name, str) and name in _names():
        return name
    raise ValueError(f"there is no time zone {name}; write one such as Asia/Tokyo")


@cache
def _names() -> frozenset[str]:
    return frozenset(resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def days_elsewhere(day: date, here: str, there: str) -> tuple[date, date]:
    """The first and the last date that the other place has during a day here. `here`, `there`: names of time zones."""
    start = datetime.combine(day, time.min, _zone(here))
    end = datetime.combine(day + timedelta(days=1), time.min, _zone(here)) - timedelta(microseconds=1)
    return start.astimezone(_zone(there)).date(), end.astimezone(_zone(there)).date()
