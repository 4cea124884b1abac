"""Asks back where the meaning is not sure, each time in another way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.switch_device import SwitchDevice
from actions.turn import TurnAction
from pump_navigator.content.topics import CLARIFY
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.choice import QUITE_SURE, SURE_ENOUGH, Choice
from pump_navigator.dialogue.reading import Message, Reading
from pump_navigator.dialogue.state import State
from pump_navigator.intents import ASK_APPEAL, CORRECT_TOPIC, FALLBACK
from pump_navigator.journey.noting import Noting
from pump_navigator.messages import open_topic

_CHOICES = 2
GOOD_ENOUGH = 0.1
_SURELY_NEAR = 0.6


class Clarify(TurnAction):
    """For a message that was not understood, and for "no, I meant …"."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_clarify"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """An answer all the same, if it is a report or likely enough; else one short question back."""
        reading = message.whole
        noting = Noting.of(answerer, message.moment.today)
        if noting.is_report(reading) or noting.answers_what_was_asked(reading, state):
            return noting.told(reading, state)
        if reading.intent == CORRECT_TOPIC and SwitchDevice.is_meant(answerer, reading, state):
            return SwitchDevice().answer(answerer, message, state)
        chooser = answerer.chooser
        if noting.tells_of_denial(reading) and (appeal := chooser.entry_of_intent(ASK_APPEAL, reading, state)):
            return answerer.about(appeal, reading, state)
        if reading.intent == FALLBACK:
            unsure_news = noting.brings_news(reading) and not chooser.is_sure(reading, state)
            return noting.told(reading, state) if unsure_news else answer_or_ask(answerer, reading, state)
        other = chooser.asked_besides(reading, at_least=0.0)
        if other is None:
            return clarify(answerer, [], state)
        if chooser.nearness(other) >= _SURELY_NEAR:
            return answer_or_ask(answerer, other, state)
        return clarify(answerer, chooser.choices(other, state), state)


def answer_or_ask(answerer: Answerer, reading: Reading, state: State) -> Answer:
    """The likeliest answer; the second likeliest as a button, if that may be meant; a question back, if all may."""
    choices = answerer.chooser.choices(reading, state)
    if not choices or choices[0].sureness < SURE_ENOUGH:
        return clarify(answerer, choices, state)
    best, *others = choices
    instead = next((other.entry for other in others if other.entry.step), None)
    return answerer.about(best.entry, reading, state, instead if best.sureness < QUITE_SURE else None)


def clarify(answerer: Answerer, choices: Sequence[Choice], state: State) -> Answer:
    """First the likeliest topics as buttons, then the steps or a person: never the same twice."""
    likeliest = [open_topic(choice.entry.title, choice.entry.id) for choice in choices if choice.entry.step]
    if state.misunderstood == 0 and likeliest:
        said = answerer.phrase("which_of_two", CLARIFY, *likeliest[:_CHOICES])
    elif state.misunderstood == 0:
        said = answerer.phrase("not_understood", CLARIFY, *answerer.ways_on())
    else:
        said = answerer.phrase("not_understood_again", CLARIFY, *answerer.ways_on())
    return Answer((said,), replace(state, misunderstood=state.misunderstood + 1))


def answer_or_clarify(answerer: Answerer, reading: Reading, state: State) -> Answer:
    """For words that lean on a talk that has not been: the next best reading, if it is good enough."""
    other = answerer.chooser.asked_besides(reading, GOOD_ENOUGH)
    return answer_or_ask(answerer, other, state) if other else clarify(answerer, [], state)
