"""What comes next on the way."""

from __future__ import annotations

from actions.turn import TurnAction
from pump_navigator.content.models import Entry
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State

NEXT_STEP = "assistant/next_step"


class NextStep(TurnAction):
    """For `ask_next_step` and `report_done`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_next_step"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """What the person says was done tells most; else the present topic; else a question back."""
        library = answerer.library
        entry = library.entries[NEXT_STEP]
        told = answerer.leads(entry, message.whole, None)
        if told or state.topic is None:
            return answerer.about(entry, message.whole, state)
        following = _following(answerer, library.entries[state.topic])
        if following is None:
            return Answer((answerer.phrase("last_step", NEXT_STEP),), state)
        announced = answerer.phrase("next_is", NEXT_STEP, title=following.title)
        answer = answerer.about(following, None, state)
        return Answer((announced, *answer.messages), answer.state)


def _following(answerer: Answerer, entry: Entry) -> Entry | None:
    return answerer.library.entries[entry.next] if entry.next else None
