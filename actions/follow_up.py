"""Answers a short question that only the talk before it gives a meaning."""

from __future__ import annotations

from actions.clarify import answer_or_clarify
from actions.turn import TurnAction
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.compare import compared
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State


class FollowUp(TurnAction):
    """For `ask_follow_up`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_follow_up"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """What the present topic says to it, if no other says far better; before any topic, the next best reading."""
        if state.topic is None:
            return answer_or_clarify(answerer, message.whole, state)
        if comparison := compared(answerer, message.whole, state):
            return comparison
        likeliest = answerer.chooser.choices(message.whole, state)[0]
        return answerer.about(likeliest.entry, message.whole, state)
