"""Finds what a message tells of the way: "faxed it monday", "denied again", "training is tuesday".

Deterministic: the wordings stand in `guides/journey.yml`. What asks, wonders, wishes or tells of other people
is no news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from pump_navigator.content.models import CORTISOL_PUMP, PUMP, SENSOR
from pump_navigator.content.vocabulary import ANY_PUMP, COMPANY_ENTITY, INSURER_ENTITY, MODEL_ENTITY, Vocabulary
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.scope import devices_of, is_cortisol
from pump_navigator.journey.content import JourneyContent, Report, journey_content
from pump_navigator.journey.path import DEVICES, DeviceName
from pump_navigator.papers.dates import When, read_day
from pump_navigator.safety.patterns import Parts, Patterns, says
from pump_navigator.safety.text import Reader

_MOST: Final = 4
_SENTENCE: Final = re.compile(
    r"(?:[^.!?;\n]|(?<=\d)\.(?=\d)|(?<=\b[a-z]{3})\.(?=\s*\d)|(?<=\bdr)\.)+[.!?;\n]*", re.IGNORECASE
)
_SEGMENT: Final = re.compile(r"\s*,\s+(?!\d)|\s+[-–—]+\s+")
_CLAUSE: Final = re.compile(
    r"\s+(?:and|but|so|then|plus|also)\s+(?=(?:then |now |also |so |just |finally )*"
    r"(?:i|we|they|he|she|it|my|our|his|her|got|had|have|has|sent|faxed|mailed|submitted|waiting|still|am|is|was|are"
    r"|booked|denied|approved|ordered|finished|done|the (?!(?:sensor|pump|cgm)\b)|insurance|training|now|what|how"
    r"|where|when)\b)",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(r"^(?:and|or|but)\b", re.IGNORECASE)
# Names become the plain words that the patterns know.
_PLAIN: Final[Mapping[str, str]] = {INSURER_ENTITY: "insurance", COMPANY_ENTITY: "company"}


@dataclass(frozen=True)
class News:
    """One thing that happened. `devices` are those named with it; `day` is over or today, `on` is to come."""

    report: str
    devices: tuple[DeviceName, ...] = ()
    day: date | None = None
    on: date | None = None


@dataclass(frozen=True)
class _Clause:
    written: str
    asks: bool


@dataclass(frozen=True)
class NewsReader:
    """Holds nothing of a conversation."""

    content: JourneyContent
    vocabulary: Vocabulary
    patterns: _Patterns

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> NewsReader:
        """With the project's own words."""
        return cls(journey_content(), vocabulary, _patterns())

    def news(self, reading: Reading, today: date) -> tuple[News, ...]:
        """What a message tells, in its order. A device that is named once holds until another is."""
        found: dict[str, News] = {}
        devices = self.devices(reading)
        named = devices if len(devices) == 1 or self._says_both(reading.text) else ()
        for clause in _clauses(reading.text):
            own = self.devices(_part(reading, clause.written))
            named = own or named
            if not clause.asks and (told := self._told(clause.written, reading, today)):
                found.setdefault(told.report, replace(told, devices=named))
        return tuple(found.values())[:_MOST]

    def only_news(self, reading: Reading, today: date) -> bool:
        """Whether a message tells its news and nothing else, and asks nothing."""
        clauses = list(_clauses(reading.text))
        told = [None if clause.asks else self._told(clause.written, reading, today) for clause in clauses]
        return all(news and self.content.reports[news.report].stands_alone for news in told) and bool(told)

    def devices(self, reading: Reading) -> tuple[DeviceName, ...]:
        """The devices that a text names; "pump" alone is an insulin pump, unless it speaks of cortisol."""
        if is_cortisol(reading, self.vocabulary):
            return (CORTISOL_PUMP,)
        if self._says_both(reading.text):
            return (PUMP, SENSOR)
        named = {PUMP if device == ANY_PUMP else device for device in devices_of(reading, self.vocabulary)}
        return tuple(device for device in DEVICES if device in named)

    def names_any_pump(self, reading: Reading) -> bool:
        """Whether a text says "pump" and nothing that tells which sort of pump."""
        return devices_of(reading, self.vocabulary) == {ANY_PUMP} and not is_cortisol(reading, self.vocabulary)

    def step(self, text: str, steps: Sequence[str]) -> str | None:
        """The step that a text names, out of some."""
        words = self.patterns.plain(text)
        return next((step for step in steps if says(self.patterns.steps[step], words)), None)

    def says_done(self, text: str) -> bool:
        """Whether a text tells that something is done, without a word of what."""
        return says(self.patterns.step_done, self.patterns.plain(text))

    def denies(self, text: str) -> bool:
        """Whether a text holds a word that may turn what it tells into its opposite."""
        return says(self.patterns.denials, self.patterns.plain(text))

    def _says_both(self, text: str) -> bool:
        return says(self.patterns.both, self.patterns.plain(text))

    def _told(self, clause: str, reading: Reading, today: date) -> News | None:
        words = self.patterns.plain(self._without_names(clause, reading))
        if not words or says(self.patterns.no_news, words):
            return None
        day = read_day(clause, today, "future")
        for report_id, report in self.content.reports.items():
            has_day = isinstance(day, date)
            if (match := self.patterns.found(report_id, words, with_day=has_day)) and not self._taken_back(
                words[: match.start()].rstrip(), report
            ):
                return self._dated(report_id, report, clause, reading.text, today)
        return None

    def _taken_back(self, before: str, report: Report) -> bool:
        return says(self.patterns.takes_back, before) or (not report.is_planned and says(self.patterns.plans, before))

    def _without_names(self, clause: str, reading: Reading) -> str:
        """Names of insurers, companies and models as plain words."""
        for label in (INSURER_ENTITY, COMPANY_ENTITY, MODEL_ENTITY):
            for surface in sorted(reading.entities.get(label, ()), key=len, reverse=True):
                plain = _PLAIN.get(label) or self._kind(surface)
                clause = re.sub(rf"(?<!\w){re.escape(surface)}(?!\w)", plain, clause, flags=re.IGNORECASE)
        return clause

    def _kind(self, surface: str) -> str:
        device = self.vocabulary.device(self.vocabulary.meaning(MODEL_ENTITY, surface) or "")
        return "sensor" if device and device.kind == SENSOR else "pump"

    def _dated(self, report_id: str, report: Report, clause: str, text: str, today: date) -> News:
        """With the day in the clause, else the only one in the message."""
        if report.is_planned:
            return News(report_id, on=_day((clause, text), today, "future"))
        return News(report_id, day=_day((clause, text), today, "past"))


def _day(texts: Iterable[str], today: date, when: When) -> date | None:
    """The day that the first of the texts names that names one."""
    found = (read_day(text, today, when) for text in texts)
    return next((day for day in found if isinstance(day, date)), None)


def _clauses(text: str) -> Iterator[_Clause]:
    """The parts of a message that each tell one thing, and whether they ask it."""
    for sentence in _SENTENCE.findall(text.replace("’", "'")):
        segments = [segment for segment in _SEGMENT.split(sentence) if segment.strip()]
        wonders = False
        for place, segment in enumerate(segments):
            wonders = wonders and bool(_JOINED.match(segment))
            clauses = _CLAUSE.split(segment)
            for index, clause in enumerate(clauses):
                is_last = place == len(segments) - 1 and index == len(clauses) - 1
                asks = wonders or (is_last and sentence.rstrip().endswith("?"))
                wonders = asks or _wonders(clause)
                yield _Clause(clause.strip(), asks)


def _wonders(clause: str) -> bool:
    patterns = _patterns()
    return says(patterns.no_news, patterns.plain(clause))


def _part(reading: Reading, clause: str) -> Reading:
    """The reading of a part of the text: what is named there."""
    folded = clause.casefold()
    entities = {
        label: inside
        for label, surfaces in reading.entities.items()
        if (inside := tuple(surface for surface in surfaces if surface.casefold() in folded))
    }
    return replace(reading, text=clause, entities=entities)


@dataclass(frozen=True)
class _Patterns:
    """The words of `journey.yml`, compiled."""

    reader: Reader
    reports: Mapping[str, Patterns]
    with_day: Mapping[str, Patterns]
    steps: Mapping[str, Patterns]
    no_news: Patterns
    takes_back: Patterns
    denials: Patterns
    plans: Patterns
    both: Patterns
    step_done: Patterns

    def plain(self, text: str) -> str:
        """The plain words of a text."""
        return " ".join(self.reader.words(text))

    def found(self, report: str, words: str, *, with_day: bool) -> re.Match[str] | None:
        """Where the words of a report begin."""
        patterns = [*self.reports[report], *(self.with_day[report] if with_day else ())]
        return next((match for pattern in patterns if (match := pattern.search(words))), None)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    content = journey_content()
    parts = Parts(content.parts)
    return _Patterns(
        reader=Reader.load(),
        reports={name: parts.each(report.words) for name, report in content.reports.items()},
        with_day={name: parts.each(report.words_with_day) for name, report in content.reports.items()},
        steps={name: parts.each(step.words) for name, step in content.steps.items()},
        no_news=parts.each(content.no_news),
        takes_back=parts.each(content.takes_back),
        denials=parts.each(content.denials),
        plans=parts.each(content.plans),
        both=parts.each(content.both_words),
        step_done=parts.each(content.step_done),
    )
