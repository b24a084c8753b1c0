"""Font files of packages that are installed beside briefgen, found by the package's name."""

from __future__ import annotations

from pathlib import Path

ENDINGS = (".ttf", ".otf")


def font_files(package: str) -> dict[str, Path] | None:
    """File name → path of each font of an installed package, in a fixed order; None where no such package is installed."""
    from importlib import metadata

    try:
        files = metadata.files(package)
    except (metadata.PackageNotFoundError, ValueError):
        return None
    found = {file.name: Path(str(file.locate())) for file in files or () if file.name.lower().endswith(ENDINGS)}
    return dict(sorted(found.items()))


def named(package: str) -> str:
    """The package with its version, as it is installed."""
    from importlib import metadata

    return f"{package} {metadata.version(package)}"
