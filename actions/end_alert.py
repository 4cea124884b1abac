"""The danger is over: the talk goes on where it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import typed
from pump_navigator.clinic import clinic
from pump_navigator.content.library import library
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.alert import LANGUAGE, NO_KIT, STILL, Alerts
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.intents import REPORT_EMERGENCY
from pump_navigator.journey.content import journey_content
from pump_navigator.journey.journey import Journey
from pump_navigator.journey.talk import JourneyTalk
from pump_navigator.messages import Button
from pump_navigator.papers.draft import PAPER, Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.talk import PaperTalk


class EndAlert(Action):  # type: ignore[misc]
    """For `report_safe`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_end_alert"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[EventType]:
        """Offers the paper, the topic and the path that were open before."""
        alerts = Alerts(Answerer(library(), clinic()))
        told = {entity["entity"]: entity["value"] for entity in tracker.latest_message["entities"]}
        ended = alerts.ended(told.get(LANGUAGE), tracker.get_slot(slots.TOPIC))
        if tracker.get_slot(PAPER):
            ended = replace(ended, buttons=tuple(_back_to_the_paper(tracker)))
        if Journey.from_json(tracker.get_slot(slots.JOURNEY)).paths:
            show = JourneyTalk(alerts.answerer, journey_content()).show_path()
            ended = replace(ended, buttons=(*ended.buttons, show))
        dispatcher.utter_message(**ended.as_utterance())
        return [SlotSet(slots.ALERT, None)]


def _back_to_the_paper(tracker: Tracker) -> Iterator[Button]:
    """On with it; and if what raised the alert was meant for it, it need not be typed, and raise one, again."""
    content = papers_content()
    talk = PaperTalk(content, date.today())
    text = typed(tracker, REPORT_EMERGENCY, but_not=(STILL, NO_KIT))
    yield talk.go_on()
    if take_up := talk.take_up(Draft.of(tracker.slots, content), text):
        yield take_up
