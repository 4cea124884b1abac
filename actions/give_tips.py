"""More tips on what is being talked of."""

from __future__ import annotations

from actions.clarify import GOOD_ENOUGH, answer_or_ask
from actions.turn import TurnAction
from pump_navigator.content.topics import DAILY_TIPS
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State


class GiveTips(TurnAction):
    """For `ask_tips`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_give_tips"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The tips of the present topic; before any topic, what the question may ask, or tips from daily life."""
        if state.topic is None and (own := answerer.chooser.asked_besides(message.whole, GOOD_ENOUGH)):
            return answer_or_ask(answerer, own, state)
        entry = answerer.library.entries[state.topic or DAILY_TIPS]
        if not entry.tips:
            return Answer((answerer.phrase("no_tips", entry.id),), state)
        return Answer((answerer.listed(entry, entry.tips, state),), state)
