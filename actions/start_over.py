"""Asks whether the path is to be cleared."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.topics import PROGRESS
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.journey import Asked
from pump_navigator.journey.noting import Noting


class StartOver(TurnAction):
    """For `start_over`."""

    minds_journey = True

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_start_over"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The question, for the devices that are named or for all; nothing is cleared yet."""
        noting = Noting.of(answerer, message.moment.today)
        named = noting.reader.devices(message.whole)
        devices = tuple(device for device in state.journey.paths if device in named) or tuple(state.journey.paths)
        if not devices:
            return Answer((answerer.phrase("path_none", PROGRESS),), state)
        asked = Asked(start_over=devices)
        return Answer((noting.talk.start_over(devices),), replace(state, journey=replace(state.journey, asked=asked)))
