"""What greets a person who comes back: where they were, and what was open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rasa.shared.core.trackers import DialogueStateTracker

from pump_navigator.content.topics import GREETING
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.alert import STILL, Alerts
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.journey.content import journey_content
from pump_navigator.journey.journey import Journey
from pump_navigator.journey.talk import JourneyTalk
from pump_navigator.messages import Message, open_topic
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.talk import PaperTalk


def welcome_back(tracker: DialogueStateTracker, answerer: Answerer) -> list[Message]:
    """An alert that is still up, and nothing else; else the paths, or the topic, and the paper in the making."""
    if alert := tracker.get_slot(slots.ALERT):
        return [Alerts(answerer).raised(STILL, None, alert)[0]]
    journey = Journey.from_json(tracker.get_slot(slots.JOURNEY))
    if journey.paths:
        said = JourneyTalk(answerer, journey_content()).welcome(journey.paths.values(), "path_welcome_back")
    else:
        topic = tracker.get_slot(slots.TOPIC)
        resume = [open_topic(answerer.library.phrase("button_resume"), topic)] if topic else []
        said = [answerer.phrase("welcome_back", GREETING, *resume)]
    content = papers_content()
    draft = Draft.of(tracker.current_slot_values(), content)
    if draft.question(content):
        talk = PaperTalk(content, date.today())
        said += (replace(message, buttons=(talk.go_on(),)) for message in talk.opening(draft, again=True))
    return said
