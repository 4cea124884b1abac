"""How much one conversation and one address may send; the settings of the strict server are low."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from running import Server, is_problem

from pump_navigator.server import limits
from pump_navigator.server.limits import PerMinute, network

DANGER = "my son is unconscious and won't wake up"


async def test_so_many_in_any_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(limits, "monotonic", lambda: now)
    limit = PerMinute(2)
    assert await limit.take("a") == 0
    now = 130.0
    assert await limit.take("a") == 0
    assert await limit.take("a") == 30
    assert await limit.take("b") == 0
    now = 160.0
    assert await limit.take("a") == 0
    assert await limit.take("a") == 30


async def test_refused_ones_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(limits, "monotonic", lambda: now)
    limit = PerMinute(1)
    await limit.take("a")
    for now in range(1, 60):
        assert await limit.take("a") == 60 - now
    now = 60.0
    assert await limit.take("a") == 0


async def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_KEYS_KEPT", 10)
    limit = PerMinute(1)
    for number in range(1000):
        await limit.take(str(number))
    assert len(limit._times) == 10


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
    ],
)
def test_who_an_address_stands_for(address: str, expected: str) -> None:
    assert network(address) == expected


def test_messages_of_a_conversation(strict_server: Server) -> None:
    talk = strict_server.conversation()
    answers = [talk.say("hello") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert is_problem(answers[-1], 429, "too_fast")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert strict_server.conversation().say("hello").status_code == 200
    assert talk.heard() == ["hello"] * 3


def test_danger_is_answered_to_somebody_who_writes_too_fast(strict_server: Server) -> None:
    talk = strict_server.conversation()
    for _ in range(3):
        talk.say("hello")
    assert talk.say("hello").status_code == 429
    assert talk.say(DANGER).json()["topic"] == "safety/emergency"


def test_requests_of_an_address(strict_server: Server) -> None:
    client = strict_server.client()
    answers = [client.begin() for _ in range(9)]
    assert [answer.status_code for answer in answers[:8]] == [200] * 8
    assert is_problem(answers[8], 429, "too_many")
    assert 1 <= int(answers[8].headers["retry-after"]) <= 60
    assert client.http.get("/health").status_code == 200
    assert is_problem(client.say("what does a pump cost"), 429, "too_many")
    assert client.say(DANGER).json()["topic"] == "safety/emergency"
    assert strict_server.client().begin().status_code == 200


def test_the_length_of_a_text(strict_server: Server) -> None:
    talk = strict_server.conversation()
    assert talk.say("a cost " * 14).status_code == 200
    assert is_problem(talk.say("a cost " * 15), 413, "too_long")


def test_the_size_of_a_body(strict_server: Server) -> None:
    assert is_problem(strict_server.conversation().send(b" " * 2049), 413, "too_large")


def test_who_comes_while_too_many_wait_is_told_so_at_once_unless_in_danger(strict_server: Server) -> None:
    first, second = strict_server.conversation(), strict_server.conversation()
    with ThreadPoolExecutor(1) as threads:
        with _held(strict_server.database):
            waiting = threads.submit(first.say, "what does a pump cost")
            while "pump_navigator_waiting 1.0" not in strict_server.client().http.get("/metrics").text:
                assert not waiting.done()
            refused = second.say("what does a sensor cost")
            assert is_problem(refused, 503, "busy")
            assert refused.headers["retry-after"]
            assert second.say(DANGER).json()["topic"] == "safety/emergency"
        assert waiting.result().status_code == 200


@contextmanager
def _held(database: Path) -> Iterator[None]:
    """While somebody else writes to a database, whoever wants to write waits."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_the_life_of_a_token(strict_server: Server) -> None:
    import jwt

    told = jwt.decode(strict_server.conversation().token, options={"verify_signature": False})
    assert told["exp"] - told["iat"] == pytest.approx(3600, abs=2)
