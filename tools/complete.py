"""complete.py ROOT [dev]: whether all that the project needs is installed, as the lock says; what is missing is named.

Run in isolated mode by the environment's own Python, before anything of the project is imported. pip's own check knows nothing of
extras, and does not look at what a project in a folder needs. Requirements are read by the copy of `packaging` that pip brings: this
runs where a build alone is set up too, and there `packaging` itself, which the developers' lock holds, is not.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement


def missing(wanted: list[tuple[Requirement, str]]) -> Iterator[str]:
    """Each requirement that is not met, or met by another version, with who asks for it; those of what is installed too."""
    seen: set[str] = set()
    for need, asker in wanted:
        found = _installed(need.name)
        if found is None:
            yield f"{need.name} is not in the lock, and {asker} needs it ({need})"
        elif not need.specifier.contains(found.version, prereleases=True):
            yield f"{need.name} is locked as {found.version}, and {asker} needs {need}"
        elif str(need) not in seen:
            seen.add(str(need))
            wanted += [(inner, need.name) for text in found.requires or () if _applies(inner := Requirement(text), need.extras)]


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _applies(need: Requirement, extras: set[str]) -> bool:
    return need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *sorted(extras)))


def main(root: Path, groups: list[str]) -> int:
    """0 where all is there."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    texts = [*project["project"]["dependencies"], *(text for group in groups for text in project["dependency-groups"][group])]
    faults = list(dict.fromkeys(missing([(need, "briefgen") for text in texts if _applies(need := Requirement(text), set())])))
    for fault in faults:
        print(f"run: {fault}.", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
