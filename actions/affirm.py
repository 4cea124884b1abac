"""A yes: takes the first choice that was offered last."""

from __future__ import annotations

from actions.clarify import clarify
from actions.clear_path import cleared
from actions.turn import TurnAction
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State


class Affirm(TurnAction):
    """For `affirm`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_affirm"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """What comes next after the present topic; or what was asked is done."""
        if (asked := state.journey.asked) and asked.start_over:
            return cleared(answerer, message, state, asked.start_over)
        entry = answerer.library.entries[state.topic] if state.topic else None
        if entry is None or entry.next is None:
            return clarify(answerer, [], state)
        return answerer.about(answerer.library.entries[entry.next], None, state)
