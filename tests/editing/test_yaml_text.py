"""New YAML files read back as what was written."""

from __future__ import annotations

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefgen.content.reading.read import read
from briefgen.editing.yaml_text import readable, written

SIGNS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
TEXTS = st.text(SIGNS, max_size=20) | st.sampled_from(["no", "1.0", "null", "~", ""])
NAMES = TEXTS | st.sampled_from(["content/packs/a.yaml", "NO.yaml", "n", "true"])
VALUES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))
DATA = st.dictionaries(NAMES, VALUES, min_size=1)


@settings(max_examples=40)
@given(DATA)
@example({"": [], "-": []})
def test_what_is_written_is_read(data: dict[str, object]) -> None:
    """By a reader of YAML 1.1, which takes more words for something else than any other."""
    assert yaml.safe_load(written(data)) == data


@given(TEXTS)
def test_a_readable_value_is_read(text: str) -> None:
    """By the reader of a desk's files."""
    assert read("x", f"a: {readable(text)}\n".encode()).data == {"a": text}
