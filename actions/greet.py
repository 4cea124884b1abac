"""Greets; and tells somebody who is on the way already where they are."""

from __future__ import annotations

from actions.turn import A_WHILE, TurnAction
from pump_navigator.content.topics import GREETING
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State
from pump_navigator.journey.noting import Noting


class Greet(TurnAction):
    """For `greet`."""

    minds_journey = True

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_greet"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """Hello, or where they were and for what they waited. News in the same breath are answered."""
        noting = Noting.of(answerer, message.moment.today)
        if noting.brings_news(message.whole):
            return noting.told(message.whole, state)
        paths = state.journey.paths.values()
        if not paths:
            return answerer.about(answerer.library.entries[GREETING], message.whole, state)
        was_away = message.moment.away is not None and message.moment.away >= A_WHILE
        phrase = "path_welcome_back" if was_away else "path_hello"
        return Answer(tuple(noting.talk.welcome(paths, phrase)), state)
