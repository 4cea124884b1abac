"""What all actions share: reading the tracker, saying the answer, keeping the state."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import FORM
from pump_navigator.clinic import clinic
from pump_navigator.content.library import library
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State

logger = logging.getLogger(__name__)

_CLARIFY = "assistant/clarify"


class TurnAction(Action, ABC):  # type: ignore[misc]
    """An action that answers one turn. A subclass says how, and never raises at a patient."""

    @abstractmethod
    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The answer to a message in a state."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Called by Rasa."""
        answerer = Answerer(library(), clinic())
        state = State.of(tracker.slots)
        try:
            answer = self.answer(answerer, Message.of(tracker.latest_message), state)
        except Exception:
            # A patient must never meet silence; the log names the action and never the text.
            logger.exception("action failed: %s", self.name())
            sorry = answerer.phrase("something_went_wrong", topic=_CLARIFY)
            answer = Answer((sorry,), state)
        in_paper = tracker.active_loop_name == FORM
        for said in answer.messages:
            # The question of the paper comes after it, with buttons of its own.
            shown = replace(said, buttons=()) if in_paper and said.topic != _CLARIFY else said
            dispatcher.utter_message(**shown.as_utterance())
        kept = [SlotSet(name, value) for name, value in answer.state.as_slots().items()]
        # A question in the middle of a paper: answered, and the paper goes on.
        return [*kept, FollowupAction(FORM)] if in_paper else kept
