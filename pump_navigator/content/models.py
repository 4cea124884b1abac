"""The types of the content in `guides/`: what a guide, an entry and a fact consist of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Final, Literal

from pydantic import BaseModel, ConstrainedStr, Extra, Field, HttpUrl


class Id(ConstrainedStr):
    """A name in snake_case."""

    regex = re.compile(r"^[a-z][a-z0-9_]*$")


class TopicId(ConstrainedStr):
    """A topic of the contract, such as `diabetes/costs`."""

    regex = re.compile(r"^([a-z]+/[a-z_]+|out_of_scope)$")


class Text(ConstrainedStr):
    """A sentence or more, not empty."""

    strip_whitespace = True
    min_length = 1


class Spoken(Text):
    """A text that a person reads as an answer: `check` measures how hard it is to read."""


class Title(Text):
    """A title that fits on a button."""

    max_length = 28


DeviceKind = Literal["pump", "cgm"]
PUMP: Final = "pump"
SENSOR: Final = "cgm"
# For the off-label use of an insulin pump: a device of the talk, none of the data.
CORTISOL_PUMP: Final = "cortisol_pump"
GuideName = Literal["diabetes", "cortisol", "assistant", "safety"]


class Model(BaseModel):
    """Base of all content: immutable, and a key that it does not know is an error."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False
        keep_untouched = (cached_property,)


class Kind(str, Enum):
    """What sort of fact it is: that decides how soon it has to be looked at again."""

    DEVICE = "device"
    RULE = "rule"
    MEDICAL = "medical"
    PRACTICE = "practice"

    @property
    def review_days(self) -> int:
        """Days after which a fact has to be reviewed."""
        return {"device": 90, "rule": 180}.get(self.value, 365)


class Source(Model):
    """Where a fact comes from. Only our own statements have no address."""

    title: Text
    url: HttpUrl | None
    date: str | date = "undated"


class Dated(Model):
    """Something that was true on a day and has to be looked at again by another."""

    sources: list[Id]
    as_of: date
    review_by: date


class Fact(Model):
    """One thing to know, do or say. Where it names no source or date, its entry's hold."""

    id: Id
    text: Spoken
    asks: list[Text] = Field(default_factory=list)
    devices: list[DeviceKind] = Field(default_factory=list)
    sources: list[Id] | None = None
    as_of: date | None = None
    review_by: date | None = None


class Entry(Dated):
    """The answer to one topic, with all that can be asked about it."""

    id: TopicId
    step: Id | None = None
    title: Title
    intents: list[Id]
    kind: Kind
    answer: Spoken
    asks: list[Text] = Field(default_factory=list)
    answer_for: Mapping[DeviceKind, Spoken] = Field(default_factory=dict)
    simpler: Spoken | None = None
    facts: list[Fact] = Field(default_factory=list)
    tips: list[Fact] = Field(default_factory=list)
    say: list[Fact] = Field(default_factory=list)
    links: list[Id] = Field(default_factory=list)
    next: TopicId | None = None

    def passages(self) -> Iterator[Fact]:
        """All facts, tips and lines to say."""
        yield from self.facts
        yield from self.tips
        yield from self.say

    def answer_about(self, device: str | None) -> str:
        """The direct answer, worded for a device where that matters."""
        return next((text for name, text in self.answer_for.items() if name == device), self.answer)


class Step(Model):
    """One step of a guide's way."""

    id: Id
    title: Title
    topic: TopicId
    done_when: Spoken


class Notice(Dated):
    """What has to be said once before the first answer of a guide."""

    id: Literal["notice"]
    kind: Kind
    text: Spoken


class Phrase(Model):
    """A sentence of the assistant itself, or the title of a button."""

    text: Spoken


class Alert(Dated):
    """What is said in an emergency of one kind; `_es` is the same in Spanish."""

    text: Spoken
    text_es: Spoken
    still: Spoken
    still_es: Spoken
    no_kit: Spoken | None = None
    no_kit_es: Spoken | None = None


class Guide(Model):
    """One file of `guides/`.

    `leads_for` lists intents that this guide answers when nothing tells which guide is meant.
    """

    guide: GuideName
    title: Text
    sources: Mapping[Id, Source]
    steps: list[Step] = Field(default_factory=list)
    notice: Notice | None = None
    leads_for: list[Id] = Field(default_factory=list)
    entries: list[Entry]


class AssistantGuide(Guide):
    """`assistant.yml`: what the assistant says of itself."""

    phrases: Mapping[Id, Phrase]


class SafetyGuide(Guide):
    """`safety.yml`: alerts and refusals. `reviewed_by` names the clinician who signed the texts."""

    reviewed_by: str | None
    alerts: Mapping[Id, Alert]
    after_safe: Spoken
    after_safe_es: Spoken
