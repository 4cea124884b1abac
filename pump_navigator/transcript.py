"""What was said in a conversation, read back out of its tracker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from pump_navigator.dialogue.moment import AT
from pump_navigator.messages import Message
from pump_navigator.understanding.talk_before import ABOUT

# Keys of a user event's metadata.
SAID = "said"
MASKED = "masked"


@dataclass
class Turn:
    """One message of a person and all that it got back. The first turn has no message of theirs."""

    said: str | None = None
    message_id: str | None = None
    masked: bool = False
    ended: int = 0  # events of the tracker up to its end
    messages: list[Message] = field(default_factory=list)


def note(said: str, at: datetime, *, masked: bool = False, about: str | None = None) -> dict[str, Any]:
    """The metadata of a message: what was really said, where Rasa gets a payload, for `turns`; when, for `Moment`.

    `about` is the entry that the talk is at, for `TalkBefore`.
    """
    return {SAID: said, MASKED: masked, AT: at.isoformat(), ABOUT: about}


def turns(tracker: DialogueStateTracker) -> Iterator[Turn]:
    """All turns, the oldest first."""
    turn = Turn()
    for count, event in enumerate(tracker.events, start=1):
        if isinstance(event, UserUttered):
            yield turn
            metadata = event.metadata or {}
            turn = Turn(
                said=metadata.get(SAID, event.text),
                message_id=event.message_id,
                masked=bool(metadata.get(MASKED)),
            )
        elif isinstance(event, BotUttered):
            turn.messages.append(Message.from_response({"text": event.text, **event.data}))
        turn.ended = count
    yield turn


def turn_of(tracker: DialogueStateTracker, message_id: str | None) -> Turn | None:
    """The turn that a message had already, if it was answered before."""
    known = (event.message_id for event in tracker.events if isinstance(event, UserUttered))
    if message_id is None or message_id not in known:
        return None
    return next(turn for turn in turns(tracker) if turn.message_id == message_id)


def until(tracker: DialogueStateTracker, turn: Turn) -> DialogueStateTracker:
    """The tracker as it was after a turn. Rasa would go by the time, and a clock may be set back."""
    past = tracker.init_copy()
    for event in islice(tracker.events, turn.ended):
        past.update(event)
    return past
