"""Which kinds of records there are, and where their files stand."""

from __future__ import annotations

from briefgen.content.model.desk import Confirmation, Term
from briefgen.content.model.development import Development
from briefgen.content.model.issue import Issue
from briefgen.content.model.official import Official
from briefgen.content.model.pack import Pack
from briefgen.content.model.source import Source
from briefgen.content.record import Record

KINDS: dict[str, tuple[str, type[Record]]] = {
    "source": ("sources", Source),
    "official": ("officials", Official),
    "issue": ("issues", Issue),
    "development": ("developments", Development),
    "pack": ("packs", Pack),
    "term": ("glossary", Term),
}
"""Kind → the folder (`content/sources/*.yaml`, one record a file) or list file (`content/sources.yaml`), and its type."""
LISTS: dict[str, tuple[str, type[Record]]] = {"confirmation": ("confirmations", Confirmation)}
"""The same of what is no record that a pack shows: every file of the folder, and of the folders in it, is a list."""
