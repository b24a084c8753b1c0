"""A desk of the old form, written anew in its files."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.content.reading.read import diagnostic, read
from briefgen.desk.files import write_all
from briefgen.desk.folder import DeskFolder, read_files
from briefgen.desk.git import uncommitted
from briefgen.desk.migration.migrate import migrate, refusals
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic, Location
from briefgen.editing.migrated_text import Left, migrated_text
from briefgen.language.english import counted

_MEND = "Mend it in the old form, then migrate."
_COMMIT = "Commit them, so that what is rewritten can be had back; or give --force."


@dataclass(frozen=True)
class MigratedFile:
    """A file that is written anew. old, text: what it holds before and then; left: what an editor has to decide, by line."""

    name: str
    old: str
    text: str
    left: list[Left]

    @property
    def before(self) -> int:
        """How many lines it had."""
        return len(self.old.splitlines())

    @property
    def after(self) -> int:
        """How many lines it has then."""
        return len(self.text.splitlines())


def migrated(desk: DeskFolder, *, force: bool = False) -> list[MigratedFile]:
    """The files of a desk that are not in the new form, as they are to be; nothing is written.

    force: also where git could not give the old ones back. Raises ContentError, with `migrate-refused` where git holds other files or
    a record is not as the old form had it.
    """
    texts, problems = read_files(desk)
    documents = []
    for name, text in texts.items():
        try:
            documents.append(read(name, text))
        except ContentError as error:
            problems.extend(error.problems)
    problems += [
        diagnostic(one, "migrate-refused", f"This record cannot be migrated: {how}.", path, _MEND) for one, path, how in refusals(documents)
    ]
    if problems:
        raise ContentError(problems)
    made = migrate({document.name: document.data for document in documents})
    old = {name: texts[name].decode("utf-8") for name in made}
    files = [MigratedFile(name, old[name], *migrated_text(name, old[name], one)) for name, one in made.items()]
    changed = [file for file in files if file.text != file.old]
    if changed and not force:
        _refuse_uncommitted(desk, [file.name for file in changed])
    return files


def _refuse_uncommitted(desk: DeskFolder, names: list[str]) -> None:
    found = uncommitted(desk.root, names)
    if found is None:
        message = (
            f"{counted(len(names), 'file')} would be rewritten, and this desk is in no git repository that could give the old ones back."
        )
        raise ContentError([Diagnostic("migrate-refused", message, Location(names[0]), "Put the desk under git; or give --force.")])
    if found:
        why = "would be rewritten and has changes that git does not hold"
        raise ContentError([Diagnostic("migrate-refused", f"{name} {why}.", Location(name), _COMMIT) for name in found])


def write(desk: DeskFolder, files: list[MigratedFile]) -> None:
    """Writes the files in place of the old ones, once all are on the disk. Raises ContentError (write-failed)."""
    write_all(desk.root, {file.name: file.text.encode() for file in files})
