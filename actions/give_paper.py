"""Gives the paper that is ready."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import PaperAction, give
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.talk import PaperTalk


class GivePaper(PaperAction):
    """When the form has no question left."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_give_paper"

    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Shown in the talk, and to be saved."""
        return give(talk, draft, dispatcher) if draft.paper else []
