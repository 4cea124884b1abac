"""Stops a paper: what was given is kept for later."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import PaperAction, leave
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.talk import PaperTalk


class StopPaper(PaperAction):
    """For `stop_paper`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_stop_paper"

    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Says how to go on. Where no paper was begun, offers one."""
        message = talk.stopped(draft) if draft.paper else talk.choices("none_open")
        dispatcher.utter_message(**message.as_utterance())
        return leave()
