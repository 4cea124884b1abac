"""The tracker of the turn that is being answered: read once, though Rasa reads it again for each of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from rasa.shared.core.trackers import DialogueStateTracker

Tracker = TypeVar("Tracker", bound=DialogueStateTracker)

_held: ContextVar[DialogueStateTracker | None] = ContextVar("held", default=None)


@contextmanager
def held(tracker: Tracker) -> Iterator[Tracker]:
    """While the turn lasts, whoever asks a store for the conversation in this task gets this tracker."""
    token = _held.set(tracker)
    try:
        yield tracker
    finally:
        _held.reset(token)


def held_tracker(conversation: str) -> DialogueStateTracker | None:
    """The tracker of this task's turn, if it is one of this conversation."""
    tracker = _held.get()
    return tracker if tracker is not None and tracker.sender_id == conversation else None
