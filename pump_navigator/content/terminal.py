"""`guides/terminal.yml`: every word of the terminal's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pump_navigator.content.documents import parse
from pump_navigator.content.models import Model, Spoken
from pump_navigator.paths import GUIDES


class Commands(Model):
    """What each command does, in the order in which the help lists them."""

    save: Spoken
    help: Spoken
    restart: Spoken
    forget: Spoken
    quit: Spoken


class TerminalWords(Model):
    """`terminal.yml`."""

    loading: Spoken
    loading_to_ask: Spoken
    help: list[Spoken]
    commands: Commands
    help_offered: Spoken
    save_offered: Spoken
    not_kept: Spoken
    forgotten: Spoken
    command_unknown: Spoken
    bye: Spoken


@lru_cache(maxsize=1)
def terminal_words(folder: Path = GUIDES) -> TerminalWords:
    """The project's own words, read once. Raises `ContentError`."""
    return parse(folder / "terminal.yml", TerminalWords)
