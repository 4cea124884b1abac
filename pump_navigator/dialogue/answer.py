"""Puts an answer together: which entry, which of its passages first, which buttons after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pump_navigator.clinic import Clinic
from pump_navigator.content.library import CORTISOL, DIABETES, Library, Passage
from pump_navigator.content.models import CORTISOL_PUMP, Entry, Fact
from pump_navigator.content.sentences import sentences
from pump_navigator.content.topics import (
    CORTISOL_OVERVIEW,
    DIABETES_OVERVIEW,
    HUMAN,
    NEXT_STEP,
    OUT_OF_SCOPE,
    PRIVACY,
)
from pump_navigator.dialogue.choice import Chooser
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.scope import Scope
from pump_navigator.dialogue.state import State
from pump_navigator.intents import ASK_CALL_SCRIPT, OPEN_TOPIC
from pump_navigator.messages import FORGET_ME, Button, Link, Message, open_topic, payload
from pump_navigator.papers.draft import paper_offered
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.speech import make_paper

# Similarities of sentence embeddings; docs/understanding.md tells how they were found.
NEAR = 0.40
_CLOSE = 0.05
_LEADS = 2
_SENTENCES = 4
_BUTTONS = 3
# A passage of another entry comes first if it is as near as this, and so much nearer than any of this entry.
_SURELY_NEAR = 0.6
_FAR_BETTER = 0.15

# Words to say are for those who ask for words: for others they come after facts of about the same nearness.
_UNASKED_WORDS = 0.1
_OWN = 0.1  # what the clinic says of itself goes before what holds anywhere
_ANYWHERE = {"device", "emergency_number", "crisis_line"}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_BULLET = "• "

# The parts of an entry that a button opens.
TIPS = "tips"
SAY = "say"
FORGET = "forget"  # of PRIVACY only


@dataclass(frozen=True)
class Answer:
    """Messages, and the state of the conversation after them."""

    messages: tuple[Message, ...]
    state: State


@dataclass(frozen=True)
class Answerer:
    """Answers from a library in the words of a clinic. Holds nothing of a conversation."""

    library: Library
    clinic: Clinic

    @property
    def chooser(self) -> Chooser:
        """Which entry answers a question."""
        return Chooser(self.library)

    def about(self, entry: Entry, reading: Reading | None, state: State, instead: Entry | None = None) -> Answer:
        """The answer of an entry to a question, or the entry's own answer if there is no question.

        `instead` is another entry that may be the one that was meant; it becomes the first button.
        """
        guide = self.library.guide_of(entry).guide
        known = state.scope if reading is None else self.chooser.scope_for(reading, state)
        told = known.guide is not None
        scope = self._scope_in(guide, known)
        leads = self.leads(entry, reading, scope.device) if reading else []
        messages = [Message(self._text(entry, leads, scope.device), topic=entry.id)]
        noticed = state.noticed
        if (notice := self.library.guide(guide).notice) and not noticed:
            messages.append(Message(notice.text, kind="notice"))
            noticed = True
        if note := self._note(entry, state):
            messages.append(Message(note, kind="notice"))
        buttons = self.buttons(entry, told, instead)
        messages[-1] = replace(messages[-1], buttons=buttons, links=tuple(self._links(entry)))
        after = replace(
            state,
            scope=scope,
            topic=entry.id if guide in (DIABETES, CORTISOL) else state.topic,
            noticed=noticed,
            misunderstood=0,
        )
        return Answer(tuple(messages), after)

    def _note(self, entry: Entry, state: State) -> str | None:
        """What the clinic adds to a step, when the talk comes to it."""
        before = self.library.entries[state.topic].step if state.topic else None
        return self.clinic.notes.get(entry.step) if entry.step and entry.step != before else None

    def _scope_in(self, guide: str, scope: Scope) -> Scope:
        if guide == CORTISOL:
            return Scope(CORTISOL, CORTISOL_PUMP)
        if guide == DIABETES:
            return Scope(DIABETES, scope.device if scope.guide == DIABETES else None)
        return scope

    def _own_answer(self, entry: Entry, device: str | None) -> str:
        """The entry's answer; where the clinic has not set what it names, the fact that does without."""
        answer = entry.answer_about(device)
        if self.can_fill(answer):
            return answer
        return next(fact.text for fact in entry.facts if self.can_fill(fact.text))

    def leads(self, entry: Entry, reading: Reading, device: str | None) -> list[Passage]:
        """The passages of the entry that lie nearest to the question, at most two."""
        near: list[tuple[float, Passage]] = []
        for passage_id, similarity in reading.passages.items():
            if passage_id == entry.id:
                break  # The entry's own answer lies nearer than all that follow.
            if self._is_lead(passage_id, similarity, entry, device):
                passage = self.library.passages[passage_id]
                less = _UNASKED_WORDS * _unasked(passage, reading)
                near.append((similarity - less + _OWN * _names_clinic(passage.fact.text), passage))
        near.sort(key=lambda scored: -scored[0])
        if elsewhere := self._elsewhere(entry, reading, device, beyond=near[0][0] if near else 0.0):
            return [elsewhere]
        return [passage for similarity, passage in near[:_LEADS] if similarity >= near[0][0] - _CLOSE]

    def _elsewhere(self, entry: Entry, reading: Reading, device: str | None, beyond: float) -> Passage | None:
        """The passage of another entry that answers the question far better, out of no other guide for a device."""
        here = self.library.guide_of(entry).guide
        others = {DIABETES, CORTISOL} - {here} if here in (DIABETES, CORTISOL) else set()
        if entry.id == OUT_OF_SCOPE:
            return None  # what is ours and what is not would stand side by side
        for passage_id, similarity in reading.passages.items():
            if passage_id == entry.id or similarity < max(_SURELY_NEAR, beyond + _FAR_BETTER):
                return None
            passage = self.library.passages.get(passage_id)
            if passage is None or not passage.entry.step or _unasked(passage, reading):
                continue
            there = self.library.guide_of(passage.entry).guide
            if there not in others and self._is_lead(passage_id, similarity, passage.entry, device):
                return passage
        return None

    def _is_lead(self, passage_id: str, similarity: float, entry: Entry, device: str | None) -> bool:
        passage = self.library.passages.get(passage_id)
        return (
            passage is not None
            and passage.entry.id == entry.id
            and similarity >= NEAR
            and _fits(passage.fact, device)
            and self.can_fill(passage.fact.text)
        )

    def _text(self, entry: Entry, leads: list[Passage], device: str | None) -> str:
        """The nearest passages first, then as much of the answer as keeps it short."""
        first = [self.fill(passage.fact.text, device) for passage in leads]
        room = _SENTENCES - sum(len(sentences(text)) for text in first)
        rest = sentences(self.fill(self._own_answer(entry, device), device))
        rest = rest[: max(room, 1)] if first else rest
        return "\n\n".join([*first, " ".join(rest)])

    def can_fill(self, text: str) -> bool:
        """Whether the clinic's settings have all that a text names."""
        return all(self.clinic.placeholders.get(name, name) for name in _PLACEHOLDER.findall(text))

    def fill(self, text: str, device: str | None) -> str:
        """The text with the device's name and the clinic's words in place."""
        names = self.library.vocabulary.names
        values = {"device": names[device or "either"], **self.clinic.placeholders}  # type: ignore[index]
        return _PLACEHOLDER.sub(lambda match: values[match[1]], text)

    def buttons(self, entry: Entry, told: bool, instead: Entry | None = None) -> tuple[Button, ...]:
        """The ways on after an entry. `told`: which guide it is was said, so that the other one is not offered."""
        phrase = self.library.phrase
        buttons = [open_topic(instead.title, instead.id)] if instead else []
        if not told:
            buttons.extend(self._other_guide_button(entry))
        if paper := paper_offered(entry.id, papers_content()):
            buttons.append(make_paper(paper))
        if entry.tips:
            buttons.append(Button(phrase("button_tips"), payload(OPEN_TOPIC, topic=entry.id, part=TIPS)))
        if entry.say:
            buttons.append(Button(phrase("button_say"), payload(OPEN_TOPIC, topic=entry.id, part=SAY)))
        if entry.next:
            following = self.library.entries[entry.next]
            buttons.append(open_topic(following.title, following.id))
        return tuple(buttons[:_BUTTONS])

    def counterpart(self, entry: Entry, guide: str) -> Entry | None:
        """The entry that answers the same in another guide."""
        found = (self.library.entries_for(intent).get(guide) for intent in entry.intents)
        return next((other for other in found if other), None)

    def _other_guide_button(self, entry: Entry) -> Iterator[Button]:
        here = self.library.guide_of(entry).guide
        for there in {DIABETES, CORTISOL} - {here} if here in (DIABETES, CORTISOL) else ():
            if other := self.counterpart(entry, there):
                yield open_topic(self.library.phrase(f"button_other_{there}"), other.id)

    def _links(self, entry: Entry) -> Iterator[Link]:
        for source_id in entry.links:
            source = self.library.source(entry, source_id)
            if source.url:
                yield Link(source.title, source.url)

    def listed(self, entry: Entry, facts: list[Fact], state: State) -> Message:
        """Tips or lines to say, as a list."""
        device = state.scope.device
        lines = [_BULLET + self.fill(fact.text, device) for fact in facts if _fits(fact, device)]
        following = [open_topic(self.library.entries[entry.next].title, entry.next)] if entry.next else []
        return Message("\n".join(lines), buttons=tuple(following), kind="list", topic=entry.id)

    def ways_on(self) -> list[Button]:
        """The steps of both guides, and a person: for the start, and for when nothing was understood."""
        return [
            open_topic(self.library.phrase("button_overview_diabetes"), DIABETES_OVERVIEW),
            open_topic(self.library.phrase("button_overview_cortisol"), CORTISOL_OVERVIEW),
            open_topic(self.library.phrase("button_human"), HUMAN),
        ]

    def before_forgetting(self) -> Message:
        """The question before a conversation is deleted."""
        phrase = self.library.phrase
        choices = (Button(phrase("button_forget"), FORGET_ME), open_topic(phrase("button_keep"), NEXT_STEP))
        return self.phrase("forget_asked", PRIVACY, *choices)

    def own(self, text: str, topic: str, state: State) -> Message:
        """A text of the content by itself."""
        return Message(self.fill(text, state.scope.device), topic=topic)

    def phrase(self, phrase_id: str, topic: str, *buttons: Button, **values: str) -> Message:
        """One of the assistant's own sentences."""
        text = self.fill(self.library.phrase(phrase_id).format_map(_Kept(values)), None)
        return Message(text, buttons=buttons, topic=topic)


class _Kept(dict[str, str]):
    """Leaves a placeholder that it does not know as it is."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _unasked(passage: Passage, reading: Reading) -> bool:
    """Whether it is words to say, and none were asked for."""
    return passage.fact in passage.entry.say and reading.intent != ASK_CALL_SCRIPT


def _names_clinic(text: str) -> bool:
    return bool(set(_PLACEHOLDER.findall(text)) - _ANYWHERE)


def _fits(fact: Fact, device: str | None) -> bool:
    return not fact.devices or device is None or device in fact.devices
