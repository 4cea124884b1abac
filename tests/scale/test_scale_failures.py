"""Whatever dies while people talk: what was acknowledged is there, once, in order, and nobody restarts what lives."""

from __future__ import annotations

import json
import signal
from uuid import uuid4

import aio_pika
import httpx
import pytest
from engines import until
from load import Crowd, crowd
from network import Network
from running import Client, a_word, is_problem

HOURS = 3600


@pytest.fixture
def talk(well: Network) -> Client:
    return well.conversation()


def test_a_server_is_killed(well: Network) -> None:
    with crowd(well.conversation) as people:
        address = well.other.url
        well.other.stop(signal.SIGKILL)
        people.goes_on()
        well.other.start(address)
        people.goes_on()


def test_a_server_ends_in_good_order(well: Network) -> None:
    """As when a new model is brought in: one server after the other."""
    with crowd(well.conversation) as people:
        for server in (well.one, well.other):
            address = server.url
            assert server.stop(signal.SIGTERM) == 0
            people.goes_on()
            server.start(address)
            people.goes_on()


def test_the_database_is_killed(well: Network, talk: Client) -> None:
    with crowd(well.conversation) as people:
        well.database.kill()
        _are_refused(well, people, talk)
        well.database.start()


def test_redis_is_killed(well: Network, talk: Client) -> None:
    with crowd(well.conversation) as people:
        well.redis.kill()
        _are_refused(well, people, talk)
        well.redis.start()


def test_the_database_does_not_answer(well: Network, talk: Client) -> None:
    with crowd(well.conversation) as people, well.database.stopped():
        _are_refused(well, people, talk)
        # The server itself goes on: only what needs the database waits for it.
        assert httpx.get(f"{well.one.url}/openapi.json", timeout=1).is_success


def test_a_table_is_locked_for_long(well: Network, talk: Client) -> None:
    with crowd(well.conversation) as people, well.database.connection() as connection:
        connection.autocommit = False
        connection.cursor().execute("LOCK TABLE events IN ACCESS EXCLUSIVE MODE")
        _are_refused(well, people, talk)
        connection.rollback()


def test_redis_does_not_answer(well: Network, talk: Client) -> None:
    assert well.redis.process
    with crowd(well.conversation) as people:
        well.redis.process.send_signal(signal.SIGSTOP)
        try:
            _are_refused(well, people, talk)
            assert httpx.get(f"{well.one.url}/openapi.json", timeout=1).is_success
        finally:
            well.redis.process.send_signal(signal.SIGCONT)


def test_redis_forgets_the_locks(well: Network) -> None:
    """Two who each think that it is their turn: the database lets one of them write."""
    with crowd(well.conversation) as people:
        for _ in range(5):
            well.redis.client().flushall()
            people.goes_on()


@pytest.mark.parametrize("jump", [2 * HOURS, -2 * HOURS], ids=["ahead", "back"])
def test_the_clock_of_one_server_jumps(well: Network, jump: int) -> None:
    try:
        with crowd(well.conversation) as people:
            well.clock.set(jump)
            people.goes_on()
            later = well.conversation()
            assert well.at(well.one, later).say("hello").status_code == 200
            assert well.at(well.other, later).say("who trains me").status_code == 200
            well.clock.set(0)
            people.goes_on()
        assert later.heard() == ["hello", "who trains me"]
    finally:
        well.clock.set(0)


def test_danger_is_answered_while_the_database_is_away(well: Network, talk: Client) -> None:
    well.database.kill()
    try:
        answer = talk.say("my son passed out and won't wake up")
        assert answer.status_code == 200
        assert answer.json()["topic"] == "safety/emergency"
        assert "911" in answer.json()["messages"][0]["text"]
        assert is_problem(talk.say("what does a pump cost"), 503, "store_lost")
    finally:
        well.database.start()


async def test_analytics_get_the_course_and_no_word(well: Network) -> None:
    word = a_word("zebra")
    talk = well.conversation()
    talk.say(f"what does a sensor cost, {word}")
    talk.say("make a call script")
    seen = []
    broker = await aio_pika.connect(port=well.rabbit.port)
    async with broker, broker.channel() as channel:
        queue = await channel.declare_queue("analytics", durable=True)
        async with queue.iterator(timeout=60) as messages:
            async for message in messages:
                await message.ack()
                seen.append(json.loads(message.body))
                if seen[-1].get("name") == "paper_form":
                    break
    ours = [event for event in seen if word not in json.dumps(event)]
    assert len(ours) == len(seen)
    assert any(event.get("parse_data", {}).get("intent", {}).get("name") == "ask_costs" for event in seen)
    assert any(event.get("name") == "device" and event.get("value") == "cgm" for event in seen)
    assert not any("text" in event for event in seen)


def test_the_broker_is_killed(well: Network) -> None:
    with crowd(well.conversation) as people:
        well.rabbit.kill()
        people.goes_on()
        well.rabbit.start()


def _are_refused(network: Network, people: Crowd, talk: Client) -> None:
    """A person gets a problem document, who is in danger an answer; an operator sees it, a client knows how long."""
    answer = talk.say("what does a pump cost", **{"Idempotency-Key": uuid4().hex})
    assert is_problem(answer, 503, "store_lost")
    assert int(answer.headers["Retry-After"]) > 0
    assert is_problem(httpx.get(f"{network.one.url}/health", timeout=60), 503, "store_lost")
    until(lambda: people.refusals, "people are refused")
    assert {is_problem(refusal, 503, "store_lost") for refusal in people.refusals} == {True}
    assert talk.say("my son is unconscious and does not wake up").json()["topic"] == "safety/emergency"
