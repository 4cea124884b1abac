"""Asks back where the meaning is not sure, each time in another way."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.models import Entry
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message, Reading
from pump_navigator.dialogue.state import State
from pump_navigator.journey.noting import Noting
from pump_navigator.messages import Button, open_topic

CLARIFY = "assistant/clarify"
ASK_APPEAL = "ask_appeal"
_CHOICES = 2
_GOOD_ENOUGH = 0.1
_SURELY_NEAR = 0.6


class Clarify(TurnAction):
    """For a message that was not understood, and for "no, I meant …"."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_clarify"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """An answer all the same, if it is a report, a passage lies very near, or it tells of the way."""
        reading = message.whole
        noting = Noting.of(answerer, message.moment.today)
        if noting.is_report(reading) or noting.answers_what_was_asked(reading, state):
            return noting.told(reading, state)
        if noting.tells_of_denial(reading) and (appeal := answerer.entry_of_intent(ASK_APPEAL, reading, state)):
            return answerer.about(appeal, reading, state)
        near = next(iter(reading.passages.values()), 0.0)
        if near >= _SURELY_NEAR and (other := answerer.next_best(reading, 0.0)):
            entry = answerer.entry_for(other, state)
            return answerer.about(entry, other, state) if entry else clarify(answerer, reading, state)
        return noting.told(reading, state) if noting.brings_news(reading) else clarify(answerer, reading, state)


def clarify(answerer: Answerer, reading: Reading, state: State) -> Answer:
    """First the likeliest topics as buttons, then the steps or a person: never the same twice."""
    choices = _likeliest(answerer, reading, state)
    if state.misunderstood == 0 and choices:
        said = answerer.phrase("which_of_two", CLARIFY, *choices)
    elif state.misunderstood == 0:
        said = answerer.phrase("not_understood", CLARIFY, *answerer.ways_on())
    else:
        said = answerer.phrase("not_understood_again", CLARIFY, *answerer.ways_on())
    return Answer((said,), replace(state, misunderstood=state.misunderstood + 1))


def answer_or_clarify(answerer: Answerer, reading: Reading, state: State) -> Answer:
    """For words that lean on a talk that has not been: the next best reading, if it is good enough."""
    other = answerer.next_best(reading, _GOOD_ENOUGH)
    entry = answerer.entry_for(other, state) if other else None
    return answerer.about(entry, other, state) if entry else clarify(answerer, reading, state)


def _likeliest(answerer: Answerer, reading: Reading, state: State) -> list[Button]:
    entries: list[Entry] = []
    for intent, _ in reading.ranking:
        entry = answerer.entry_of_intent(intent, reading, state)
        if entry and entry.step and entry not in entries:
            entries.append(entry)
    return [open_topic(entry.title, entry.id) for entry in entries[:_CHOICES]]
