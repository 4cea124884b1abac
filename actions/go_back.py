"""Opens a step again: "go back to costs", "the prescription is not done after all"."""

from __future__ import annotations

from dataclasses import replace

from actions.clarify import answer_or_clarify
from actions.switch_device import SwitchDevice
from actions.turn import TurnAction
from pump_navigator.content.topics import PROGRESS
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.journey import Journey
from pump_navigator.journey.news import News
from pump_navigator.journey.noting import Noting
from pump_navigator.journey.path import DeviceName, Path
from pump_navigator.journey.talk import STEP_DONE, STEP_ENTITY
from pump_navigator.messages import Message as Said


class GoBack(TurnAction):
    """For `go_back`, typed or with the payload's `step`."""

    minds_journey = True

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_go_back"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The step is open again, and what it is about. Without a path there is nothing to open.

        "Back to the sensor" opens no step: it is the same topic for that device.
        """
        noting = Noting.of(answerer, message.moment.today)
        device = _device(noting, message, state)
        if device is None:
            if SwitchDevice.is_meant(answerer, message.whole, state):
                return SwitchDevice().answer(answerer, message, state)
            return answer_or_clarify(answerer, message.whole, state)
        path = state.journey.path(device)
        step = message.whole.entity(STEP_ENTITY) or noting.reader.step(message.whole.text, path.order)
        if step not in path.order:
            asked = noting.talk.which_step(path)
            return Answer((asked if asked.buttons else noting.talk.stands(path),), state)
        return _opened(noting, path, step, state)


def _device(noting: Noting, message: Message, state: State) -> DeviceName | None:
    """The one path that is meant; the first of several where nothing tells."""
    named = noting.devices(News(STEP_DONE, noting.reader.devices(message.whole)), message.whole, state)
    return next((device for device in (*named, *state.journey.paths) if device in state.journey.paths), None)


def _opened(noting: Noting, path: Path, step: str, state: State) -> Answer:
    answerer, talk = noting.talk.answerer, noting.talk
    opened = path.gone_back(step, noting.today)
    values = {"which": talk.which(path.device), "title": talk.title(path.device, step)}
    said = Said(answerer.phrase("path_gone_back", PROGRESS, **values).text, topic=PROGRESS, progress=talk.line(opened))
    journey: Journey = replace(state.journey.with_path(opened), asked=None)
    entry = answerer.library.entries[talk.topic(path.device, step)]
    answer = answerer.about(entry, None, replace(state, journey=journey))
    return Answer((said, *answer.messages), answer.state)
