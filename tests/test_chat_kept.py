"""The terminal keeps its conversation, however the process ends."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from rich.console import Console

from pump_navigator.navigator import Navigator
from pump_navigator.shell import Shell

_END_OF_HELP = "leave (Ctrl-D does the same)"
_WELCOME = "Welcome back."


@dataclass
class Terminal:
    """`pump-navigator chat` in a process of its own, typed into line by line."""

    data: Path
    arguments: tuple[str, ...] = ()
    opening: str = ""
    process: subprocess.Popen[str] = field(init=False)

    def __post_init__(self) -> None:
        command = [sys.executable, "-m", "pump_navigator", "chat", *self.arguments]
        env = {**os.environ, "PUMP_NAVIGATOR_DATA": str(self.data), "PYTHONIOENCODING": "utf-8"}
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=env)
        self.opening = self._until_help()

    def say(self, line: str) -> str:
        """The answer to a line."""
        self.type(line)
        return self._until_help()

    def type(self, line: str) -> None:
        """A line, without waiting for its answer."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """As `kill -9` does."""
        self.process.kill()
        self.process.communicate()

    def quit(self) -> None:
        """Leave."""
        self.process.communicate("/quit\n")
        assert self.process.returncode == 0

    def _until_help(self) -> str:
        """All that is printed before the help, which is asked for so that the end of an answer is known."""
        self.type("/help")
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line)
            if _END_OF_HELP in line:
                # The terminal breaks lines; a sentence is looked for as a whole.
                return " ".join("".join(lines).split())
        raise AssertionError(f"the terminal ended: {self.process.stderr.read()}")


def test_killed_at_any_moment_the_next_start_knows_all_that_was_acknowledged(model: Path, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    assert _WELCOME not in terminal.opening
    terminal.say("how do i get an insulin pump")
    assert "I noted it." in terminal.say("got the prescription")
    assert "waiting for the insurance plan" in terminal.say("faxed it monday")
    terminal.type("i got a denial letter today")
    terminal.kill()  # in the middle of a turn

    terminal = Terminal(tmp_path)
    assert _WELCOME in terminal.opening
    assert "automated guide" in terminal.opening  # the notice comes first, each time
    assert "3. Doctor and prescription: done on" in terminal.opening
    assert "Now: Get insurance approval, waiting" in terminal.opening or "Now: Appeal the denial" in terminal.opening
    assert "denied on" in terminal.say("i got a denial letter today")
    assert "I can put an appeal packet together" in terminal.say("make my appeal packet")
    terminal.kill()

    terminal = Terminal(tmp_path)
    assert "Now: Appeal the denial, in progress since" in terminal.opening
    assert "We were at this paper: Appeal packet." in terminal.opening
    terminal.quit()


def test_one_terminal_keeps_and_forgets_what_another_does_not_see(model: Path, tmp_path: Path) -> None:
    first = Terminal(tmp_path)
    first.say("how do i get an insulin pump")
    first.say("got the prescription")
    second = Terminal(tmp_path)
    assert "I cannot keep this talk" in second.opening
    assert _WELCOME not in second.opening
    second.quit()
    assert "I deleted all that I kept" in first.say("/forget")
    first.quit()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"prescription" not in kept


async def test_a_talk_goes_on_unless_a_new_one_is_wanted(navigator) -> None:
    conversation = uuid.uuid4().hex
    assert _WELCOME not in await _typed(navigator, conversation, "how do i get an insulin pump", "got the prescription")
    assert "Doctor and prescription: done" in await _typed(navigator, conversation)
    assert _WELCOME not in await _typed(navigator, conversation, new=True)
    assert _WELCOME not in await _typed(navigator, conversation)


async def test_restart_begins_anew(navigator) -> None:
    conversation = uuid.uuid4().hex
    await _typed(navigator, conversation, "how do i get an insulin pump", "got the prescription", "/restart")
    assert _WELCOME not in await _typed(navigator, conversation)


async def _typed(navigator: Navigator, conversation: str, *lines: str, new: bool = False) -> str:
    """What the terminal shows while these lines are typed."""
    shown = StringIO()
    remaining = iter([*lines, "/quit"])
    shell = Shell(navigator, Console(file=shown, width=200), conversation)
    assert await shell.run(lambda: next(remaining), new=new) == 0
    return shown.getvalue()
