"""Begins a paper, or goes on with the one that was left."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.paper_action import FORM, PaperAction, give, keep
from pump_navigator.content.library import library
from pump_navigator.content.vocabulary import ANY_PUMP, INSURER_ENTITY
from pump_navigator.dialogue import slots
from pump_navigator.dialogue.reading import Message, Reading
from pump_navigator.dialogue.scope import Scope, scope_of
from pump_navigator.papers.builder import PAPERS
from pump_navigator.papers.draft import Draft, paper_meant, paper_offered
from pump_navigator.papers.facts import Value
from pump_navigator.papers.said import PAPER_ENTITY
from pump_navigator.papers.talk import PaperTalk

_PLANS = {"medicare": "medicare", "medicaid": "medicaid", "employer": "employer"}


class BeginPaper(PaperAction):
    """For `make_paper`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_begin_paper"

    def turn(
        self, talk: PaperTalk, draft: Draft, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The form asks the questions; where none is left, the paper is given at once."""
        reading = Message.of(tracker.latest_message, tracker.events).whole
        wanted = self._wanted(talk, draft, reading, tracker.get_slot(slots.TOPIC))
        if wanted is None and draft.made:
            draft = draft.taken_up()
            wanted = draft.paper
        if wanted is None:
            dispatcher.utter_message(**talk.choices().as_utterance())
            return []
        again = wanted == draft.paper
        if not again:
            draft = draft.begun(wanted, **_known(reading, tracker))
        if draft.question(talk.content) is None:
            return [*give(talk, draft, dispatcher), ActiveLoop(None)]
        for message in talk.opening(draft, again=again):
            dispatcher.utter_message(**message.as_utterance())
        return [*keep(draft), FollowupAction(FORM)]

    @staticmethod
    def _wanted(talk: PaperTalk, draft: Draft, reading: Reading, topic: str | None) -> str | None:
        """The paper that is named, the one that was left, or the one that goes with the topic."""
        pressed = reading.entity(PAPER_ENTITY)
        if pressed in PAPERS:
            return pressed
        named = paper_meant(reading.text, talk.content) if not reading.text.startswith("/") else None
        if named or draft.paper:
            return named.id if named else draft.paper
        offered = paper_offered(topic, talk.content)
        return offered.id if offered else None


def _known(reading: Reading, tracker: Tracker) -> dict[str, Value]:
    """What was told already: the device that is named, else that of the talk; the plan of an insurer that is named."""
    known: dict[str, Value] = {}
    vocabulary = library().vocabulary
    before = Scope(tracker.get_slot(slots.GUIDE), tracker.get_slot(slots.DEVICE))
    device = scope_of(reading, vocabulary).or_else(before).device
    if device and device != ANY_PUMP:
        known["device"] = device
    meant = {vocabulary.meaning(INSURER_ENTITY, word) for word in reading.entities.get(INSURER_ENTITY, ())}
    plans = {_PLANS.get(insurer.type or "") for insurer in vocabulary.insurers if insurer.id in meant}
    if len(plans) == 1 and (plan := plans.pop()):
        known["plan_type"] = plan
    return known
