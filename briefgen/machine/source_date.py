"""The date that a product bears in the place of its pack's own, where the environment sets one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from briefgen.diagnostics.diagnostic import ContentError

VARIABLE = "SOURCE_DATE_EPOCH"
LAST_YEAR = 2107
"""The last one that the directory of a Word file can hold."""


def source_day() -> date | None:
    """The day, in UTC, of SOURCE_DATE_EPOCH (seconds since 1970; reproducible-builds.org); None where it is not set.

    Raises ContentError (source-date) where it is set to something else.
    """
    stamp = os.environ.get(VARIABLE)
    if not stamp:
        return None
    from datetime import UTC, datetime

    try:
        day = datetime.fromtimestamp(int(stamp), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise _refused(f"is “{stamp[:40]}”, which is no number of seconds since 1970") from None
    if day.year > LAST_YEAR:
        raise _refused(f"means {day}, later than a file can bear")
    return day


def _refused(words: str) -> ContentError:
    from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location

    hint = "Set it to a whole number, for example that of `git log -1 --format=%ct`, or unset it."
    return ContentError([Diagnostic("source-date", f"The environment variable {VARIABLE} {words}.", Location(VARIABLE), hint)])
