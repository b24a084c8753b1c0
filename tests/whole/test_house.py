"""tools/house.py: the figures of the house that the design tells."""

from __future__ import annotations

from pathlib import Path

from tools.house import figures

MODULES = {
    "__init__.py": '"""A package."""\n',
    "one.py": "from p.two import f\n",
    "two.py": "def f():\n    from p import three\n    return three\n",
    "three.py": "from p import one\nfrom typing import Any\nx: Any = one\n",
    "outside.py": "import p.one\n\n\ndef outer():\n    def inner():\n        import os\n        return os\n    return inner\n",
}


def test_circles_lazy_imports_and_any_are_counted(tmp_path: Path) -> None:
    """A circle that runs through an import in a function is one; an import in a function within a function counts once."""
    package = tmp_path / "p"
    package.mkdir()
    for name, text in MODULES.items():
        (package / name).write_text(text)
    assert figures(package) == {
        "lines": 16,
        "modules": 4,
        "modules in the largest folder": 4,
        "modules in a circle": 3,
        "imports inside functions": 2,
        "modules with such imports": 2,
        "`Any`": 1,
    }
