"""The date that a product bears in the place of its pack's own, where the environment sets one."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime


def source_day() -> date | None:
    """The day, in UTC, of SOURCE_DATE_EPOCH (seconds since 1970; reproducible-builds.org); None where it is not set or no number."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(stamp), UTC).date()
    return None
