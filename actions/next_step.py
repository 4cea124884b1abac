"""What comes next on the way."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.models import Entry
from pump_navigator.content.topics import NEXT_STEP
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.news import News
from pump_navigator.journey.noting import Noting
from pump_navigator.journey.path import Path
from pump_navigator.journey.talk import STEP_DONE, JourneyTalk


class NextStep(TurnAction):
    """For `ask_next_step`."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_next_step"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The path tells most; else what the person says was done; else the present topic; else a question back."""
        library = answerer.library
        noting = Noting.of(answerer, message.moment.today)
        if noting.brings_news(message.whole):
            return noting.told(message.whole, state)
        if (asked := state.journey.asked) and asked.report and not noting.reader.devices(message.whole):
            return Answer((noting.talk.which_device(asked.report, asked.day),), state)
        devices = noting.devices(News(STEP_DONE, noting.reader.devices(message.whole)), message.whole, state)
        if paths := [
            path for device, path in state.journey.paths.items() if device in (devices or state.journey.paths)
        ]:
            return _on_the_path(noting.talk, paths, state)
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


def _on_the_path(talk: JourneyTalk, paths: list[Path], state: State) -> Answer:
    """What is now on each path; with one path, also what helps there."""
    said = [replace(talk.where(path), topic=NEXT_STEP) for path in paths]
    path, current = paths[0], paths[0].current
    if len(paths) > 1 or current is None:
        return Answer((*said[:-1], replace(said[-1], buttons=(talk.show_path(),))), state)
    if helps := talk.while_waiting(path.progress(current)):
        said[0] = replace(said[0], text=f"{said[0].text}\n\n{helps}")
        buttons = (*talk.report_choices(path), *talk.ways_on(path)[:1])
        return Answer((replace(said[0], buttons=buttons),), state)
    answerer = talk.answerer
    answer = answerer.about(answerer.library.entries[talk.topic(path.device, current)], None, state)
    return Answer((said[0], *answer.messages), answer.state)
