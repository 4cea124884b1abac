"""Says the last answer again in plainer words."""

from __future__ import annotations

from actions.turn import TurnAction
from pump_navigator.content.topics import REPHRASE
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State


class SaySimpler(TurnAction):
    """For `ask_rephrase`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_say_simpler"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The plainer text of the present topic."""
        if state.topic is None:
            return Answer((answerer.phrase("nothing_to_rephrase", REPHRASE),), state)
        simpler = answerer.library.entries[state.topic].simpler
        if simpler is None:
            return Answer((answerer.phrase("no_simpler", REPHRASE),), state)
        return Answer((answerer.own(simpler, REPHRASE, state),), state)
