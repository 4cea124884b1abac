"""A paper in the making, as a conversation keeps it in its slots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import uuid4

from pump_navigator.folding import folded, places
from pump_navigator.papers.asking import next_question
from pump_navigator.papers.builder import PAPERS
from pump_navigator.papers.facts import Facts, Value
from pump_navigator.papers.models import PapersContent, PaperWords, Question

# The names of the slots in `domain.yml`.
PAPER: Final = "paper"
FACTS: Final = "facts"
SKIPPED: Final = "skipped"
TRIES: Final = "tries"
ASKED: Final = "asked"
MADE: Final = "made"
OWNER: Final = "owner"


@dataclass(frozen=True)
class Draft:
    """Which paper is being made, all facts given so far for any paper, and how the talk about it stands."""

    paper: str | None = None
    facts: Facts = field(default_factory=Facts)
    skipped: tuple[str, ...] = ()
    tries: int = 0
    asked: str | None = None  # the question that was answered last: a correction means its answer
    made: tuple[str, ...] = ()
    owner: str | None = None

    @classmethod
    def of(cls, slots: Mapping[str, Any], content: PapersContent) -> Draft:
        """From `tracker.slots`."""
        paper = slots.get(PAPER)
        return cls(
            paper=paper if paper in PAPERS else None,
            facts=Facts.from_json(content, slots.get(FACTS)),
            skipped=tuple(slots.get(SKIPPED) or ()),
            tries=int(slots.get(TRIES) or 0),
            asked=slots.get(ASKED),
            made=tuple(paper for paper in slots.get(MADE) or () if paper in PAPERS),
            owner=slots.get(OWNER),
        )

    def as_slots(self) -> dict[str, Any]:
        """The slots that hold it."""
        return {
            PAPER: self.paper,
            FACTS: self.facts.as_json(),
            SKIPPED: list(self.skipped),
            TRIES: self.tries,
            ASKED: self.asked,
            MADE: list(self.made),
            OWNER: self.owner,
        }

    def question(self, content: PapersContent) -> Question | None:
        """What is asked next; None when the paper is ready, or when there is none."""
        return next_question(content, self.paper, self.facts, self.skipped) if self.paper else None

    def begun(self, paper: str, **known: Value) -> Draft:
        """With a new paper, and what the conversation has told already."""
        facts = Facts({**known, **self.facts.values})
        return replace(self, paper=paper, facts=facts, skipped=(), tries=0, asked=None, owner=self.owner or uuid4().hex)

    def answered(self, question: Question, value: Value) -> Draft:
        """With an answer."""
        return replace(self, facts=self.facts.with_value(question.id, value), asked=question.id, tries=0)

    def without(self, question: Question) -> Draft:
        """With a blank for an answer."""
        return replace(self, skipped=(*self.skipped, question.id), tries=0)

    def open_again(self, question: Question) -> Draft:
        """With a question still to be asked, whatever was said to it."""
        skipped = tuple(one for one in self.skipped if one != question.id)
        return replace(self, facts=self.facts.without(question.id), skipped=skipped, tries=0)

    def taken_up(self) -> Draft:
        """With the paper that was made last, if none is being made: something on it is to be changed."""
        return self if self.paper else replace(self, paper=next(reversed(self.made), None), tries=0)

    def finished(self) -> Draft:
        """With the paper made."""
        made = (*(paper for paper in self.made if paper != self.paper), *([self.paper] if self.paper else []))
        return replace(self, paper=None, made=made, tries=0, asked=None)


def paper_meant(text: str, content: PapersContent) -> PaperWords | None:
    """The paper that words name: the longest name wins, then the first one."""
    said = folded(text)
    found = [
        (len(name), -start, paper)
        for paper in content.papers
        for name in (paper.title, *paper.called)
        for start, _ in places(name, said)
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def paper_offered(topic: str | None, content: PapersContent) -> PaperWords | None:
    """The paper that goes with a topic."""
    return next((paper for paper in content.papers if topic in paper.topics), None)
