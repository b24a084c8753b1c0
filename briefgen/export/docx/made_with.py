"""What Word documents are made with, for the keys of what is kept."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

import briefgen
from briefgen.desk.kept import key_of

PACKAGE = Path(briefgen.__file__).parent
LIBRARIES = ("python-docx", "lxml", "fonttools", "resvg-py", "pillow")


@cache
def code() -> str:
    """A digest of briefgen's own code and of the versions of the libraries that it writes Word with, as of the first call."""
    modules = (path.read_bytes() for path in sorted(PACKAGE.rglob("*.py")))
    return key_of(*modules, *(f"{name} {version(name)}" for name in LIBRARIES))
