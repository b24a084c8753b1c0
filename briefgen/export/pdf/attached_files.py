"""The files that a PDF carries, as WeasyPrint takes them: with their media types, and with the day of the pack as their date."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Any

from weasyprint import Attachment

from briefgen.document import page


def carried(document: page.Page) -> list[Any]:
    """The attachments of a document for `write_pdf`. Raises ValueError for a name that is not ASCII."""
    day = document.meta("dcterms.created")
    return [_attachment(file, datetime.fromisoformat(day)) for file in document.attachments]


def _attachment(file: page.Attachment, day: datetime) -> Any:
    if not file.name.isascii():
        raise ValueError(f"the name of an attached file is not ASCII: {file.name}")
    # A data: URL is the one way to say the media type; of bytes it would be guessed from the machine's table of file names.
    url = f"data:{file.mime};base64,{b64encode(file.data).decode()}"
    return Attachment(url=url, name=file.name, description=file.description, created=day, modified=day, relationship=file.relationship)
