"""Answers what was asked: one thing, or two or three in one message."""

from __future__ import annotations

from dataclasses import replace

from actions.clarify import answer_or_ask
from actions.turn import TurnAction
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.compare import compared
from pump_navigator.dialogue.reading import Message, Reading
from pump_navigator.dialogue.state import State
from pump_navigator.intents import EXPRESS_FRUSTRATION
from pump_navigator.journey.noting import Noting


class AnswerQuestion(TurnAction):
    """For every `ask_…` intent that has an entry."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_answer_question"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """A feeling first, then each question in its order; buttons only after the last.

        A plain report is answered as one.
        """
        noting = Noting.of(answerer, message.moment.today)
        if noting.is_report(message.whole) and answerer.library.is_topical(message.whole.intent):
            return noting.told(message.whole, state)
        said = [answerer.phrase("feeling", topic="")] if _feels_besides(message) else []
        if len(message.questions) > 1:
            said.append(answerer.phrase("two_questions", topic=""))
        for reading in message.questions:
            part = _answer_one(answerer, reading, state)
            said = [replace(earlier, buttons=()) for earlier in said] + list(part.messages)
            state = part.state
        return Answer(tuple(said), state)


def _feels_besides(message: Message) -> bool:
    return message.feeling and message.whole.intent != EXPRESS_FRUSTRATION


def _answer_one(answerer: Answerer, reading: Reading, state: State) -> Answer:
    if comparison := compared(answerer, reading, state):
        return comparison
    return answer_or_ask(answerer, reading, state)
