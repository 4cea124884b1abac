"""`pump-navigator chat` in a real terminal, where it edits lines by itself."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_PATIENCE = 120
_PROMPT = ">"


class Terminal:
    """A pseudo-terminal with the command in it."""

    def __init__(self, data: Path) -> None:
        self._end, inside = pty.openpty()
        env = {**os.environ, "PUMP_NAVIGATOR_DATA": str(data), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        command = [sys.executable, "-m", "pump_navigator", "chat"]
        self.process = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, env=env, cwd=data)
        os.close(inside)
        self.shown = ""

    def shows(self, text: str) -> bool:
        """Whether a text comes up after what was waited for before."""
        while text not in self.shown:
            ready, _, _ = select.select([self._end], [], [], _PATIENCE)
            try:
                read = os.read(self._end, 65536) if ready else b""
            except OSError:  # closed
                read = b""
            if not read:
                return False
            self.shown += read.decode(errors="replace")
        self.shown = self.shown.partition(text)[2]
        return True

    def type(self, line: str) -> None:
        os.write(self._end, f"{line}\r".encode())


@pytest.fixture
def terminal(model: Path, tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.process.kill()


def test_a_question_typed_in_a_terminal_is_answered(terminal: Terminal) -> None:
    assert terminal.shows("/help lists")
    assert terminal.shows(_PROMPT)
    terminal.type("what is a letter of medical necessity")
    assert terminal.shows("Letter of Medical Necessity")
    assert terminal.shows(_PROMPT)
    terminal.type("/quit")
    assert terminal.process.wait(_PATIENCE) == 0


def test_odd_lines_do_not_end_the_talk(terminal: Terminal) -> None:
    assert terminal.shows(_PROMPT)
    terminal.type("9" * 4400)
    assert terminal.shows(_PROMPT)
    terminal.type("delete everything")
    assert terminal.shows("Yes, delete it")
    terminal.type("yes")
    assert terminal.shows("It is deleted")
    terminal.type("/save")
    assert terminal.shows("There is no such paper yet")
