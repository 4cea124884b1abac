"""What the actions around a paper share."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from pump_navigator.clinic import clinic
from pump_navigator.content.library import library
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.talk import PaperTalk

FORM = "paper_form"
GIVE_PAPER = "action_give_paper"
REQUESTED = "requested_slot"

logger = logging.getLogger(__name__)


class PaperAction(Action, ABC):  # type: ignore[misc]
    """An action with the paper that is being made. It never raises at a patient."""

    @abstractmethod
    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """What is said and kept."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Called by Rasa."""
        content = papers_content()
        try:
            draft = Draft.of(tracker.slots, content)
            return self.turn(PaperTalk(content, date.today()), draft, dispatcher, tracker, domain)
        except Exception:
            # A patient must never meet silence; the log names the action and never the text.
            logger.exception("action failed: %s", self.name())
            answerer = Answerer(library(), clinic())
            dispatcher.utter_message(**answerer.phrase("something_went_wrong", "assistant/clarify").as_utterance())
            return leave()


def keep(draft: Draft) -> list[EventType]:
    """The slots of a draft."""
    return [SlotSet(name, value) for name, value in draft.as_slots().items()]


def leave() -> list[EventType]:
    """Out of the form; what was given stays."""
    return [ActiveLoop(None), SlotSet(REQUESTED, None)]
