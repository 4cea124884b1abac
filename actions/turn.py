"""What all actions share: reading the tracker, saying the answer, keeping the state."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar, Final

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import FORM
from pump_navigator.clinic import clinic
from pump_navigator.content.library import library
from pump_navigator.content.topics import CLARIFY
from pump_navigator.content.vocabulary import FOREIGN_ENTITY
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.intents import (
    AFFIRM,
    ASK_FOLLOW_UP,
    ASK_NEXT_STEP,
    ASK_PROGRESS,
    EXPRESS_FRUSTRATION,
    FALLBACK,
    GOODBYE,
    GREET,
    THANK,
)
from pump_navigator.journey.noting import Noting
from pump_navigator.messages import FORGET_ME
from pump_navigator.messages import Message as Spoken

# So long without a word, and somebody has come back.
A_WHILE: Final = timedelta(hours=4)

# News of the way come along with questions about it, and with these.
_WITH_NEWS: Final = frozenset(
    {
        FALLBACK,
        *(GREET, THANK, GOODBYE, EXPRESS_FRUSTRATION),
        *(ASK_NEXT_STEP, ASK_PROGRESS, ASK_FOLLOW_UP, AFFIRM),
    }
)

logger = logging.getLogger(__name__)


class TurnAction(Action, ABC):  # type: ignore[misc]
    """An action that answers one turn. A subclass says how, and never raises at a patient."""

    # Whether it takes care of the journey itself: what was reported, and who has come back.
    minds_journey: ClassVar[bool] = False

    @abstractmethod
    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The answer to a message in a state."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Called by Rasa."""
        answerer = Answerer(library(), clinic())
        state = State.of(tracker.slots)
        try:
            message = _undenied(answerer, Message.of(tracker.latest_message, tracker.events))
            answer = self.answer(answerer, message, state)
            if not self.minds_journey:
                answer = _with_journey(answerer, message, answer, before=state)
        except Exception:
            # A patient must never meet silence; the log names the action and never the text.
            logger.exception("action failed: %s", self.name())
            sorry = answerer.phrase("something_went_wrong", topic=CLARIFY)
            answer = Answer((sorry,), state)
        in_paper = tracker.active_loop_name == FORM
        for said in answer.messages:
            # The question of the paper comes after it, with buttons of its own.
            shown = replace(said, buttons=()) if in_paper and not _asks_back(said) else said
            dispatcher.utter_message(**shown.as_utterance())
        kept = [SlotSet(name, value) for name, value in answer.state.as_slots().items()]
        # A question in the middle of a paper: answered, and the paper goes on.
        return [*kept, FollowupAction(FORM)] if in_paper else kept


def _undenied(answerer: Answerer, message: Message) -> Message:
    """Likeness does not hear a "not": "it was never approved" lies near what is said to an approval."""
    noting = Noting.of(answerer, message.moment.today)
    questions = tuple(noting.undenied(question) for question in message.questions)
    return replace(message, whole=noting.undenied(message.whole), questions=questions)


def _with_journey(answerer: Answerer, message: Message, answer: Answer, *, before: State) -> Answer:
    """With a welcome for somebody who has come back, and with what the message tells of the way."""
    noting = Noting.of(answerer, message.moment.today)
    state, first = answer.state, []
    if state.journey.asked is before.journey.asked:
        # What was asked back holds for one turn.
        state = replace(state, journey=replace(state.journey, asked=None))
    if state.journey.paths and message.moment.away and message.moment.away >= A_WHILE:
        first.append(noting.talk.welcome_first(state.journey.paths.values()))
    intent = message.whole.intent
    if (answerer.library.is_topical(intent) or intent in _WITH_NEWS) and FOREIGN_ENTITY not in message.whole.entities:
        state, noted = noting.heard(message.whole, state)
        first += [noted] if noted else []
    return Answer((*first, *answer.messages), state)


def _asks_back(said: Spoken) -> bool:
    """Whether a message is a question of its own, which needs its buttons in a paper too."""
    return said.topic == CLARIFY or any(button.payload == FORGET_ME for button in said.buttons)
