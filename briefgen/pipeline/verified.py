"""What the archived texts say of the content, if they are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.content.content import Content
    from briefgen.evidence.verify import Verified


def verified_by_archive(content: Content, root: Path) -> Verified:
    """What the archived texts say of the content, if they are there."""
    from briefgen.evidence.readings import archive_folder
    from briefgen.evidence.verify import verify

    return verify(content, archive_folder(content, root, None))
