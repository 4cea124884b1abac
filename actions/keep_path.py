"""Keeps a path that somebody was asked about."""

from __future__ import annotations

from dataclasses import replace

from actions.turn import TurnAction
from pump_navigator.content.topics import PROGRESS
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.noting import Noting


class KeepPath(TurnAction):
    """For the payload `/keep_path`."""

    minds_journey = True

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_keep_path"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """That nothing has changed."""
        return kept(answerer, message, state)


def kept(answerer: Answerer, message: Message, state: State) -> Answer:
    """The state as it was before the question."""
    talk = Noting.of(answerer, message.moment.today).talk
    said = answerer.phrase("path_kept", PROGRESS, talk.go_on(), talk.show_path())
    return Answer((said,), replace(state, journey=replace(state.journey, asked=None)))
