"""Danger first: says what to do, and nothing else until the person is safe."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import leave
from pump_navigator.clinic import clinic
from pump_navigator.content.library import CORTISOL, library
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.alert import DANGER, INFORMATION, LANGUAGE, OF_CORTISOL, Alerts
from pump_navigator.dialogue.answer import Answerer


class RaiseAlert(Action):  # type: ignore[misc]
    """For `report_emergency`, which the danger screen sends with the kind of danger."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_raise_alert"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """The alert; the slot keeps its kind until it is over."""
        alerts = Alerts(Answerer(library(), clinic()))
        told = {entity["entity"]: entity["value"] for entity in tracker.latest_message["entities"]}
        before = tracker.get_slot(slots.ALERT)
        guide = tracker.get_slot(slots.GUIDE)
        said, kept = alerts.raised(told.get(DANGER), told.get(LANGUAGE), before, guide)
        dispatcher.utter_message(**said.as_utterance())
        if kept == INFORMATION:
            return []  # the talk goes on, and so does a paper that is being made
        # Who tells of an adrenal crisis first means a cortisol pump after it.
        means = [SlotSet(slots.GUIDE, CORTISOL)] if kept in OF_CORTISOL and not guide else []
        # A paper that is being made waits; it is offered again when the danger is over.
        return [SlotSet(slots.ALERT, kept), *means, *leave()]
