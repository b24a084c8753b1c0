"""The plain settings of content/desk.yaml, read without validating the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefgen.desk.files import read_plain
from briefgen.diagnostics.diagnostic import ContentError

if TYPE_CHECKING:
    from briefgen.desk.folder import DeskFolder


def font_packages(folder: DeskFolder) -> list[str]:
    """The packages that content/desk.yaml names for its faces, read without validating the desk."""
    fonts = _data(folder).get("fonts")
    named = [choice.get("package") for choice in fonts if isinstance(choice, dict)] if isinstance(fonts, list) else []
    return [name for name in named if isinstance(name, str)]


def plain_settings(folder: DeskFolder) -> dict[str, str] | None:
    """The plain settings of content/desk.yaml, read without validating the desk, so that an up-to-date build answers at once."""
    data = _data(folder)
    return {key: value for key, value in data.items() if isinstance(value, str)} if data else None


def _data(folder: DeskFolder) -> dict[str, Any]:
    """What content/desk.yaml holds; {} where it cannot be read or holds no fields."""
    from briefgen.content.reading.read import read

    try:
        data = read("content/desk.yaml", read_plain(folder.content / "desk.yaml", folder.root)).data
    except (OSError, ContentError):
        return {}
    return data if isinstance(data, dict) else {}
