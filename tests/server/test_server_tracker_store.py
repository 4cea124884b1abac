"""Stores that can delete, and that hide what they hold."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted, UserUttered
from sqlalchemy.exc import SQLAlchemyError

from pump_navigator.paths import DOMAIN
from pump_navigator.server import retention
from pump_navigator.server.settings import Settings
from pump_navigator.server.stores import Stores
from pump_navigator.tracker_store import MemoryStore, SQLStore

WORD = "pangolin"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(DOMAIN))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, domain: Domain, tmp_path: Path):
    if request.param == "memory":
        return MemoryStore(domain)
    return SQLStore(domain=domain, db=str(tmp_path / "talks.sqlite"))


async def _tell(store, conversation: str, *times: float) -> None:
    tracker = await store.retrieve(conversation) or store.init_tracker(conversation)
    for time in times:
        tracker.update(UserUttered(f"{WORD} {time}", timestamp=time))
    await store.save(tracker)


async def test_deletes_one_conversation(store) -> None:
    await _tell(store, "one", 1.0)
    await _tell(store, "other", 1.0)
    await store.delete("one")
    await store.delete("never there")
    assert not await store.exists("one")
    assert await store.retrieve("one") is None
    assert await store.exists("other")
    await store.ping()


async def test_expires_what_is_old(store) -> None:
    await _tell(store, "old", 10.0, 20.0)
    await _tell(store, "still going on", 10.0, 40.0)
    assert await store.expire(before=30.0) == 1
    assert sorted(await store.keys()) == ["still going on"]
    assert await store.expire(before=30.0) == 0


async def test_expires_many(domain: Domain, tmp_path: Path) -> None:
    store = SQLStore(domain=domain, db=str(tmp_path / "talks.sqlite"))
    for number in range(450):
        await _tell(store, f"old {number}", 10.0)
    await _tell(store, "new", 99.0)
    assert await store.expire(before=30.0) == 450
    assert list(await store.keys()) == ["new"]


async def test_a_clock_that_is_set_back_loses_nothing(store) -> None:
    tracker = store.init_tracker("one")
    tracker.update(SessionStarted(timestamp=1000.0))
    tracker.update(UserUttered("before", timestamp=1001.0))
    await store.save(tracker)
    await _tell(store, "one", 500.0)
    await _tell(store, "one", 501.0)
    told = [event.text for event in (await store.retrieve("one")).events if isinstance(event, UserUttered)]
    assert told == ["before", f"{WORD} 500.0", f"{WORD} 501.0"]


async def test_nothing_is_left_on_the_disk(domain: Domain, tmp_path: Path) -> None:
    store = SQLStore(domain=domain, db=str(tmp_path / "talks.sqlite"))
    await _tell(store, "one", *map(float, range(200)))
    assert _on_disk(tmp_path)
    await store.delete("one")
    assert not _on_disk(tmp_path)
    await _tell(store, "old", 1.0)
    await store.expire(before=2.0)
    assert not _on_disk(tmp_path)


async def test_an_error_quotes_nobody(domain: Domain, tmp_path: Path) -> None:
    path = tmp_path / "talks.sqlite"
    store = SQLStore(domain=domain, db=str(path))
    await _tell(store, "one", 1.0)
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE events")
        database.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id)")
    tracker = store.init_tracker("two")
    tracker.update(UserUttered(WORD))
    with pytest.raises(SQLAlchemyError) as error:
        await store.save(tracker)
    assert WORD not in str(error.value)


async def test_a_database_that_comes_back_is_used_again(domain: Domain, tmp_path: Path) -> None:
    path = tmp_path / "talks.sqlite"
    store = SQLStore(domain=domain, db=str(path))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(SQLAlchemyError):
        await _tell(store, "one", 1.0)
    other.close()
    await _tell(store, "one", 1.0)
    assert await store.exists("one")


def test_retention_as_a_job(domain: Domain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUMP_NAVIGATOR_DATA", str(tmp_path))
    monkeypatch.setattr(retention.logs, "configure", lambda: None)
    store = Stores.open(Settings.of_environment()).trackers
    store.domain = domain
    for conversation, time in {"old": 1.0, "new": 9e9, "newer": 9e9}.items():
        asyncio.run(_tell(store, conversation, time))
    assert retention.main([]) == 0
    assert sorted(asyncio.run(store.keys())) == ["new", "newer"]
    assert retention.main(["--conversation", "new"]) == 0
    assert asyncio.run(store.keys()) == ["newer"]


async def test_retention_outlives_a_lost_store(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = 0

    class Lost:
        async def expire(self, before: float) -> int:
            nonlocal tries
            tries += 1
            raise OSError(WORD)

    monkeypatch.setattr(retention, "_EVERY_SECONDS", 0)
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(retention.keep_expiring(Lost(), 1), 0.05)
    assert tries > 1


def _on_disk(folder: Path) -> bool:
    return any(WORD.encode() in path.read_bytes() for path in folder.iterdir())
