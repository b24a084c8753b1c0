"""YAML files as some editor would write them: any data, in brackets or not, in quotes or not, with comments wherever one may stand."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

PLAIN = ("plain", "1.0", "2024-05-01", "true", "null", "no", "it's", 'say "x"', "日本", "x" * 150, "two words")
WORDS = st.sampled_from([*PLAIN, "a: b", "# not a comment", "- dash", ""])
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(st.sampled_from("abcdef"), inner, min_size=1, max_size=4),
    max_leaves=12,
)


class Writer:
    """Writes data as some editor would, with a comment wherever one may stand; `spans` holds where each value was put."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.step, self.offset = draw(st.sampled_from([(2, 2), (2, 0), (4, 4), (4, 2)]))
        self.text = ""
        self.spans: dict[tuple[str | int, ...], tuple[int, int]] = {}
        self.comments: list[str] = []

    def note(self, indent: int) -> None:
        """Perhaps a comment or a blank line."""
        what = self.draw(st.sampled_from(["", "", "comment", "blank"]))
        if what == "comment":
            self.text += " " * indent + self.comment() + "\n"
        elif what:
            self.text += self.draw(st.sampled_from(["\n", "   \n"]))

    def behind(self) -> str:
        """Perhaps a comment on the line of something."""
        return f"  {self.comment()}" if self.draw(st.booleans()) else ""

    def comment(self) -> str:
        """A comment unlike all others."""
        self.comments.append(f"# c{len(self.comments)}: it's “{len(self.comments)}”")
        return self.comments[-1]

    def block(self, value: Any, path: tuple[str | int, ...], indent: int) -> None:
        """A mapping or list in block style, on lines of its own."""
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            self.note(indent)
            self.text += " " * indent + ("-" if isinstance(name, int) else f"{name}:")
            if isinstance(inner, str) or self.draw(st.booleans()):
                self.text += " " * self.draw(st.integers(1, 3))
                start = len(self.text)
                self.flow(inner, (*path, name), isinstance(inner, str))
                self.spans[(*path, name)] = start, len(self.text)
                self.text += f"{self.behind()}\n"
            else:
                self.text += f"{self.behind()}\n"
                inside = self.offset if isinstance(inner, list) and not isinstance(name, int) else self.step
                self.block(inner, (*path, name), indent + inside)

    def flow(self, value: Any, path: tuple[str | int, ...], alone: bool) -> None:
        """A value on one line, in brackets where it is a list or mapping."""
        if isinstance(value, str):
            quotes = ["'", '"', *([""] if alone and value in PLAIN else [])]
            quote = self.draw(st.sampled_from(quotes))
            start = len(self.text)
            inside = {"'": value.replace("'", "''"), '"': value.replace("\\", "\\\\").replace('"', '\\"')}.get(quote, value)
            self.text += quote + inside + quote
            self.spans[path] = start, len(self.text)
            return
        self.text += "{" if isinstance(value, dict) else "["
        for number, (name, inner) in enumerate(value.items() if isinstance(value, dict) else enumerate(value)):
            self.text += (", " if number else "") + ("" if isinstance(name, int) else f"{name}: ")
            self.flow(inner, (*path, name), False)
        self.text += "}" if isinstance(value, dict) else "]"


@st.composite
def files(draw: Any) -> tuple[dict[str, Any], Writer]:
    """Data of some file, and the file."""
    data = draw(st.dictionaries(st.sampled_from("abcdef"), DATA, min_size=1, max_size=5))
    writer = Writer(draw)
    writer.block(data, (), 0)
    writer.note(0)
    if draw(st.booleans()):
        writer.text = writer.text.removesuffix("\n")
    return data, writer
