"""house.py [FOLDER]: how a package is laid out, in figures for docs/design: modules, lines, the fullest folder, circles, lazy imports, Any.

Reads source and imports nothing of it, so that it can be asked of any commit: git archive COMMIT briefgen | tar x -C DIR.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path


def figures(package: Path) -> dict[str, int]:
    """What is counted → how often, over all modules below a package's folder."""
    paths = sorted(package.rglob("*.py"))
    texts = {_dotted(path, package): path.read_text(encoding="utf-8") for path in paths}
    trees = {name: ast.parse(text) for name, text in texts.items()}
    lazy = {name: sum(1 for _ in _lazy_imports(tree)) for name, tree in trees.items()}
    folders = Counter(path.parent for path in paths if path.name != "__init__.py")
    return {
        "lines": sum(text.count("\n") for text in texts.values()),
        "modules": sum(folders.values()),
        "modules in the largest folder": max(folders.values(), default=0),
        "modules in a circle": len(_in_circles({name: set(_imported(tree, texts)) for name, tree in trees.items()})),
        "imports inside functions": sum(lazy.values()),
        "modules with such imports": sum(1 for count in lazy.values() if count),
        "`Any`": sum(isinstance(node, ast.Name) and node.id == "Any" for tree in trees.values() for node in ast.walk(tree)),
    }


def _dotted(path: Path, package: Path) -> str:
    return ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")


def _lazy_imports(tree: ast.Module) -> Iterator[ast.AST]:
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return iter({id(node): node for f in functions for node in ast.walk(f) if isinstance(node, ast.Import | ast.ImportFrom)}.values())


def _imported(tree: ast.Module, modules: dict[str, str]) -> Iterator[str]:
    """The package's own modules that one imports, wherever in it, for types too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield from (name for name in (full if full in modules else node.module,) if name in modules)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in modules)


def _in_circles(imports: dict[str, set[str]]) -> set[str]:
    """The modules that import themselves by way of others."""
    return {name for name in imports if name in _reached(name, imports)}


def _reached(start: str, imports: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        new = imports[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached


if __name__ == "__main__":
    for what, count in figures(Path(sys.argv[1] if len(sys.argv) > 1 else "briefgen")).items():
        print(f"{what}: {count:,}")
