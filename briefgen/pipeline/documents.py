"""What the files of a desk read to, kept from one command to the next: a file that has not changed is not read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

import briefgen
from briefgen.content.reading import read as reading
from briefgen.content.reading.read import Data, Document, read, read_before
from briefgen.desk.files import sha256_of
from briefgen.desk.kept import Kept, key_of
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic


def documents_of(texts: Mapping[str, bytes], kept: Kept) -> tuple[list[Document], list[Diagnostic]]:
    """The documents in files, by name, and every problem of those that cannot be read. Keeps what all that can be read to."""
    key = _key()
    before = _kept(kept.get(key))
    documents: list[Document] = []
    problems: list[Diagnostic] = []
    now: dict[str, tuple[str, Data]] = {}
    for name, data in texts.items():
        digest = sha256_of(data)
        found = before.get(name)
        try:
            document = read_before(name, data, found[1]) if found and found[0] == digest else read(name, data)
        except ContentError as error:
            problems += error.problems
            continue
        documents.append(document)
        now[name] = digest, document.data
    if {name: digest for name, (digest, _) in now.items()} != {name: digest for name, (digest, _) in before.items()}:
        kept.put(key, now)
    return documents, problems


def _key() -> str:
    """Under which all is kept: one entry for a desk, as a thousand small ones take longer to open than their files to read. It changes
    with what reads them."""
    code = sorted(Path(reading.__file__).parent.glob("*.py"))
    return key_of("documents", briefgen.__version__, yaml.__version__, *(path.read_bytes() for path in code))


def _kept(found: Any) -> Mapping[str, tuple[str, Data]]:
    """What was kept; nothing where it is not of the form that is kept here."""
    whole = isinstance(found, dict) and all(isinstance(held, tuple) and len(held) == 2 for held in found.values())
    return found if whole else {}
