"""Where on the way the conversation is, and what is left."""

from __future__ import annotations

from actions.turn import TurnAction
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.messages import open_topic

PROGRESS = "assistant/progress"


class ShowProgress(TurnAction):
    """For `ask_progress`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_show_progress"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The step of the present topic with those after it as buttons."""
        library = answerer.library
        step = library.step_of(library.entries[state.topic]) if state.topic else None
        if step is None:
            return answerer.about(library.entries[PROGRESS], message.whole, state)
        steps = library.guide_of(library.entries[step.topic]).steps
        left = steps[steps.index(step) + 1 :]
        buttons = [open_topic(following.title, following.topic) for following in left]
        return Answer((answerer.phrase("where_you_are", PROGRESS, *buttons, title=step.title),), state)
