"""A no: asks what it should be instead."""

from __future__ import annotations

from actions.keep_path import kept
from actions.turn import TurnAction
from pump_navigator.content.topics import CLARIFY
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State


class Deny(TurnAction):
    """For `deny`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_deny"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The ways on; or what was asked is left as it is."""
        if (asked := state.journey.asked) and asked.start_over:
            return kept(answerer, message, state)
        return Answer((answerer.phrase("what_else", CLARIFY, *answerer.ways_on()),), state)
