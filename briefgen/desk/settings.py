"""The plain settings of content/desk.yaml, read without validating the desk.

What they are is kept by the hash of that file and of the code that reads it, so that an up-to-date build needs no YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefgen.desk.files import read_plain
from briefgen.desk.folder import SETTINGS
from briefgen.desk.kept import Kept, key_of

if TYPE_CHECKING:
    from briefgen.desk.folder import DeskFolder


class Settings(NamedTuple):
    """What content/desk.yaml says as text, by field, and the packages that it names for its faces."""

    plain: dict[str, str]
    font_packages: list[str]


def font_packages(folder: DeskFolder, code: str = "") -> list[str]:
    """The packages that content/desk.yaml names for its faces, read without validating the desk. code: as below."""
    found = _settings(folder, code)
    return found.font_packages if found else []


def plain_settings(folder: DeskFolder, code: str = "") -> dict[str, str] | None:
    """The plain settings of content/desk.yaml, read without validating the desk; None where it cannot be read or holds no fields.

    code: a digest of the code that reads it; with one, what it reads is kept in the desk's folder and found there the next time.
    """
    found = _settings(folder, code)
    return found.plain if found else None


def _settings(folder: DeskFolder, code: str) -> Settings | None:
    try:
        data = read_plain(folder.root / SETTINGS, folder.root)
    except OSError:
        return None
    kept, key = Kept(folder.root if code else None), key_of("settings", code, data)
    if found := kept.get(key):
        return Settings(*found)
    read = _read(data)
    if read:
        kept.put(key, tuple(read))
        kept.close()
    return read


def _read(data: bytes) -> Settings | None:
    from briefgen.content.reading.read import read
    from briefgen.diagnostics.diagnostic import ContentError

    try:
        fields = read(SETTINGS, data).data
    except ContentError:
        return None
    if not isinstance(fields, dict) or not fields:
        return None
    fonts = fields.get("fonts")
    named = [choice.get("package") for choice in fonts if isinstance(choice, dict)] if isinstance(fonts, list) else []
    return Settings(
        {key: value for key, value in fields.items() if isinstance(value, str)},
        [name for name in named if isinstance(name, str)],
    )
