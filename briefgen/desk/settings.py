"""The plain settings of content/desk.yaml, read without validating the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.desk.files import read_plain
from briefgen.diagnostics.diagnostic import ContentError

if TYPE_CHECKING:
    from briefgen.desk.folder import DeskFolder


def plain_settings(folder: DeskFolder) -> dict[str, str] | None:
    """The plain settings of content/desk.yaml, read without validating the desk, so that an up-to-date build answers at once."""
    from briefgen.content.reading.read import read

    try:
        data = read("content/desk.yaml", read_plain(folder.content / "desk.yaml", folder.root)).data
    except (OSError, ContentError):
        return None
    return {key: value for key, value in data.items() if isinstance(value, str)} if isinstance(data, dict) else None
