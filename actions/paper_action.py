"""What the actions around a paper share."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from pump_navigator.clinic import clinic
from pump_navigator.content.library import library
from pump_navigator.content.topics import CLARIFY
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.papers.builder import build
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.plain_text import plain_text
from pump_navigator.papers.said import Said
from pump_navigator.papers.talk import PaperTalk
from pump_navigator.transcript import SAID

FORM = "paper_form"
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
            dispatcher.utter_message(**answerer.phrase("something_went_wrong", CLARIFY).as_utterance())
            return leave()


def keep(draft: Draft) -> list[EventType]:
    """The slots of a draft."""
    return [SlotSet(name, value) for name, value in draft.as_slots().items()]


def give(talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher) -> list[EventType]:
    """Show the paper that is ready. The draft has one."""
    paper = talk.paper(draft)
    text = plain_text(build(paper.id, draft.facts, talk.today, talk.content))
    for message in talk.made(draft, text):
        dispatcher.utter_message(**message.as_utterance())
    return keep(draft.finished())


def said(tracker: Tracker) -> Said:
    """The latest message of the person: what they typed, also where the front door made a payload of it."""
    latest = tracker.latest_message
    intent = latest.get("intent") or {}
    return Said(
        text=latest.get("text") or "",
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        entities={entity["entity"]: str(entity["value"]) for entity in latest.get("entities") or ()},
    )


def typed(tracker: Tracker, intent: str, but_not: Collection[str] = ()) -> str:
    """What was typed in the latest message of an intent, leaving out some values of its entities."""
    for event in reversed(tracker.events):
        parsed = (event.get("parse_data") or {}) if event["event"] == "user" else {}
        values = {str(entity["value"]) for entity in parsed.get("entities") or ()}
        if (parsed.get("intent") or {}).get("name") == intent and not values & set(but_not):
            return str((event.get("metadata") or {}).get(SAID) or event.get("text") or "")
    return ""


def leave() -> list[EventType]:
    """Out of the form; what was given stays."""
    return [ActiveLoop(None), SlotSet(REQUESTED, None)]
