"""Where on the way the conversation is, and what is left."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.topics import PROGRESS
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.noting import Noting
from pump_navigator.journey.path import Path
from pump_navigator.journey.talk import JourneyTalk
from pump_navigator.messages import open_topic


class ShowProgress(TurnAction):
    """For `ask_progress`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_show_progress"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The paths that are known; else the step of the present topic with those after it as buttons."""
        noting = Noting.of(answerer, message.moment.today)
        named = noting.reader.devices(message.whole)
        known = state.journey.paths
        if known:
            paths = [state.journey.path(device) for device in named or known]
            return _shown(noting.talk, paths, state)
        library = answerer.library
        step = library.step_of(library.entries[state.topic]) if state.topic else None
        if step is None:
            return answerer.about(library.entries[PROGRESS], message.whole, state)
        steps = library.guide_of(library.entries[step.topic]).steps
        left = steps[steps.index(step) + 1 :]
        buttons = [open_topic(following.title, following.topic) for following in left]
        return Answer((answerer.phrase("where_you_are", PROGRESS, *buttons, title=step.title),), state)


def _shown(talk: JourneyTalk, paths: list[Path], state: State) -> Answer:
    messages = [talk.stands(path) for path in paths]
    choices = talk.report_choices(paths[0]) if len(paths) == 1 else []
    if any(path.current for path in paths):
        messages[-1] = replace(messages[-1], buttons=(talk.go_on(), *choices))
    return Answer(tuple(messages), state)
