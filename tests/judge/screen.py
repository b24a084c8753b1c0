"""Judges of an HTML file, in a headless Chromium. Each takes a product and gives what it found, or raises Missing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from tests.judge.install import HERE, module, program, report
from tests.judge.products import Product

PHONE, DESKTOP = "360", "1280"
"""Widths of the window in CSS pixels."""


def axe(product: Product) -> list[str]:
    """Accessibility on a phone and on a desk, by axe-core."""
    seen = _browse(product.html)["seen"]
    return [
        f"{one['id']} at {width} px: {one['help']} ({len(one['nodes'])} ×, first {one['nodes'][0]})"
        for width in (PHONE, DESKTOP)
        for one in seen[width]["violations"]
    ]


def phone(product: Product) -> list[str]:
    """No sideways scrolling on a phone."""
    seen = _browse(product.html)["seen"][PHONE]
    return [f"{seen['beyond']} px too wide at {PHONE} px: {'; '.join(seen['wide'][:3])}"] if seen["beyond"] > 0 else []


def offline(product: Product) -> list[str]:
    """The file asks for nothing but itself."""
    return [f"asks for {address}" for address in _browse(product.html)["asked"]]


@cache
def _browse(path: Path) -> Any:
    """What the browser saw, from one start of it."""
    chromium, modules = program("chromium"), module("")
    return report([program("node"), str(HERE / "browse.mjs"), str(path), chromium, modules, PHONE, DESKTOP])
