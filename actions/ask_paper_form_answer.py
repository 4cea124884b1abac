"""Asks the question of the form that is open."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import PaperAction
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.talk import PaperTalk


class AskPaperFormAnswer(PaperAction):
    """Named as Rasa looks for it: the form, and its slot."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_ask_paper_form_answer"

    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The question with its buttons."""
        dispatcher.utter_message(**talk.asking(draft).as_utterance())
        return []
