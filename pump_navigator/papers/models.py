"""The types of `guides/papers.yml`: questions, and the words that stand on the papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Literal

from pydantic import Field, root_validator

from pump_navigator.content.library import CORTISOL, DIABETES
from pump_navigator.content.models import (
    CORTISOL_PUMP,
    Dated,
    DeviceKind,
    Id,
    Kind,
    Model,
    Phrase,
    Source,
    Spoken,
    Text,
    Title,
    TopicId,
)

DeviceChoice = Literal[DeviceKind, "both", "cortisol_pump"]
PlanChoice = Literal["employer", "marketplace", "medicare", "medicare_advantage", "medicaid", "other"]


class Line(Model):
    """One text of a paper. Where it names no source or date, its paper's hold.

    `devices` and `plans` say for whom it is; empty means for all.
    """

    text: Spoken
    kind: Kind = Kind.PRACTICE
    devices: list[DeviceChoice] = Field(default_factory=list)
    plans: list[PlanChoice] = Field(default_factory=list)
    sources: list[Id] = Field(default_factory=list)
    as_of: date | None = None
    review_by: date | None = None

    @root_validator(skip_on_failure=True)
    def _dated_if_sourced(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["sources"] and not (values["as_of"] and values["review_by"]):
            raise ValueError("a line with sources needs as_of and review_by")
        return values

    def is_for(self, device: str | None, plan: str | None) -> bool:
        """Whether it fits a device and a plan. As long as these are not known, only what is for all fits."""
        return (not self.devices or device in self.devices) and (not self.plans or plan in self.plans)


class Item(Line):
    """A line of a list."""

    id: Id


class QuestionKind(str, Enum):
    """What sort of answer a question wants."""

    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    EVENTS = "events"
    FIGURES = "figures"


class Choice(Model):
    """One of several answers. `words` is how people write it, for recognition only."""

    id: Id
    title: Title
    words: list[Text]


class DependsOn(Model):
    """Ask only if another question was answered in one of these ways."""

    question: Id
    is_one_of: list[Id]


class Question(Model):
    """One thing that a paper needs to know. `again` is asked after a misunderstanding.

    `ask_for` and `again_for` are other words for a device that needs them. `called` is how people name it when they
    correct the answer, for recognition only.
    """

    id: Id
    title: Title
    called: list[Text]
    kind: QuestionKind
    ask: Spoken
    again: Spoken
    why: Spoken
    optional: bool = False
    choices: list[Choice] = Field(default_factory=list)
    when: Literal["past", "future"] | None = None
    within_years: int | None = None
    depends_on: DependsOn | None = None
    ask_for: Mapping[DeviceChoice, Spoken] = Field(default_factory=dict)
    again_for: Mapping[DeviceChoice, Spoken] = Field(default_factory=dict)

    def asked_about(self, device: str | None) -> str:
        """The question, worded for a device."""
        return self.ask_for.get(device, self.ask)  # type: ignore[call-overload,no-any-return]

    def asked_again_about(self, device: str | None) -> str:
        """The question after a misunderstanding, worded for a device."""
        return self.again_for.get(device, self.again)  # type: ignore[call-overload,no-any-return]

    def choice(self, choice_id: str) -> Choice | None:
        """A choice by its id."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class Shared(Model):
    """What stands on several papers: sentences, names of blanks, heads of columns."""

    lines: Mapping[Id, Line]
    blanks: Mapping[Id, Text]
    columns: Mapping[Id, Text]


class PaperWords(Dated):
    """All words of one paper, and which questions it asks, in order.

    `called` is how people name it, for recognition only; `topics` are the entries that offer it; `then` is the paper
    that is offered after it.
    """

    id: Id
    title: Title
    heading: Text
    file_name: Text
    offer: Phrase
    button: Title
    called: list[Text]
    then: Id | None = None
    topics: list[TopicId]
    asks: list[Id]
    headings: Mapping[Id, Text]
    lines: Mapping[Id, Line]
    lists: Mapping[Id, list[Item]]
    footer: list[Id]

    def topic_about(self, device: str | None) -> str:
        """What the talk is at while it is made: the entry of the device's guide, if that guide offers it."""
        guide = CORTISOL if device == CORTISOL_PUMP else DIABETES
        return next((topic for topic in self.topics if topic.startswith(f"{guide}/")), self.topics[0])


class CalendarWords(Model):
    """What stands in a calendar."""

    name: Text
    check_ins: int = Field(gt=0, le=60)
    titles: Mapping[Id, Text]
    notes: Mapping[Id, Line]


class PapersContent(Model):
    """`papers.yml`."""

    sources: Mapping[Id, Source]
    device_names: Mapping[Id, Text]
    device_names_with_article: Mapping[Id, Text]
    answer_words: Mapping[Id, list[Text]]
    talk: Mapping[Id, Phrase]
    refusals: Mapping[Id, Phrase]
    questions: list[Question]
    shared: Shared
    papers: list[PaperWords]
    deadlines: Mapping[Id, Line]
    calendar: CalendarWords

    def question(self, question_id: str) -> Question:
        """A question by its id."""
        return next(question for question in self.questions if question.id == question_id)

    def paper(self, paper_id: str) -> PaperWords:
        """A paper's words by its id."""
        return next(paper for paper in self.papers if paper.id == paper_id)

    def asked_by(self, paper_id: str) -> list[Question]:
        """The questions of a paper, in the order in which it asks them."""
        return [self.question(question_id) for question_id in self.paper(paper_id).asks]

    def source(self, source_id: str) -> Source:
        """A source by its id."""
        return self.sources[source_id]  # type: ignore[index]

    def talk_line(self, phrase_id: str) -> str:
        """A sentence around the questions."""
        return self.talk[phrase_id].text  # type: ignore[index]

    def words(self, name: str) -> list[Text]:
        """How people write one sort of answer."""
        return self.answer_words[name]  # type: ignore[index]

    def refusal(self, reason: str) -> str:
        """Why an answer could not be taken, in words."""
        return self.refusals[reason].text  # type: ignore[index]

    def lines(self) -> Iterator[tuple[str, Line]]:
        """Every line with the place where it stands, for checks of dates, sources and reading ease."""
        yield from _lines(dict(self))


def _lines(values: Mapping[str, Any]) -> Iterator[tuple[str, Line]]:
    for place, lines in (
        ("shared", values["shared"].lines),
        ("deadlines", values["deadlines"]),
        ("calendar", values["calendar"].notes),
    ):
        yield from ((f"{place}.{name}", line) for name, line in lines.items())
    for paper in values["papers"]:
        yield from ((f"{paper.id}.{name}", line) for name, line in paper.lines.items())
        for name, items in paper.lists.items():
            yield from ((f"{paper.id}.{name}.{item.id}", item) for item in items)
