"""Loads the engine and all that sets parts, when it is imported."""

from __future__ import annotations

import gc

from briefgen.machine.pdf_engine import load_engine

load_engine()

from briefgen.export.pdf import export  # noqa: E402  (WeasyPrint is to find our fonts only)
from briefgen.export.pdf.linked import fragment, furniture, link  # noqa: E402

LOADED = (export, fragment, furniture, link)
gc.freeze()
