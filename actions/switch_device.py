"""The same question again, for another device."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.library import CORTISOL, DIABETES
from pump_navigator.content.models import PUMP, SENSOR
from pump_navigator.content.topics import CHOOSE_DEVICE, CLARIFY, CORTISOL_OVERVIEW, DIABETES_OVERVIEW
from pump_navigator.content.vocabulary import ANY_PUMP
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.compare import compared
from pump_navigator.dialogue.reading import Message, Reading
from pump_navigator.dialogue.scope import scope_of
from pump_navigator.dialogue.state import State
from pump_navigator.journey.noting import Noting
from pump_navigator.messages import Button, open_topic

_OWN_QUESTION = 0.1
_OVERVIEWS = {DIABETES: DIABETES_OVERVIEW, CORTISOL: CORTISOL_OVERVIEW}


class SwitchDevice(TurnAction):
    """For `switch_device`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_switch_device"

    @staticmethod
    def is_meant(answerer: Answerer, reading: Reading, state: State) -> bool:
        """Whether words that are not sure to ask for it name another device than the talk is about."""
        scope = scope_of(reading, answerer.library.vocabulary)
        return state.topic is not None and scope.device not in (None, ANY_PUMP, state.scope.device)

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The present topic for the device that the message names, unless it asks something of its own."""
        if comparison := compared(answerer, message.whole, state):
            return comparison
        noting = Noting.of(answerer, message.moment.today)
        if noting.brings_news(message.whole) or noting.answers_what_was_asked(message.whole, state):
            return noting.told(message.whole, state)
        library = answerer.library
        scope = scope_of(message.whole, library.vocabulary)
        if scope.device == ANY_PUMP:
            scope = scope.or_else(state.scope)
        if own := answerer.chooser.asked_besides(message.whole, _OWN_QUESTION):
            return answerer.about(answerer.chooser.choices(own, state)[0].entry, own, state)
        if scope.guide is None:
            return Answer((answerer.phrase("which_guide", CLARIFY, *_device_buttons(answerer)),), state)
        if state.topic is None:
            said = answerer.phrase("what_about", CLARIFY, *_first_topics(answerer, scope.guide))
            return Answer((said,), replace(state, scope=scope))
        present = library.entries[state.topic]
        entry = (
            present if library.guide_of(present).guide == scope.guide else answerer.counterpart(present, scope.guide)
        ) or library.entries[_OVERVIEWS[scope.guide]]
        switched = answerer.phrase(_switched(scope.guide, scope.device, state), entry.id)
        answer = answerer.about(entry, message.whole, replace(state, scope=scope))
        return Answer((switched, *answer.messages), answer.state)


def _switched(guide: str, device: str | None, state: State) -> str:
    if guide == state.scope.guide and device in (PUMP, SENSOR):
        return f"switched_device_{device}"
    return f"switched_guide_{guide}"


def _device_buttons(answerer: Answerer) -> list[Button]:
    phrase = answerer.library.phrase
    return [
        open_topic(phrase("button_pump"), DIABETES_OVERVIEW),
        open_topic(phrase("button_cgm"), CHOOSE_DEVICE),
        open_topic(phrase("button_cortisol"), CORTISOL_OVERVIEW),
    ]


def _first_topics(answerer: Answerer, guide: str) -> list[Button]:
    steps = answerer.library.guide(guide).steps[:3]
    return [open_topic(answerer.library.entries[step.topic].title, step.topic) for step in steps]
