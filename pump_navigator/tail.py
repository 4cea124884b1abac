"""The end of a conversation: enough of it to go on, however long it has become.

Rasa reads and replays a whole conversation for each message. Here a tracker gets only the latest events, after
those that set the slots and the form to what had become of them: as Rasa itself carries slots over into a new session.
What they had become is noted now and then in the metadata of a stored event, its footing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
            footing=tuple(_events_of(json.loads(rows[start - 1][1]))) if far else (),
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
        tracker: StoredTracker = StoredTracker.from_events(conversation, [*self.footing, *self.events], slots)
        tracker.tail = self
        return tracker


class StoredTracker(DialogueStateTracker):  # type: ignore[misc]
    """A tracker that knows which of its events are stored."""

    tail: Tail | None = None  # what is stored, none of a new conversation
    _states: tuple[tuple[Any, ...], list[State]] | None = None  # of how many events, how asked for

    def past_states(
        self,
        domain: Domain,
        omit_unset_slots: bool = False,
        ignore_rule_only_turns: bool = False,
        rule_only_data: dict[str, Any] | None = None,
    ) -> list[State]:
        """As Rasa's; a policy that asks again between two events does not have the conversation replayed."""
        asked = (len(self.events), omit_unset_slots, ignore_rule_only_turns, rule_only_data)
        if self._states is None or self._states[0] != asked:
            states = super().past_states(domain, omit_unset_slots, ignore_rule_only_turns, rule_only_data)
            self._states = asked, states
        # Policies take out what they do not look at.
        return [{part: dict(values) for part, values in state.items()} for state in self._states[1]]

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
            data[-1] = {**data[-1], "metadata": {**data[-1].get("metadata", {}), _FOOTING: self._footing()}}
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

    def _footing(self) -> dict[str, Any]:
        slots = {name: slot.value for name, slot in self.slots.items() if slot.value != slot.initial_value}
        return {_SLOTS: slots, _LOOP: self.active_loop_name}


def _keys(events: Iterable[Event]) -> set[str]:
    """The keys that clients gave their messages."""
    return {event.message_id for event in events if isinstance(event, UserUttered) and event.message_id}


def _events_of(data: Mapping[str, Any]) -> Iterator[Event]:
    """What sets slots and form as they were after a stored event with a footing."""
    footing, time = data["metadata"][_FOOTING], data["timestamp"]
    for name, value in footing[_SLOTS].items():
        yield SlotSet(name, value, timestamp=time)
    if footing[_LOOP]:
        yield ActiveLoop(footing[_LOOP], timestamp=time)
    # Policies look at the turns that are no rule's, and fail where there is none: so a session of Rasa begins too.
    yield ActionExecuted(ACTION_LISTEN_NAME, timestamp=time)
