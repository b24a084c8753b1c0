"""Since when an issue has stood as it does."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.content.model.development import Update
from briefgen.language.edtf import Edtf


def standing_since(updates: Sequence[Update]) -> Edtf:
    """The date from which the last state has held without another between."""
    first = updates[-1]
    for update in reversed(updates):
        if update.move != first.move:
            break
        first = update
    return first.date
