"""The faces that travel with the project, and where they are."""

from __future__ import annotations

from pathlib import Path

FONTS = Path(__file__).parent
"""The folder of the faces."""
FILES = (
    "NotoSansJP-Bold.ttf",
    "NotoSansJP-Regular.ttf",
    "SourceSans3-Bold.ttf",
    "SourceSans3-Italic.ttf",
    "SourceSans3-Regular.ttf",
    "SourceSerif4-Bold.ttf",
    "SourceSerif4-BoldItalic.ttf",
    "SourceSerif4-Italic.ttf",
    "SourceSerif4-Regular.ttf",
)
"""The file of each face."""
