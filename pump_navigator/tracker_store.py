"""Rasa's tracker stores, able to delete a conversation and to forget the old ones."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, create_engine_kwargs
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Query, Session, sessionmaker
from sqlalchemy.pool import QueuePool

_AT_A_TIME = 200  # conversations deleted in one transaction, so that nobody waits long for it
_SECONDS_TO_WRITE = 2  # how long one writer of SQLite waits for another
_SECONDS_TO_CONNECT = 3


class MemoryStore(InMemoryTrackerStore):  # type: ignore[misc]
    """Conversations that last as long as the process."""

    async def ping(self) -> None:
        """Memory is always there."""

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
    """Rasa's SQL store. On SQLite it writes ahead, and what it deletes is overwritten on the disk."""

    engine: Engine

    def __init__(self, domain: Any = None, dialect: str = "sqlite", db: str = "rasa.db", **settings: Any) -> None:
        if dialect == "sqlite":
            _for_the_owner_only(Path(db))
        super().__init__(domain=domain, dialect=dialect, db=db, **settings)
        self.engine.dispose()
        self.engine = _engine(self.engine.url)
        self.sessionmaker = sessionmaker(bind=self.engine)

    async def ping(self) -> None:
        """Raises what the database raises when it cannot be read."""
        with self.session_scope() as session:
            session.query(self.SQLEvent.id).first()

    async def exists(self, conversation_id: str) -> bool:
        """Whether anything is stored of a conversation."""
        with self.session_scope() as session:
            found = session.query(self.SQLEvent.id).filter(self.SQLEvent.sender_id == conversation_id)
            return found.first() is not None

    async def delete(self, sender_id: str) -> None:
        """Delete all that is stored of a conversation."""
        self._delete([sender_id])
        self._empty_log()

    async def expire(self, before: float) -> int:
        """Delete the conversations whose last event is older than a time; how many they were."""
        return await asyncio.to_thread(self._expire, before)

    def _expire(self, before: float) -> int:
        event = self.SQLEvent
        with self.session_scope() as session:
            last = session.query(event.sender_id).group_by(event.sender_id)
            old = [row.sender_id for row in last.having(sa.func.max(event.timestamp) < before)]
        for start in range(0, len(old), _AT_A_TIME):
            self._delete(old[start : start + _AT_A_TIME])
        if old:
            self._empty_log()
        return len(old)

    def _delete(self, sender_ids: Collection[str]) -> None:
        event = self.SQLEvent
        with self.session_scope() as session:
            session.query(event).filter(event.sender_id.in_(sender_ids)).delete(synchronize_session=False)
            session.commit()

    def _empty_log(self) -> None:
        """SQLite's write-ahead log still holds what was written before it was deleted."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query[Any]:
        """All events, always: Rasa picks a session's by their time, and a clock may be set back."""
        query: Query[Any] = super()._event_query(session, sender_id, fetch_events_from_all_sessions=True)
        return query


def _for_the_owner_only(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)


def _engine(url: sa.engine.URL) -> Engine:
    """An engine whose errors do not quote values, as Rasa's own do: they are what patients typed."""
    settings = {"hide_parameters": True, **create_engine_kwargs(url)}
    if url.get_backend_name() == "sqlite":
        waits = {"timeout": _SECONDS_TO_WRITE, "check_same_thread": False}
        engine = sa.create_engine(url, poolclass=QueuePool, connect_args=waits, **settings)
        sa.event.listen(engine, "connect", _tune_sqlite)
        return engine
    if url.get_backend_name() == "postgresql":
        settings["connect_args"] = {"connect_timeout": _SECONDS_TO_CONNECT, **settings.get("connect_args", {})}
    # A connection that a restart of the database broke is noticed before it is used.
    return sa.create_engine(url, pool_pre_ping=True, **settings)


def _tune_sqlite(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")
