"""Reads events ("March 4, ER visit, Mercy Hospital, $2,300") and figures ("missed days, 9 before, 2 after").

Nothing is lost and nothing is added: words that fit no column stay in `what`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from pump_navigator.papers import dates
from pump_navigator.papers.facts import Event, Figure

_LINES: Final = re.compile(r"\s*(?:;|\n)\s*")
_CHUNKS: Final = re.compile(r",\s+(?:and\s+|then\s+)?|\s+(?:and|then)\s+|\.\s+")
_COST: Final = re.compile(
    r"(?:(?:(?:and|,)\s+)?(?:(?:it|that|which|the bill)\s+)?(?:cost(?:ing|s)?|was|for|bill(?:ed)?(?: was)?)\s+"
    r"(?:me\s+|us\s+|about\s+|of\s+)?)?"
    r"(?P<cost>\$\s?\d[\d,]*(?:\.\d{1,2})?(?:\s?k\b)?|\d[\d,]*(?:\.\d{1,2})?\s*(?:dollars|bucks|usd)\b)",
    re.IGNORECASE,
)
# "since March 4" says more than the day, so it stays in the words.
_NO_POINT_IN_TIME: Final = re.compile(r"\b(?:since|until|till|from|by|after|before|through)\s+$", re.IGNORECASE)
_BEFORE_DATE: Final = re.compile(r"\b(?:on|at|dated)\s+$", re.IGNORECASE)
_RANGE: Final = re.compile(r"^\s*(?:to|until|till|through|–|—|-)\s*$", re.IGNORECASE)
_RANGE_GOES_ON: Final = re.compile(r"^\s*[–—-]\s*\d")
_AT: Final = re.compile(r"^(?P<what>.*\S)\s+(?:at|in)\s+(?P<place>\S.*)$", re.IGNORECASE)
_EDGES: Final = " ,;:-–—"

_VALUE: Final = r"\$?\d[\d,.]*\s?%?(?:\s(?!before|after|to|and|then)[a-z]+)?"
_FIGURES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<what>.+?)[,:\s]+(?P<before>{_VALUE})\s+before[,\s]+(?:and\s+|then\s+)?(?P<after>{_VALUE})\s+after\.?$",
        rf"^(?P<what>.+?)[,:\s]+before:?\s+(?P<before>{_VALUE})[,\s]+(?:and\s+)?after:?\s+(?P<after>{_VALUE})\.?$",
        rf"^(?P<what>.+?)[,:\s]+from\s+(?P<before>{_VALUE})\s+to\s+(?P<after>{_VALUE})\.?$",
        rf"^(?P<what>.+?)[,:\s]+(?P<before>{_VALUE})\s*(?:->|=>|→|–>|—>)\s*(?P<after>{_VALUE})\.?$",
    )
)


def read(text: str, today: date, place_words: Sequence[str]) -> tuple[Event, ...] | str:
    """The events in a text, or the reason why they could not be told apart."""
    found: list[Event] = []
    for line in _lines(text):
        separate = _separate(line, today)
        if separate is None:
            return "mixed_events"
        for words in separate:
            event = _event(words, today, place_words)
            if isinstance(event, dates.Problem):
                return event.value
            found.append(event)
    return tuple(found)


def amended(events: tuple[Event, ...], new: tuple[Event, ...]) -> tuple[Event, ...] | None:
    """The events with what was said of them later: "no, March 4". None where that does not tell which one."""
    if len(new) != 1:
        return new
    if len(events) != 1:
        return None
    told = {name: value for name, value in vars(new[0]).items() if value is not None}
    return (replace(events[0], **told),)


def read_figures(text: str) -> tuple[Figure, ...]:
    """The numbers from before and after. A line that has no such form keeps its own words."""
    return tuple(_figure(line) for line in _lines(text))


def _lines(text: str) -> list[str]:
    return [line.strip(_EDGES) for line in _LINES.split(text) if line.strip(_EDGES)]


def _figure(line: str) -> Figure:
    for pattern in _FIGURES:
        if match := pattern.match(line):
            return Figure(match["what"].strip(_EDGES), match["before"].strip(_EDGES), match["after"].strip(_EDGES))
    return Figure(line)


def _separate(line: str, today: date) -> list[str] | None:
    """The events of one line, where its dates tell them apart beyond doubt; None where they do not."""
    starts = _starts(line, today)
    if len(starts) < 2:
        return [line]
    if starts[0] == 0:
        ends = [*starts[1:], len(line)]
        return [re.sub(r"[,\s]+(?:and|then)?\s*$", "", line[a:b]) for a, b in zip(starts, ends, strict=True)]
    chunks = _CHUNKS.split(line)
    return chunks if all(len(_starts(chunk, today)) == 1 for chunk in chunks) else None


def _starts(line: str, today: date) -> list[int]:
    """Where dates stand; the end of a range ("March 4 to March 6") does not count."""
    starts: list[int] = []
    last_end: int | None = None
    for mention in _days_in(line, today):
        if last_end is None or not _RANGE.match(line[last_end : mention.start]):
            starts.append(mention.start)
        last_end = mention.end
    return starts


def _days_in(line: str, today: date) -> list[dates.Mention]:
    return [
        mention
        for mention in dates.mentions(line, today)
        if mention.meaning is not dates.Problem.NO_DAY and not _NO_POINT_IN_TIME.search(line[: mention.start])
    ]


def _event(words: str, today: date, place_words: Sequence[str]) -> Event | dates.Problem:
    day, rest = _take_day(words, today)
    if isinstance(day, dates.Problem):
        return day
    cost, rest = _take_cost(rest)
    what, place = _place(rest.strip(_EDGES), today, place_words)
    return Event(what or None, day, place, cost)


def _take_day(words: str, today: date) -> tuple[date | dates.Problem | None, str]:
    mention = next(iter(_days_in(words, today)), None)
    if mention is None:
        return None, words
    if isinstance(mention.meaning, dates.Problem):
        return mention.meaning, words
    if _RANGE_GOES_ON.match(words[mention.end :]):
        return None, words
    led_in = _BEFORE_DATE.search(words[: mention.start])
    start = led_in.start() if led_in else mention.start
    return dates.check(mention.meaning, today, "past"), _cut(words, start, mention.end)


def _take_cost(words: str) -> tuple[str | None, str]:
    match = _COST.search(words)
    if match is None:
        return None, words
    return match["cost"], _cut(words, match.start(), match.end())


def _cut(words: str, start: int, end: int) -> str:
    """The words without a part of them. A comma beside it still keeps the rest apart."""
    before, after = words[:start].rstrip(), words[end:].lstrip()
    link = ", " if before.endswith((",", "(")) or after.startswith((",", ":", ")")) else " "
    return link.join(part for part in (before.rstrip(f"{_EDGES}("), after.lstrip(f"{_EDGES})")) if part)


def _place(words: str, today: date, place_words: Sequence[str]) -> tuple[str, str | None]:
    """What happened and where. The place is a part that names one, or that is written like a name."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    for index in range(len(parts) - 1, -1, -1):
        if len(parts) > 1 and _names_a_place(parts[index], today, place_words):
            return ", ".join(parts[:index] + parts[index + 1 :]), parts[index]
    match = _AT.match(words)
    if match and _names_a_place(match["place"], today, place_words):
        return match["what"], match["place"]
    return words, None


def _names_a_place(words: str, today: date, place_words: Sequence[str]) -> bool:
    if dates.mentions(words, today):
        return False
    known = any(re.search(rf"\b{re.escape(word)}\b", words, re.IGNORECASE) for word in place_words)
    return known or (words[0].isupper() and not words.isupper())
