"""The end of a conversation: enough of it to go on, however long it has become.

Rasa reads and replays a whole conversation for each message. Here a tracker gets only the latest events, after
those that set the slots and the form to what had become of them: as Rasa itself carries slots over into a new session.
What they had become is noted now and then in the metadata of a stored event, its footing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

# A tracker has at least so many events, if there were as many: buttons, keys of messages and rules look back as far.
KEPT = 80
_BETWEEN_FOOTINGS = 40
# Among so many there is a footing with enough events after it, even if turns are long.
READ = 200
# Policies see so many turns and the one that goes on, in which every rule begins.
_NEAR = 2

_FOOTING = "footing"
_SLOTS = "slots"
_LOOP = "loop"
# In JSON no text can look like this, as its quotes are escaped.
_MARK = f'"{_FOOTING}": {{"{_SLOTS}": '


@dataclass(frozen=True)
class Tail:
    """The latest events of a stored conversation, the oldest first."""

    footing: tuple[Event, ...]  # what came before, as events that were never stored
    events: tuple[Event, ...]
    last: int  # the stored number of the last one
    since_footing: int  # events after the newest footing

    @classmethod
    def read(cls, rows: Sequence[tuple[int, str]]) -> Tail:
        """From the latest stored events as JSON, numbered, the oldest first."""
        footings = [place for place, (_, data) in enumerate(rows) if _MARK in data]
        far = [place for place in footings if len(rows) - place > KEPT]
        start = far[-1] + 1 if far else 0
        events = (Event.from_parameters(json.loads(data)) for _, data in rows[start:])
        return cls(
            footing=tuple(_stored_footing(json.loads(rows[start - 1][1]))) if far else (),
            events=tuple(event for event in events if event),
            last=rows[-1][0],
            since_footing=len(rows) - 1 - footings[-1] if footings else len(rows),
        )

    @property
    def is_long(self) -> bool:
        """Whether reading it again would find a nearer footing."""
        return len(self.events) > READ

    def tracker(self, conversation: str, slots: Sequence[Slot]) -> StoredTracker:
        """A tracker at the end of this tail."""
        far, near = _parted(self.events)
        tracker: StoredTracker = StoredTracker.from_events(conversation, [*self.footing, *far], slots)
        if far:
            tracker.near = _Near(
                tuple(_events_of(_standing_of(tracker), tracker.events[-1].timestamp)), len(tracker.events)
            )
        for event in near:
            tracker.update(event)
        tracker.tail = self
        return tracker


@dataclass(frozen=True)
class _Near:
    """Where the latest turns begin, which are all that policies look at."""

    standing: tuple[Event, ...]  # what sets slots and form as they were there
    start: int  # how many events of the tracker came before


class StoredTracker(DialogueStateTracker):  # type: ignore[misc]
    """A tracker that knows which of its events are stored."""

    tail: Tail | None = None  # what is stored, none of a new conversation
    near: _Near | None = None  # none where there are only the latest turns
    _states: tuple[tuple[Any, ...], list[State]] | None = None  # of how many events, how asked for

    def past_states(
        self,
        domain: Domain,
        omit_unset_slots: bool = False,
        ignore_rule_only_turns: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        """As Rasa's, of the latest turns.

        Rasa replays all that there is: here the turns before stand for themselves, and a policy that asks again
        between two events does not have the others replayed either.
        """
        asked = (len(self.events), omit_unset_slots, ignore_rule_only_turns, rule_only_data)
        if self._states is None or self._states[0] != asked:
            states = self._latest().past_states(domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
            self._states = asked, states
        # Policies take out what they do not look at.
        return [{part: dict(values) for part, values in state.items()} for state in self._states[1]]

    def _latest(self) -> DialogueStateTracker:
        """The latest turns, to be replayed: of such a tracker Rasa looks at the events and at what slots there are."""
        start = self.near.start if self.near else 0
        latest = DialogueStateTracker(self.sender_id, slots=None)
        latest.slots = self.slots
        latest.events.extend([*(self.near.standing if self.near else ()), *islice(self.events, start, None)])
        return latest

    def copy(self) -> StoredTracker:
        """For what may be thrown away: Rasa makes a copy for each action, by replaying all events."""
        copied = copy(self)
        copied.events = copy(self.events)
        copied.slots = {name: copy(slot) for name, slot in self.slots.items()}
        copied.active_loop = copy(self.active_loop)
        return copied

    @property
    def last(self) -> int | None:
        """The stored number of the last event that is stored."""
        return self.tail.last if self.tail else None

    @property
    def unsaved(self) -> list[Event]:
        """The events that are not stored yet."""
        stored = len(self.tail.footing) + len(self.tail.events) if self.tail else 0
        return list(self.events)[stored:]

    @property
    def repeats(self) -> bool:
        """Whether a message among the unsaved events is stored already: its first answer came late, but it came."""
        stored = _keys(self.tail.events if self.tail else ())
        return not stored.isdisjoint(_keys(self.unsaved))

    def serialised(self) -> list[dict[str, Any]]:
        """The unsaved events, the last one with a footing if it is time for one."""
        data = [event.as_dict() for event in self.unsaved]
        if self._since_footing + len(data) >= _BETWEEN_FOOTINGS:
            data[-1] = {**data[-1], "metadata": {**data[-1].get("metadata", {}), _FOOTING: _standing_of(self)}}
        return data

    def saved(self, last: int) -> Tail:
        """The tail after the unsaved events were stored, the last of them by this number."""
        unsaved = tuple(self.unsaved)
        since = self._since_footing + len(unsaved)
        self.tail = Tail(
            footing=self.tail.footing if self.tail else (),
            events=(*self.tail.events, *unsaved) if self.tail else unsaved,
            last=last,
            since_footing=0 if since >= _BETWEEN_FOOTINGS else since,
        )
        return self.tail

    @property
    def _since_footing(self) -> int:
        return self.tail.since_footing if self.tail else 0


def _keys(events: Iterable[Event]) -> set[str]:
    """The keys that clients gave their messages."""
    return {event.message_id for event in events if isinstance(event, UserUttered) and event.message_id}


def _parted(events: Sequence[Event]) -> tuple[Sequence[Event], Sequence[Event]]:
    """The events up to the end of a turn, and those of the latest turns after it."""
    ends = [place for place, event in enumerate(events, start=1) if _ends_turn(event)]
    start = ends[-_NEAR - 1] if len(ends) > _NEAR else 0
    return events[:start], events[start:]


def _ends_turn(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME


def _standing_of(tracker: DialogueStateTracker) -> dict[str, Any]:
    """The slots that are set, and the form that is open."""
    slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value != slot.initial_value}
    return {_SLOTS: slots, _LOOP: tracker.active_loop_name}


def _stored_footing(data: Mapping[str, Any]) -> Iterator[Event]:
    """What sets slots and form as they were after a stored event with a footing."""
    return _events_of(data["metadata"][_FOOTING], data["timestamp"])


def _events_of(standing: Mapping[str, Any], time: float) -> Iterator[Event]:
    """What sets slots and form as they stood at some time."""
    for name, value in standing[_SLOTS].items():
        yield SlotSet(name, value, timestamp=time)
    if standing[_LOOP]:
        yield ActiveLoop(standing[_LOOP], timestamp=time)
    # Policies look at the turns that are no rule's, and fail where there is none: so a session of Rasa begins too.
    yield ActionExecuted(ACTION_LISTEN_NAME, timestamp=time)
