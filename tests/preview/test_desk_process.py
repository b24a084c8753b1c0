"""What happens in the desk's process cannot stop the server."""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from briefgen.preview.desk_process import DeskProcess, TooLong


class Hostile:
    """Answers, or does not."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def process(self) -> int:
        return os.getpid()

    def sleep(self) -> None:
        time.sleep(600)

    def die(self) -> None:
        os._exit(1)

    def fail(self) -> None:
        raise ValueError("so it is")


def test_it_answers_what_the_desk_says(desk: DeskFolder) -> None:
    """From another process."""
    asked = DeskProcess(desk.root)
    try:
        state = asked.ask("state")
    finally:
        asked.close()
    assert state["whole"] is True
    assert [pack["id"] for pack in state["packs"]] == ["sound-ferries"]


@pytest.mark.parametrize("question", ["sleep", "die"])
def test_one_that_does_not_answer_is_ended_and_another_begun(tmp_path: Path, question: str) -> None:
    """An endless loop in a template, or one that takes all memory."""
    asked = DeskProcess(tmp_path, 2.0, Hostile)
    try:
        first = asked.ask("process")
        with pytest.raises(TooLong):
            asked.ask(question)
        second = asked.ask("process")
    finally:
        asked.close()
    assert len({first, second, os.getpid()}) == 3


def test_a_fault_of_its_own_is_told(tmp_path: Path) -> None:
    """With its words, and the process goes on."""
    asked = DeskProcess(tmp_path, 10.0, Hostile)
    try:
        first = asked.ask("process")
        with pytest.raises(RuntimeError, match="ValueError: so it is"):
            asked.ask("fail")
        assert asked.ask("process") == first
    finally:
        asked.close()


def test_closing_it_answers_who_waits(tmp_path: Path) -> None:
    """At once, and nothing is begun anew for who asks later."""
    asked = DeskProcess(tmp_path, 20.0, Hostile)
    asked.ask("process")
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(asked.ask, "sleep") for _ in range(2)]
        while not any(one.running() for one in waiting):
            pass
        asked.close()
        for one in waiting:
            with pytest.raises(TooLong):
                one.result(10)
    with pytest.raises(TooLong):
        asked.ask("process")
