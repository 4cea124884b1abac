"""Clears a path, after somebody has said yes to it."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.topics import PROGRESS
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.noting import Noting
from pump_navigator.journey.path import DEVICES, DeviceName
from pump_navigator.journey.talk import PATH_ENTITY
from pump_navigator.messages import Message as Said


class ClearPath(TurnAction):
    """For the payload `/clear_path{"path": …}`."""

    minds_journey = True

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_clear_path"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """That the path is cleared, and the ways to begin it again."""
        chosen = message.whole.entity(PATH_ENTITY)
        return cleared(answerer, message, state, tuple(device for device in DEVICES if device == chosen))


def cleared(answerer: Answerer, message: Message, state: State, devices: tuple[DeviceName, ...]) -> Answer:
    """The state without some paths."""
    talk = Noting.of(answerer, message.moment.today).talk
    said = (answerer.phrase("path_started_over", PROGRESS, which=talk.which(device)) for device in devices)
    text = " ".join(one.text for one in said)
    shown = Said(text, tuple(answerer.ways_on()), topic=PROGRESS)
    return Answer((shown,), replace(state, journey=state.journey.without(devices), topic=None))
