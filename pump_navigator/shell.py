"""`pump-navigator chat`: the conversation in a terminal."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pump_navigator import left_out, quiet
from pump_navigator.content.terminal import TerminalWords, terminal_words
from pump_navigator.messages import Button, Message, Reply

if TYPE_CHECKING:
    from pump_navigator.navigator import Navigator

_WIDTH = 78
_COMMAND_WIDTH = 10
_LEAVE = ("/quit", "/exit")

ReadLine = Callable[[], str]


def chat(*, new: bool = False) -> int:
    """Talk until the person leaves; what was said is kept for the next time. Returns the exit status."""
    quiet.be_quiet()
    left_out.leave_out()
    console = Console(highlight=False)
    from pump_navigator.chat_store import NotKeptError, open_chat_store
    from pump_navigator.startup import navigator, progress

    with progress(terminal_words().loading):
        try:
            store = open_chat_store()
        except NotKeptError:
            store = None
        loaded = navigator(store)
    shell = Shell(loaded, console)
    return asyncio.run(shell.run(_line_reader(), new=new, kept=store is not None))


def _line_reader() -> ReadLine:
    """Line by line from a pipe; with history and editing in a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _next_line
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import InMemoryHistory

    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    return lambda: session.prompt("> ", in_thread=True)


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


@dataclass
class Shell:
    """One person at a terminal."""

    navigator: Navigator
    console: Console
    conversation: str = "terminal"
    choices: tuple[Button, ...] = ()
    words: TerminalWords = field(default_factory=terminal_words)

    async def run(self, read: ReadLine, *, new: bool = False, kept: bool = True) -> int:
        """Read and answer until `/quit`, Ctrl-D or Ctrl-C. Returns the exit status."""
        if new:
            await self.navigator.forget(self.conversation)
        await self._open()
        if not kept:
            self._say(self.words.not_kept)
        while True:
            try:
                line = read()
            except (EOFError, KeyboardInterrupt):
                break
            if line.strip().casefold() in _LEAVE:
                break
            await (self._obey(line.strip().casefold()) if line.strip().startswith("/") else self._answer(line))
        self._say(self.words.bye)
        return 0

    async def _obey(self, command: str) -> None:
        match command:
            case "/help":
                self._help()
            case "/restart":
                await self.navigator.forget(self.conversation)
                await self._open()
            case "/forget":
                await self.navigator.forget(self.conversation)
                self._say(self.words.forgotten)
                await self._open()
            case _ if command.split()[0] == "/save":
                await self._save(command.removeprefix("/save").strip())
            case _:
                self._say(self.words.command_unknown)

    async def _open(self) -> None:
        """Where the conversation was left, else a new one. The notice comes first in either."""
        back = await self.navigator.resume(self.conversation)
        if back is None:
            self._show([await self.navigator.begin(self.conversation)])
        else:
            self._show([replace(self.navigator.notice(), buttons=()), *back])
        self.console.print(Text(self.words.help_offered, style="dim"))

    def _say(self, text: str) -> None:
        self._show([Message(text)])

    def _help(self) -> None:
        commands = (f"  /{name:<{_COMMAND_WIDTH}}{does}" for name, does in self.words.commands)
        self.console.print(Text("\n".join([*self.words.help, "", *commands])))

    async def _answer(self, line: str) -> None:
        from pump_navigator.navigator import NotBegunError

        try:
            self._show((await self._reply(line)).messages)
        except NotBegunError:  # deleted, when the person asked for it
            await self._open()
            self._show((await self._reply(line)).messages)

    async def _reply(self, line: str) -> Reply:
        numbered = {str(number): button for number, button in enumerate(self.choices, start=1)}
        if chosen := numbered.get(line.strip()):
            return await self.navigator.press(self.conversation, chosen.payload)
        return await self.navigator.say(self.conversation, line)

    async def _save(self, name: str) -> None:
        """All forms of a paper into the working directory; what is there already is replaced."""
        from pump_navigator.navigator import NotBegunError
        from pump_navigator.papers.files import save

        try:
            files = await self.navigator.papers(self.conversation, name)
        except NotBegunError:  # deleted, with its papers
            files = []
        self._show([save(files, Path.cwd())])

    def _show(self, messages: list[Message] | tuple[Message, ...]) -> None:
        self.choices = ()
        for message in messages:
            style = "bold" if message.kind == "alert" else ""
            width = min(_WIDTH, self.console.width)
            self.console.print()
            if message.kind == "paper":
                self.console.print(Text(message.text.rstrip()), soft_wrap=True)  # it has lines of its own
            else:
                self.console.print(Padding(Text(message.text, style=style), (0, 0, 0, 2)), width=width)
            for line in message.table.in_words() if message.table else ():
                self.console.print(Padding(Text(line), (1, 0, 0, 4)), width=width)
            for line in message.progress.in_words() if message.progress else ():
                self.console.print(Padding(Text(line), (0, 0, 0, 4)), width=width)
            for link in message.links:
                self.console.print(Text(f"    {link.title}: {link.url}"), soft_wrap=True)
            if message.document:
                self.console.print(Text(f"    {self.words.save_offered}", style="dim"))
            for button in message.buttons:
                self.choices += (button,)
                self.console.print(Text(f"    {len(self.choices)}  {button.title}", style="cyan"))
        self.console.print()
