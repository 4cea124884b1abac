"""Chooses the entry that answers a question: by its likely intents, its nearest passages, and the talk before it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pump_navigator.content.library import CORTISOL, DIABETES, Library
from pump_navigator.content.models import Entry
from pump_navigator.content.vocabulary import FOREIGN_ENTITY
from pump_navigator.dialogue.leaning import leans
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.scope import Scope, names_ours, scope_of
from pump_navigator.dialogue.state import State
from pump_navigator.intents import ASK_FOLLOW_UP, FALLBACK, OUT_OF_SCOPE

# Below this sureness it asks back; below the other it names the second likeliest topic too.
# docs/understanding.md has the table that these come from, and the command that makes it.
SURE_ENOUGH = 0.3
QUITE_SURE = 0.5

# How nearness weighs against likelihood, how much more it does where a passage almost says the question itself,
# how near a passage is that was not named, and the least likelihood.
_NEARNESS = 5.0
_VERY_NEAR = 0.6
_BEYOND = 10.0
_THE_SAME = 0.75  # as near as this, an entry may answer whatever the intent is
_FAR = 0.3
_LEAST = 0.01
_CLEARLY_ANOTHER = 0.6  # as sure as this, it is about the talk itself
# What is out of scope has no passages that could lie near: this makes up for them, unless it names a thing of ours.
_WITHOUT_PASSAGES = 1.0
# A message without a word would stay with the present topic so gladly; one of so many words is as glad to leave.
# Fitted to turns of dialogues, as in `understanding/talk_before.py`.
_STAYS, _LEAVES = 0.9, -0.6
_MANY_WORDS = 14
# Makes sureness what it says: of ten answers with 0.8, eight are right.
_CALIBRATION = 1.2


@dataclass(frozen=True)
class Choice:
    """An entry, and the probability that it is the one that answers."""

    entry: Entry
    sureness: float


@dataclass(frozen=True)
class Chooser:
    """Chooses from a library. Holds nothing of a conversation."""

    library: Library

    def choices(self, reading: Reading, state: State) -> list[Choice]:
        """The entries that may answer a question, the likeliest first; none where no intent has one."""
        if not self._is_open(reading, state):
            entry = self.entry_of_intent(reading.intent, reading, state)
            return [Choice(entry, 1.0)] if entry else []
        likelihoods = self._likelihoods(reading, state)
        scores = {
            subject: _CALIBRATION
            * (math.log(likelihood + _LEAST) + self._evidence(subject, reading) + _staying(subject, reading, state))
            for subject, likelihood in likelihoods.items()
        }
        total = sum(math.exp(score) for score in scores.values())
        entries = self.library.entries
        found = [
            Choice(entries[subject], math.exp(score) / total) for subject, score in scores.items() if subject in entries
        ]
        return sorted(found, key=lambda choice: -choice.sureness)

    def _likelihoods(self, reading: Reading, state: State) -> dict[str, float]:
        """How likely each entry is by the intents and by the talk; an intent without an entry stands for itself."""
        likelihoods: dict[str, float] = {}
        for intent, confidence in self._ranking(reading):
            entry = self.entry_of_intent(intent, reading, state)
            if entry and self.library.guide_of(entry) is self.library.safety:
                continue  # That is for the safety screens, and they found nothing.
            subject = entry.id if entry else intent
            likelihoods[subject] = likelihoods.get(subject, 0.0) + confidence
        if state.topic and leans(reading.text):
            # What the assistant says of itself answers nothing that leans on a step.
            likelihoods = {subject: part for subject, part in likelihoods.items() if self._is_of_a_guide(subject)}
            likelihoods.setdefault(state.topic, 0.0)
        for entry in self._very_near(reading, state):
            likelihoods.setdefault(entry.id, 0.0)
        return likelihoods

    def is_sure(self, reading: Reading, state: State) -> bool:
        """Whether one of the choices is likely enough to be the answer."""
        return any(choice.sureness >= SURE_ENOUGH for choice in self.choices(reading, state))

    def _ranking(self, reading: Reading) -> Iterator[tuple[str, float]]:
        """The likely intents. What names only foreign things is out of scope, whatever its words are like."""
        if FOREIGN_ENTITY in reading.entities and not names_ours(reading):
            yield (OUT_OF_SCOPE, 1.0)
        else:
            yield from reading.ranking or ((reading.intent, 1.0),)

    def _very_near(self, reading: Reading, state: State) -> Iterator[Entry]:
        """The entries with a passage that almost says the question, in the guide that it is about.

        Who names no guide means diabetes: nobody asks about a cortisol pump without a word of it.
        """
        guide = self.scope_for(reading, state).guide or DIABETES
        for passage, near in reading.passages.items():
            entry = self._entry_with(passage)
            if near >= _THE_SAME and self.library.guide_of(entry).guide == guide:
                yield entry

    def _is_open(self, reading: Reading, state: State) -> bool:
        """Whether the passages have a say: in all that a guide answers, and in what was not understood."""
        intent = reading.intent
        if state.topic and (intent == ASK_FOLLOW_UP or reading.confidence < _CLEARLY_ANOTHER):
            return True
        return intent in (OUT_OF_SCOPE, FALLBACK) or self.library.is_topical(intent)

    def _is_of_a_guide(self, subject: str) -> bool:
        entry = self.library.entries.get(subject)
        return entry is not None and self.library.guide_of(entry).guide in (DIABETES, CORTISOL)

    def _evidence(self, subject: str, reading: Reading) -> float:
        passages = (near for passage, near in reading.passages.items() if passage.partition("#")[0] == subject)
        near = max(passages, default=_FAR)
        foreign = subject == OUT_OF_SCOPE and not names_ours(reading)
        return _NEARNESS * near + _BEYOND * max(near - _VERY_NEAR, 0.0) + _WITHOUT_PASSAGES * foreign

    def entry_of_intent(self, intent: str, reading: Reading, state: State) -> Entry | None:
        """The entry that an intent has in the guide that a question is about; none if only the other guide has one."""
        if intent == ASK_FOLLOW_UP:
            return self.library.entries[state.topic] if state.topic else None
        entries = self.library.entries_for(intent)
        scope = self.scope_for(reading, state)
        if scope.guide and scope.guide in entries:
            return entries[scope.guide]
        if scope.guide is None and CORTISOL in entries and intent in self.library.cortisol.leads_for:
            return entries[CORTISOL]
        others = {DIABETES, CORTISOL} - {scope.guide} if scope.guide else set()
        return next((entry for guide, entry in entries.items() if guide not in others), None)

    def asked_besides(self, reading: Reading, at_least: float) -> Reading | None:
        """The question as one about a guide's subject, if that is likely enough."""
        ranking = tuple(likely for likely in reading.ranking if self.library.is_topical(likely[0]))
        if not ranking or ranking[0][1] < at_least:
            return None
        return replace(reading, intent=ranking[0][0], ranking=ranking)

    def nearness(self, reading: Reading) -> float:
        """How near the nearest passage of a guide's steps lies."""
        steps = (near for passage, near in reading.passages.items() if self._entry_with(passage).step)
        return next(steps, 0.0)

    def _entry_with(self, passage: str) -> Entry:
        return self.library.entries[passage.partition("#")[0]]

    def scope_for(self, reading: Reading, state: State) -> Scope:
        """What a question is about: its own words, else the talk before it."""
        return scope_of(reading, self.library.vocabulary).or_else(state.scope)


def _staying(subject: str, reading: Reading, state: State) -> float:
    """How much speaks for the present topic, because it is the present one; nothing does for any other."""
    if subject != state.topic:
        return 0.0
    return _STAYS + (_LEAVES - _STAYS) * min(len(reading.text.split()), _MANY_WORDS) / _MANY_WORDS
