"""Where the faces are that travel with the project."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).parent
