"""`guides/journey.yml`: what can be reported of a step, by which words, and how the path is put in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from pydantic import Field

from pump_navigator.content.documents import Document, Location, parse
from pump_navigator.content.errors import Finding
from pump_navigator.content.library import Library
from pump_navigator.content.models import CORTISOL_PUMP, Id, Model, Text, Title, TopicId
from pump_navigator.content.topics import NEXT_STEP
from pump_navigator.journey.path import DEVICES, WAYS, DeviceName, Event, Party
from pump_navigator.paths import GUIDES
from pump_navigator.safety.patterns import Parts
from pump_navigator.safety.rulebook import RuleError

FILE: Final = "journey.yml"
STATES: Final = frozenset("not_started in_progress done denied waiting waiting_since waiting_on since on".split())


class Effect(Model):
    """What a report does to a step. `then` holds where that step is done already."""

    step: Id
    event: Event
    waits_for: Party | None = None
    then: Effect | None = None


Effect.update_forward_refs()


class Report(Model):
    """Something that people tell of their way. What it is answered with is the fact of its id in `assistant.yml`.

    `words` are regular expressions over plain words; `words_with_day` hold only where a day is named.
    """

    title: Title
    diabetes: Effect | None = None
    cortisol: Effect | None = None
    words: list[Text] = Field(default_factory=list)
    words_with_day: list[Text] = Field(default_factory=list)
    is_planned: bool = False  # a day to come is told, so that "will" takes nothing back
    stands_alone: bool = False  # said by itself, it is a report, whatever question its words resemble

    def effect(self, device: DeviceName) -> Effect | None:
        """What it does on the way to a device."""
        return self.cortisol if device == CORTISOL_PUMP else self.diabetes


class StepWords(Model):
    """How people name a step, whom it waits for if they do not say, and what they may report of it."""

    words: list[Text]
    waits_for: Party | None = None
    reports: list[Id] = Field(default_factory=list)


class ExtraStep(Model):
    """A step that is in no guide's own list: the appeal on the way to a pump or sensor."""

    title: Title
    topic: TopicId


class JourneyContent(Model):
    """The whole file."""

    devices: Mapping[DeviceName, Text]
    parties: Mapping[Party, Text]
    states: Mapping[str, Text]
    both_words: list[Text]
    appeal: ExtraStep
    steps: Mapping[str, StepWords]
    parts: Mapping[str, Text]
    no_news: list[Text]
    takes_back: list[Text]
    denials: list[Text]
    plans: list[Text]
    step_done: list[Text]
    reports: Mapping[str, Report]


@lru_cache(maxsize=1)
def journey_content(folder: Path = GUIDES) -> JourneyContent:
    """The project's own file, read once. Raises `ContentError`."""
    return parse(folder / FILE, JourneyContent)


def journey_findings(document: Document[JourneyContent], library: Library) -> Iterator[Finding]:
    """Ids that lead nowhere, steps without words, and patterns that cannot be read."""
    content = document.content
    yield from _report_findings(document, library)
    yield from _step_findings(document)
    for missing in sorted(STATES - set(content.states)):
        yield document.finding(("states",), f"the words for {missing} are missing.", "write them.")
    if content.appeal.topic not in library.entries:
        yield document.finding(("appeal", "topic"), f"there is no topic {content.appeal.topic}.", "correct the id.")
    yield from _pattern_findings(document)


def _report_findings(document: Document[JourneyContent], library: Library) -> Iterator[Finding]:
    answers = {fact.id for fact in library.entries[NEXT_STEP].facts}
    for report_id, report in document.content.reports.items():
        at: Location = ("reports", report_id)
        if report_id not in answers:
            yield document.finding(at, f"{NEXT_STEP} has no fact {report_id}.", "write it in assistant.yml.")
        for device in DEVICES:
            yield from _effect_findings(document, at, report.effect(device), device)


def _step_findings(document: Document[JourneyContent]) -> Iterator[Finding]:
    content = document.content
    known = dict.fromkeys(step for device in DEVICES for step in (*WAYS[device].main, *WAYS[device].branch))
    for missing in [step for step in known if step not in content.steps]:
        yield document.finding(("steps",), f"the step {missing} is missing.", "write it.")
    for step_id, words in content.steps.items():
        for index, report_id in enumerate(words.reports):
            if report_id not in content.reports:
                location = ("steps", step_id, "reports", index)
                yield document.finding(location, f"there is no report {report_id}.", "correct the id.")


def _effect_findings(
    document: Document[JourneyContent], at: Location, effect: Effect | None, device: DeviceName
) -> Iterator[Finding]:
    while effect:
        if effect.step not in (*WAYS[device].main, *WAYS[device].branch):
            yield document.finding(at, f"{effect.step} is no step on the way to a {device}.", "correct the step.")
        if (effect.event is Event.WAITING) != (effect.waits_for is not None):
            yield document.finding(at, "who waits, waits for somebody.", "give waits_for with waiting, and only there.")
        effect = effect.then


def _pattern_findings(document: Document[JourneyContent]) -> Iterator[Finding]:
    content, parts = document.content, Parts(document.content.parts)
    names = ("both_words", "no_news", "takes_back", "denials", "plans", "step_done")
    lists: dict[Location, list[Text]] = {(name,): getattr(content, name) for name in names}
    for report_id, report in content.reports.items():
        lists["reports", report_id, "words"] = report.words
        lists["reports", report_id, "words_with_day"] = report.words_with_day
    for step_id, step in content.steps.items():
        lists["steps", step_id, "words"] = step.words
    for at, patterns in lists.items():
        for index, pattern in enumerate(patterns):
            try:
                parts.compiled(pattern)
            except (RuleError, re.error) as error:
                yield document.finding((*at, index), f"cannot be read: {error}", "correct the pattern.")
