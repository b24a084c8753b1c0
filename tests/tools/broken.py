"""The broken examples, one for each code: what they change in the worked desk."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "tests" / "diagnostics" / "broken").glob("*.yaml"))


def apply(root: Path, change: dict[str, str]) -> None:
    """Makes one change in a desk."""
    path = root / change["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    if "replace" in change:
        old = path.read_text(encoding="utf-8")
        assert change["replace"] in old, f"{change['replace']!r} is not in {path}"
        new = change["with"] * int(change.get("times", 1))
        path.write_text(old.replace(change["replace"], new, 1), encoding="utf-8")
    elif "bytes" in change:
        path.write_bytes(bytes.fromhex(change["bytes"]))
    elif "repeat" in change:
        path.write_text(change["repeat"] * int(change["times"]), encoding="utf-8")
    elif "copy" in change:
        shutil.copyfile(ROOT / change["copy"], path)
    elif change.get("do") == "delete":
        path.unlink()
    elif change.get("do") == "folder":
        path.mkdir()
    elif "link" in change:
        path.unlink(missing_ok=True)
        path.symlink_to(change["link"])
    else:
        path.write_text(change["write"], encoding="utf-8")
