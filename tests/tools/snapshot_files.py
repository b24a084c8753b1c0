"""Snapshots that stand in files of their own, so that one can read or open them."""

from __future__ import annotations

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode


class TextFile(SingleFileSnapshotExtension):
    """A snapshot in a text file."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class HtmlFile(TextFile):
    """A snapshot that a browser can open."""

    file_extension = "html"
