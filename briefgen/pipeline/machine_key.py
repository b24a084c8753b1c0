"""What sets pages on this machine, as one digest: what was set by the same may be used again, on another machine too."""

from __future__ import annotations

import json
from functools import cache

from briefgen.desk.kept import key_of
from briefgen.fonts.faces import FONTS
from briefgen.machine import system_libraries
from briefgen.products import running_code


@cache
def machine_key() -> str:
    """A digest of all that sets a part beside its own text: code, fonts, libraries of Python and of the system."""
    faces = (part for font in sorted(FONTS.glob("*.ttf")) for part in (font.name, font.read_bytes()))
    return key_of(running_code.state_anew(), json.dumps(system_libraries.versions(), sort_keys=True), *faces)
