"""The engine of a SQL database: how long it may take, how it writes, and what its errors tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import create_engine_kwargs
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool

SECONDS_TO_ANSWER = 4  # for one statement, and for one writer to wait for another
_SECONDS_TO_CONNECT = 3
_SECONDS_IDLE = 10  # in the middle of a transaction: its worker is gone

_SQLITE = "sqlite"
_POSTGRESQL = "postgresql"
_WRITES = "writes"

# A server that vanished without a word is noticed after some seconds instead of some hours.
_POSTGRESQL_CONNECTION = {
    "connect_timeout": _SECONDS_TO_CONNECT,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": SECONDS_TO_ANSWER * 1000,
}
_POSTGRESQL_LIMITS = {
    "statement_timeout": SECONDS_TO_ANSWER * 1000,
    "lock_timeout": SECONDS_TO_ANSWER * 1000,
    "idle_in_transaction_session_timeout": _SECONDS_IDLE * 1000,
}
# The number is this table's: locks for other things never meet it.
_ONE_WRITER = sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 7073746))")


def open_engine(url: sa.engine.URL) -> Engine:
    """An engine whose errors do not quote values, as Rasa's own do: they are what patients typed."""
    settings = {"hide_parameters": True, **create_engine_kwargs(url)}
    if url.get_backend_name() == _SQLITE:
        waits = {"timeout": SECONDS_TO_ANSWER, "check_same_thread": False}
        engine = sa.create_engine(url, poolclass=QueuePool, connect_args=waits, **settings)
        sa.event.listen(engine, "connect", _tune_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    if url.get_backend_name() == _POSTGRESQL:
        settings["connect_args"] = _postgresql_arguments(settings.get("connect_args", {}))
    # A connection that a restart of the database broke is noticed before it is used.
    return sa.create_engine(url, pool_pre_ping=True, pool_timeout=SECONDS_TO_ANSWER, **settings)


@contextmanager
def patient(engine: Engine) -> Iterator[Connection]:
    """A transaction that may take as long as it takes."""
    with engine.begin() as connection:
        if engine.dialect.name == _POSTGRESQL:
            connection.execute(sa.text("SET LOCAL statement_timeout = 0"))
        yield connection


@contextmanager
def one_writer(engine: Engine, name: str) -> Iterator[Connection]:
    """A transaction that no other one of this name runs beside, in any process on any host."""
    with engine.execution_options(**{_WRITES: True}).begin() as connection:
        if engine.dialect.name == _POSTGRESQL:
            connection.execute(_ONE_WRITER, {"name": name})
        yield connection


def empty_log(engine: Engine) -> None:
    """SQLite's write-ahead log still holds what was written before it was deleted."""
    if engine.dialect.name == _SQLITE:
        with closing(engine.raw_connection()) as connection:  # outside of any transaction
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _postgresql_arguments(given: dict[str, Any]) -> dict[str, Any]:
    limits = " ".join(f"-c{name}={value}" for name, value in _POSTGRESQL_LIMITS.items())
    return {**_POSTGRESQL_CONNECTION, **given, "options": f"{limits} {given.get('options', '')}".strip()}


def _tune_sqlite(connection: Any, _: Any) -> None:
    # SQLAlchemy begins the transactions: the driver would begin them only with the first change.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
