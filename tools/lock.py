"""lock.py VENV [--upgrade [PACKAGE…]]: renews requirements.lock and requirements-dev.lock, and says what changed.

Without --upgrade the pins that can still be had stay as they are. Needs uv: that of VENV where there is one, else the version below, in an
environment of its own that is thrown away: a lock that can no longer be installed must not stop its own renewal.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

UV = "uv>=0.9"
LOCKS: dict[str, tuple[str, ...]] = {
    "requirements.lock": (),
    "requirements-dev.lock": ("--group", "dev", "--constraints", "requirements.lock"),
}
"""Lock → what uv is told besides. The developers' lock holds all of the other, in the same versions."""
ALL = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


def pins(text: str) -> dict[str, str]:
    """Package → version, of a lock's text."""
    return dict(_PIN.findall(text))


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """What changed from one lock to the next, a line each, by name."""
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old != new:
            lines.append(f"{name} {old} → {new}" if old and new else f"{name} {new} added" if new else f"{name} {old} removed")
    return lines


def renew(uv: Path, upgrade: list[str]) -> dict[str, list[str]]:
    """Writes every lock anew, or none; lock → what changed. Raises CalledProcessError, whose output uv has printed."""
    written: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, options in LOCKS.items():
            new = Path(folder) / name
            new.write_text(_text(Path(name)), encoding="utf-8")
            known = [str(Path(folder) / option) if option in written else option for option in options]
            command = [str(uv), "pip", "compile", "pyproject.toml", *ALL, *known, *upgrade, "--output-file", str(new)]
            subprocess.run(command, check=True)
            written[name] = new.read_text(encoding="utf-8").replace(f"{folder}/", "")
    found = {name: changes(pins(_text(Path(name))), pins(text)) for name, text in written.items()}
    for name, text in written.items():
        beside = Path(f"{name}.new")
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, name)
    return found


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _upgrades(arguments: list[str]) -> list[str]:
    if not arguments:
        return []
    if arguments[0] != "--upgrade":
        sys.exit("run: lock takes nothing, or --upgrade [PACKAGE…].")
    return [word for name in arguments[1:] for word in ("--upgrade-package", name)] or ["--upgrade"]


def main(environment: Path, arguments: list[str]) -> int:
    """0 where the locks were written."""
    upgrade = _upgrades(arguments)
    with tempfile.TemporaryDirectory() as folder:
        uv = environment / "bin" / "uv"
        try:
            if not uv.exists():
                venv.create(folder, with_pip=True)
                subprocess.run([f"{folder}/bin/python", "-I", "-m", "pip", "install", "-q", "--no-input", UV], check=True)
                uv = Path(folder) / "bin" / "uv"
            found = renew(uv, upgrade)
        except subprocess.CalledProcessError:
            print("run: the locks stay as they were; what went wrong stands above.", file=sys.stderr)
            return 1
    for name, lines in found.items():
        print(f"{name}: {'; '.join(lines) or 'nothing changed'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
