"""A place is opened by an address or by a command, and a file's name is nothing but a name."""

from __future__ import annotations

import pytest

from briefgen.preview.editors import EditorError, opener

PLACE = {"file": "/desks/a b/$(x);'q'.yaml", "line": 12, "column": 3, "at": "development/x"}


def test_the_usual_one_is_an_address() -> None:
    """That VS Code registered, with the file's name quoted."""
    assert opener()(PLACE) == "vscode://file/desks/a%20b/%24%28x%29%3B%27q%27.yaml:12:3"


def test_a_command_gets_words_and_no_shell() -> None:
    """Each is one word, whatever is in it, and the browser is to open nothing."""
    ran: list[list[str]] = []
    assert opener("subl --wait {file}:{line}:{column}", ran.append)(PLACE) == ""
    assert ran == [["subl", "--wait", "/desks/a b/$(x);'q'.yaml:12:3"]]


def test_a_command_without_the_file_is_refused() -> None:
    """With an example."""
    with pytest.raises(EditorError, match=r"does not say where the \{file\} goes"):
        opener("code")
