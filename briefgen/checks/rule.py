"""What a rule gives."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.diagnostics.diagnostic import Diagnostic

Problems = Iterator[Diagnostic]
