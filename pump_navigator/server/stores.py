"""Where conversations and locks are kept: Rasa's `endpoints.yml`, else one SQLite file."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.core.lock_store import LockError, LockStore
from rasa.core.tracker_store import create_tracker_store
from rasa.core.utils import AvailableEndpoints
from rasa.shared.exceptions import ConnectionException, RasaException
from rasa.utils.endpoints import EndpointConfig
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from pump_navigator.left_out import LeftOutError
from pump_navigator.server.locks import SECONDS_TO_ANSWER, RedisLocks
from pump_navigator.server.settings import Settings, SettingsError
from pump_navigator.tracker_store import SQLStore

# What the stores raise while they cannot be reached.
LOST = (SQLAlchemyError, RedisError, LockError, ConnectionException)

_FILE = "conversations.sqlite"
_SQL = "sql"
_REDIS = "redis"
_NEEDED = ("delete", "expire", "ping")


@dataclass(frozen=True)
class Stores:
    """All that outlives a request."""

    trackers: Any
    locks: LockStore
    endpoints: AvailableEndpoints

    @classmethod
    def open(cls, settings: Settings) -> Stores:
        """As the settings say. Raises `SettingsError`."""
        endpoints = _endpoints(settings.endpoints)
        try:
            trackers = _trackers(endpoints.tracker_store, settings)
            locks = _locks(endpoints.lock_store)
        except (RasaException, SQLAlchemyError, OSError, TypeError, LeftOutError) as error:
            reason = str(error).partition("\n")[0]
            raise SettingsError(f"{settings.endpoints.name}: {reason}. Mend: check the stores in it.") from error
        return cls(trackers, locks, endpoints)

    @property
    def redis(self) -> Any | None:
        """The Redis that has the locks, if they are in one."""
        return self.locks.red if isinstance(self.locks, RedisLocks) else None

    async def ping(self) -> None:
        """Raises what a store raises that cannot be reached."""
        await self.trackers.ping()
        await asyncio.to_thread(self.locks.get_lock, "")

    def disconnect(self) -> None:
        """Close the connections of this process; they open again when they are needed."""
        if isinstance(self.trackers, SQLStore):
            self.trackers.disconnect()


def _endpoints(path: Path) -> AvailableEndpoints:
    try:
        return AvailableEndpoints.read_endpoints(str(path)) if path.exists() else AvailableEndpoints()
    except RasaException as error:
        raise SettingsError(f"{path.name} cannot be read. Mend: docs/operating.md shows one.") from error


def _trackers(endpoint: EndpointConfig | None, settings: Settings) -> Any:
    if endpoint is None:
        return SQLStore(db=str(settings.data / _FILE))
    if endpoint.type is None or endpoint.type.lower() == _SQL:
        return SQLStore(host=endpoint.url, **endpoint.kwargs)
    store = create_tracker_store(endpoint)
    if not all(hasattr(store, name) for name in _NEEDED):
        raise SettingsError(
            f"tracker_store {endpoint.type} cannot delete conversations. Mend: use SQL in {settings.endpoints.name}."
        )
    return store


def _locks(endpoint: EndpointConfig | None) -> LockStore:
    if endpoint is not None and endpoint.type == _REDIS:
        return RedisLocks(host=endpoint.url, **{"socket_timeout": SECONDS_TO_ANSWER, **endpoint.kwargs})
    return LockStore.create(endpoint)
