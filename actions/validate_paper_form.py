"""Takes the answers that the form asks for."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import FORM, REQUESTED, PaperAction, keep, said
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.talk import PaperTalk

ANSWER = "answer"


class ValidatePaperForm(PaperAction):
    """One slot stands for whichever answer is open. Without an event Rasa knows that this was no answer."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "validate_paper_form"

    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The facts after the answer, and whether there is more to ask."""
        events: list[EventType] = []
        # Rasa also calls this when the form begins and when it comes back after a digression.
        if not _dealt_with(tracker) and (taken := talk.take(draft, said(tracker))):
            for message in taken.messages:
                dispatcher.utter_message(**message.as_utterance())
            draft = taken.draft
            events = keep(draft)
        return [*events, SlotSet(REQUESTED, ANSWER if draft.question(talk.content) else None)]


def _dealt_with(tracker: Tracker) -> bool:
    """Whether another action has answered the latest message already."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "action" and event["name"] != FORM:
            return True
    return True
