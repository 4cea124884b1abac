"""Reads what somebody typed as the answer to a question: a typed value, or why it could not be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pump_navigator.cleaning import has_words, visible
from pump_navigator.folding import folded, places
from pump_navigator.papers import dates, events
from pump_navigator.papers.facts import Event, Figure, Value
from pump_navigator.papers.models import PapersContent, Question, QuestionKind

LONGEST: Final = 4_000
SEVERAL_CHOICES: Final = "several_choices"

_CORRECTION: Final = re.compile(
    r"^(?:(?:no|nope|sorry|oops|wait|actually|i mean|i meant|correction)\b[\s,.:;!-]*)+"
    r"(?:(?:it is|it's|its|it was|that is|that's|that was)\s+)?",
    re.IGNORECASE,
)
# "no letter yet", "everything but the letter": spoken of, but not there.
_DENIED: Final = re.compile(
    r"\b(?:no|not|without|except|but|missing|lack|need|waiting for|don't have|do not have|haven't got|have no)"
    r"(?:\s+(?:a|an|the|my|any|for|yet|have|got|doctor's))*\s*$"
)


@dataclass(frozen=True)
class Taken:
    """An answer that could be read."""

    value: Value


@dataclass(frozen=True)
class Refused:
    """An answer that could not. The reason is an id of `refusals` in `papers.yml`."""

    reason: str


Answer = Taken | Refused
_Reader = Callable[[str, Question, PapersContent, date], Answer]


def read(question: Question, text: str, today: date, content: PapersContent, *, correcting: bool = False) -> Answer:
    """The answer in a text. When `correcting`, a "no, sorry, it is" before it is not part of it."""
    tidied = tidy(text)
    if correcting:
        tidied = _CORRECTION.sub("", tidied) or tidied
    if not has_words(tidied):
        return Refused("nothing")
    if len(tidied) > LONGEST:
        return Refused("too_long")
    return _READERS[question.kind](tidied, question, content, today)


def tidy(text: str) -> str:
    """The text in composed form, without what cannot be seen, with single spaces; lines stay lines."""
    lines = (" ".join(line.split()) for line in visible(text).split("\n"))
    return "\n".join(line for line in lines if line)


def describe(question: Question, value: Value) -> str:
    """The value in words, to be said back."""
    if isinstance(value, date):
        return dates.in_words(value)
    if isinstance(value, tuple):
        return "; ".join(_describe_item(question, item) for item in value)
    choice = question.choice(value)
    return choice.title if choice else value


def _describe_item(question: Question, item: str | Event | Figure) -> str:
    if isinstance(item, Event):
        day = dates.in_words(item.day) if item.day else None
        return ", ".join(part for part in (day, item.what, item.place, item.cost) if part)
    if isinstance(item, Figure):
        return f"{item.what}, {item.before} → {item.after}" if item.before and item.after else item.what
    choice = question.choice(item)
    return choice.title if choice else item


def _text(text: str, question: Question, content: PapersContent, today: date) -> Answer:
    return Taken(text)


def _date(text: str, question: Question, content: PapersContent, today: date) -> Answer:
    found = dates.read_day(text, today, question.when or "past", question.within_years)
    return Refused(found.value) if isinstance(found, dates.Problem) else Taken(found)


def _choice(text: str, question: Question, content: PapersContent, today: date) -> Answer:
    chosen = _chosen(text, question)
    if len(chosen) > 1:
        return Refused(SEVERAL_CHOICES)
    return Taken(chosen[0]) if chosen else Refused("no_choice")


def _choices(text: str, question: Question, content: PapersContent, today: date) -> Answer:
    chosen = _chosen(text, question, without_denied=True)
    if chosen:
        return Taken(chosen)
    return Taken(()) if _starts_with(text, content.words("none")) else Refused("no_choice")


def _events(text: str, question: Question, content: PapersContent, today: date) -> Answer:
    found = events.read(text, today, content.words("place"))
    return Refused(found) if isinstance(found, str) else Taken(found)


def _figures(text: str, question: Question, content: PapersContent, today: date) -> Answer:
    return Taken(events.read_figures(text))


_READERS: Final[Mapping[QuestionKind, _Reader]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.DATE: _date,
    QuestionKind.CHOICE: _choice,
    QuestionKind.CHOICES: _choices,
    QuestionKind.EVENTS: _events,
    QuestionKind.FIGURES: _figures,
}


def _chosen(text: str, question: Question, *, without_denied: bool = False) -> tuple[str, ...]:
    """The choices whose words stand in the text, in the order of the choices.

    Longer words win over shorter ones inside them: "medicare advantage" is not also "medicare".
    """
    words = folded(text)
    named = [
        (start, end, choice.id)
        for choice in question.choices
        for name in (choice.title, choice.id, *choice.words)
        for start, end in places(name, words)
        if not (without_denied and _DENIED.search(words[:start]))
    ]
    widest = {
        choice_id
        for start, end, choice_id in named
        if not any(first <= start and end <= last and last - first > end - start for first, last, _ in named)
    }
    return tuple(choice.id for choice in question.choices if choice.id in widest)


def _starts_with(text: str, words: Sequence[str]) -> bool:
    said = folded(text)
    return any(start == 0 for word in words for start, _ in places(word, said))
