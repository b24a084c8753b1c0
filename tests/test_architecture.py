"""The stages stand in one order, and what costs is imported where it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import briefgen

PACKAGE = Path(briefgen.__file__).parent
STAGES = ["read", "validate", "check", "assemble", "render", "export"]
SCRIPT = """
import sys
sys.argv = ["briefgen", *{command!r}]
from briefgen.cli.app import main
try:
    main()
except SystemExit:
    pass
print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr)
"""
HEAVY = ("weasyprint", "docx", "resvg_py", "fontTools")


def imports_of(module: Path) -> set[str]:
    """The names of briefgen's modules that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "briefgen":
            parts = (node.module or "").split(".")[1:2]
            found.update(parts or [alias.name for alias in node.names])
    return found


@pytest.mark.parametrize("position", range(len(STAGES)), ids=STAGES)
def test_a_stage_imports_no_later_stage(position: int) -> None:
    """Values flow one way: no stage knows a later one."""
    name = STAGES[position]
    modules = list((PACKAGE / name).rglob("*.py")) or [PACKAGE / f"{name}.py"]
    later = set(STAGES[position + 1 :]) | {"cli", "build", "load", "products"}
    assert all(module.is_file() for module in modules)
    assert not {(module.name, found) for module in modules for found in imports_of(module) & later}


def test_the_command_line_is_imported_by_nobody() -> None:
    """Only __main__ knows the command line."""
    users = [path.name for path in PACKAGE.rglob("*.py") if "cli" in imports_of(path)]
    assert users == ["__main__.py"]


@pytest.mark.parametrize("command", [["--help"], ["check"], ["list"], ["schema", "--check"]], ids=lambda c: c[0])
def test_quick_commands_import_nothing_heavy(command: list[str], desk: briefgen.desk.folder.DeskFolder) -> None:
    """--help, check, list and schema answer without WeasyPrint, python-docx and the picture library."""
    script = SCRIPT.format(command=command, heavy=HEAVY)
    done = subprocess.run([sys.executable, "-c", script], cwd=desk.root, capture_output=True, text=True, check=True)
    assert done.stderr.strip().splitlines()[-1] == "[]"
    assert done.stdout


def test_only_the_command_line_prints() -> None:
    """No module but the command line and its terminal output calls print."""
    printers = {
        path.name
        for path in PACKAGE.rglob("*.py")
        if any(_is_print(node) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert printers == {"cli.py", "cli_build.py", "cli_editions.py", "terminal.py"}


def _is_print(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
