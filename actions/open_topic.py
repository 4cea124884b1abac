"""Opens what a button names: a topic, the tips or lines to say of a topic, or the question before a deletion."""

from __future__ import annotations

from actions.clarify import clarify
from actions.turn import TurnAction
from pump_navigator.dialogue.answer import FORGET, SAY, TIPS, Answer, Answerer
from pump_navigator.dialogue.reading import Message
from pump_navigator.dialogue.state import State


class OpenTopic(TurnAction):
    """For the payload `/open_topic{"topic": …}`, with `"part": "tips"` or `"say"` if wanted."""

    def name(self) -> str:
        """The name in `domain.yml`."""
        return "action_open_topic"

    def answer(self, answerer: Answerer, message: Message, state: State) -> Answer:
        """The entry of the topic, or its part."""
        entry = answerer.library.entries.get(message.whole.entity("topic") or "")
        if entry is None:
            return clarify(answerer, [], state)
        opened = answerer.about(entry, None, state)
        match message.whole.entity("part"):
            case part if part == TIPS and entry.tips:
                return Answer((answerer.listed(entry, entry.tips, opened.state),), opened.state)
            case part if part == FORGET:
                return Answer((answerer.before_forgetting(),), state)
            case part if part == SAY and entry.say:
                return Answer((answerer.listed(entry, entry.say, opened.state),), opened.state)
            case _:
                return opened
