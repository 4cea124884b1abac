"""Rasa's tracker stores, able to delete a conversation and to forget the old ones."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import ConnectionException
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import sessionmaker

from pump_navigator.database import SECONDS_TO_ANSWER, empty_log, one_writer, open_engine, patient
from pump_navigator.held import held_tracker
from pump_navigator.tail import READ, StoredTracker, Tail

Result = TypeVar("Result")

_AT_A_TIME = 200  # conversations deleted in one transaction, so that nobody waits long for it
_CALLS_AT_ONCE = 16
_SECONDS_TO_GIVE_UP = 2 * SECONDS_TO_ANSWER  # when the database does not even say that it is late
_REMEMBERED = 64  # conversations whose tail is not read twice in a turn


class StoreLostError(ConnectionException):  # type: ignore[misc]
    """The database did not answer."""


class OvertakenError(ConnectionException):  # type: ignore[misc]
    """Somebody else has written to the conversation, or answered the same message; nothing was written."""


class MemoryStore(InMemoryTrackerStore):  # type: ignore[misc]
    """Conversations that last as long as the process."""

    async def ping(self) -> None:
        """Memory is always there."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation."""
        return held_tracker(sender_id) or await super().retrieve(sender_id)

    async def delete(self, sender_id: str) -> None:
        """Delete all that is stored of a conversation."""
        self.store.pop(sender_id, None)

    async def expire(self, before: float) -> int:
        """Delete the conversations whose last event is older than a time; how many they were."""
        trackers = [await self.retrieve(sender_id) for sender_id in list(self.store)]
        old = [t.sender_id for t in trackers if t and t.events and t.events[-1].timestamp < before]
        for sender_id in old:
            await self.delete(sender_id)
        return len(old)


class SQLStore(SQLTrackerStore):  # type: ignore[misc]
    """Rasa's SQL store and its table, but each turn costs the same, and no two turns can mix.

    A turn reads the tail of its conversation, and is written only if nothing was written since: also where a lock was
    lost, or a clock was changed. The database works in threads, so that a slow answer keeps nobody else waiting.
    On SQLite it writes ahead, and what it deletes is overwritten on the disk.
    """

    engine: Engine

    def __init__(self, domain: Any = None, dialect: str = "sqlite", db: str = "rasa.db", **settings: Any) -> None:
        if dialect == "sqlite":
            _for_the_owner_only(Path(db))
        super().__init__(domain=domain, dialect=dialect, db=db, **settings)
        self.engine.dispose()
        self.engine = open_engine(self.engine.url)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._events = self.SQLEvent.__table__
        self._calls = ThreadPoolExecutor(_CALLS_AT_ONCE, thread_name_prefix="database")
        self._tails: OrderedDict[str, Tail] = OrderedDict()
        self._has_tables = False

    async def ping(self) -> None:
        """Raises what the database raises when it cannot be read."""
        await self._call(lambda database: database.execute(sa.select(self._events.c.id).limit(1)).first())

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything is stored of a conversation."""
        return await self._call(self._last, conversation_id) is not None

    async def keys(self) -> Iterable[str]:
        """All conversations."""
        sender = self._events.c.sender_id
        return await self._call(lambda database: list(database.execute(sa.select(sender).distinct()).scalars()))

    def init_tracker(self, sender_id: str) -> StoredTracker:
        """The tracker of a conversation that is not stored yet."""
        return StoredTracker(sender_id, self.domain.slots)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of a conversation, with its latest events."""
        if held := held_tracker(sender_id):
            return held
        tail = await self._call(self._tail, sender_id, self._tails.get(sender_id))
        if tail is None:
            return None
        self._remember(sender_id, tail)
        return tail.tracker(sender_id, self.domain.slots)

    async def retrieve_full_tracker(self, conversation_id: str) -> StoredTracker | None:
        """The tracker of a conversation, with all events that it ever had."""
        rows = await self._call(self._rows, conversation_id, None)
        events = [json.loads(data) for _, data in rows]
        return StoredTracker.from_dict(conversation_id, events, self.domain.slots) if rows else None

    async def save(self, tracker: StoredTracker) -> None:
        """Store the new events of a tracker, then hand them to the event broker. Raises `OvertakenError`."""
        new = tracker.unsaved
        if not new:
            return
        if tracker.repeats:
            raise OvertakenError("The message was answered meanwhile.")
        rows = [_row(tracker.sender_id, data) for data in tracker.serialised()]
        last = await self._in_thread(self._append, tracker.sender_id, tracker.last, rows)
        self._remember(tracker.sender_id, tracker.saved(last))
        if self.event_broker:
            await self._stream_new_events(self.event_broker, new, tracker.sender_id)

    async def delete(self, sender_id: str) -> None:
        """Delete all that is stored of a conversation."""
        self._tails.pop(sender_id, None)
        await self._in_thread(self._delete, [sender_id])
        await self._in_thread(empty_log, self.engine)

    async def expire(self, before: float) -> int:
        """Delete the conversations whose last event is older than a time; how many they were."""
        old = await asyncio.to_thread(self._expire, before)
        for sender_id in old:
            self._tails.pop(sender_id, None)
        return len(old)

    def disconnect(self) -> None:
        """Close the connections; they open again when they are needed."""
        self.engine.dispose()

    async def _call(self, ask: Callable[..., Result], *arguments: Any) -> Result:
        """Ask the database something, in a thread."""

        def asked() -> Result:
            self._ensure_tables()
            with self.engine.connect() as database:
                return ask(database, *arguments)

        return await self._in_thread(asked)

    async def _in_thread(self, work: Callable[..., Result], *arguments: Any) -> Result:
        running = asyncio.get_running_loop().run_in_executor(self._calls, work, *arguments)
        try:
            return await asyncio.wait_for(running, _SECONDS_TO_GIVE_UP)
        except asyncio.TimeoutError as error:
            raise StoreLostError("The database does not answer.") from error

    def _ensure_tables(self) -> None:
        """Rasa makes its table at the start, but goes on without it if the database is not there yet."""
        if not self._has_tables:
            with one_writer(self.engine, self._events.name) as database:
                self.Base.metadata.create_all(database)
                _LATEST.create(database, checkfirst=True)
            self._has_tables = True

    def _tail(self, database: Connection, sender_id: str, known: Tail | None) -> Tail | None:
        if known and self._last(database, sender_id) == known.last:
            return known
        rows = self._rows(database, sender_id, READ)
        if not rows:
            return None
        tail = Tail.read(rows)
        # Where nothing was found to stand on, there may be more before.
        return tail if len(tail.events) < READ else Tail.read(self._rows(database, sender_id, None))

    def _rows(self, database: Connection, sender_id: str, at_most: int | None) -> list[tuple[int, str]]:
        """The latest events, the oldest first."""
        event = self._events.c
        latest = sa.select(event.id, event.data).where(event.sender_id == sender_id).order_by(event.id.desc())
        return [(row.id, row.data) for row in database.execute(latest.limit(at_most))][::-1]

    def _last(self, database: Connection, sender_id: str) -> int | None:
        """The number of the last event of a conversation."""
        last: int | None = database.execute(_NEWEST, {_SENDER: sender_id}).scalar()
        return last

    def _append(self, sender_id: str, last: int | None, rows: list[Mapping[str, Any]]) -> int:
        self._ensure_tables()
        with one_writer(self.engine, sender_id) as database:
            if self._last(database, sender_id) != last:
                raise OvertakenError("The conversation has gone on meanwhile.")
            database.execute(self._events.insert(), rows)
            return self._last(database, sender_id) or 0

    def _expire(self, before: float) -> Sequence[str]:
        self._ensure_tables()
        event = self._events.c
        last = sa.select(event.sender_id).group_by(event.sender_id).having(sa.func.max(event.timestamp) < before)
        with patient(self.engine) as database:
            old = list(database.execute(last).scalars())
        for start in range(0, len(old), _AT_A_TIME):
            self._delete(old[start : start + _AT_A_TIME])
        if old:
            empty_log(self.engine)
        return old

    def _delete(self, sender_ids: Collection[str]) -> None:
        self._ensure_tables()
        with patient(self.engine) as database:
            database.execute(self._events.delete().where(self._events.c.sender_id.in_(sender_ids)))

    def _remember(self, sender_id: str, tail: Tail) -> None:
        self._tails[sender_id] = tail
        self._tails.move_to_end(sender_id)
        if tail.is_long or len(self._tails) > _REMEMBERED:
            self._tails.popitem(last=tail.is_long)


_EVENT = SQLTrackerStore.SQLEvent.__table__.c
_SENDER = "sender"
# Asked for three times a turn, so put together once.
_NEWEST = sa.select(_EVENT.id).where(_EVENT.sender_id == sa.bindparam(_SENDER)).order_by(_EVENT.id.desc()).limit(1)
# Without it PostgreSQL sorts all events of a conversation to find its latest ones.
_LATEST = sa.Index("ix_events_sender_id_id", SQLTrackerStore.SQLEvent.sender_id, SQLTrackerStore.SQLEvent.id)


def _row(sender_id: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """An event as a row of Rasa's table."""
    return {
        "sender_id": sender_id,
        "type_name": data["event"],
        "timestamp": data["timestamp"],
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _for_the_owner_only(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
