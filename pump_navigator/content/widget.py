"""`guides/widget.yml`: every word of the web widget's own, and the values that the widget fills in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from pump_navigator.content.braces import words_in_braces
from pump_navigator.content.documents import Document, Location, parse
from pump_navigator.content.errors import Finding
from pump_navigator.content.models import Id, Model, Spoken, Text
from pump_navigator.paths import GUIDES

FILE: Final = "widget.yml"

# Numbers of the clinic's settings, which any of the words may name.
NUMBERS: Final = ("emergency_number", "crisis_line")

_WITHOUT_VALUES: Final = """
    title subtitle unread close menu menu_print menu_clear menu_forget clear_yes forget_yes keep begin_again
    transcript you_said important new_tab latest input placeholder send try_now trying_again not_sent failed try_again
    save_pdf save_txt save_ics print read_paper
    clear_question forget_question forgotten not_forgotten too_long_at_all emergency connection_lost connected_again
    busy too_fast failed_detail expired unavailable print_preparing document_failed
"""

# What the widget shows, by name, each with the values that it fills in.
STRINGS: Final[Mapping[str, frozenset[str]]] = {
    **{name: frozenset[str]() for name in _WITHOUT_VALUES.split()},
    "assistant_said": frozenset({"title"}),
    "typing": frozenset({"title"}),
    "choices": frozenset({"choices"}),
    "call": frozenset({"number"}),
    "too_long": frozenset({"over"}),
    "nearly_full": frozenset({"left"}),
    "trying_again_in": frozenset({"seconds"}),
    "save_as": frozenset({"format"}),
    "printed_on": frozenset({"date"}),
}


class Launcher(Model):
    """The button on a clinic's page; its words are built in, and the clinic's tag may have others."""

    label: Text
    title: Text
    failed: Spoken


class Page(Model):
    """The window as a page of its own."""

    no_script: Spoken


class WidgetWords(Model):
    """`widget.yml`: titles and names of buttons, and whole sentences, which `check` measures."""

    launcher: Launcher
    page: Page
    labels: Mapping[Id, Text]
    sentences: Mapping[Id, Spoken]

    @property
    def strings(self) -> Mapping[str, str]:
        """What the window shows, by name."""
        return {str(name): text for part in (self.labels, self.sentences) for name, text in part.items()}


def load(folder: Path = GUIDES) -> WidgetWords:
    """Read the file. Raises `ContentError`."""
    return parse(folder / FILE, WidgetWords)


@lru_cache(maxsize=1)
def widget_words() -> WidgetWords:
    """The project's own words, read once. They never change while the program runs."""
    return load()


def values_of(location: Location) -> frozenset[str]:
    """What may stand in braces in the text at a place of the file."""
    part, name = location
    return STRINGS.get(str(name), frozenset()) | frozenset(NUMBERS) if part != "launcher" else frozenset()


def widget_findings(document: Document[WidgetWords]) -> Iterator[Finding]:
    """Words that are missing, that nobody shows, and values that nobody fills in."""
    words = document.content
    for missing in sorted(STRINGS.keys() - words.strings.keys()):
        yield document.finding((), f"{missing} is missing.", "write it.")
    for part, texts in (("labels", words.labels), ("sentences", words.sentences)):
        for name in sorted(texts.keys() - STRINGS.keys()):
            yield document.finding((part, name), "is shown nowhere.", "take it out.")
    for name in sorted(words.labels.keys() & words.sentences.keys()):
        yield document.finding(("sentences", name), "is a label too.", "keep one.")
    for name, text in words.labels.items():
        for value in words_in_braces(text):
            if value not in values_of(("labels", name)):
                yield document.finding(("labels", name), f"{{{value}}} means nothing here.", "take it out.")
