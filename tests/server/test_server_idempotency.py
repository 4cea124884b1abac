"""A message that is sent again because its answer was lost is answered again, and said once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from running import Client, Server, is_problem

QUESTIONS = ["what does a pump cost", "do i need pre auth", "how long does it take", "who trains me"]


@pytest.mark.parametrize(
    "text", ["how long does it take", "my ssn is 123-45-6789, what does it cost", "my son passed out", "???"]
)
def test_the_same_reply_again(talk: Client, text: str) -> None:
    first = talk.say(text, **{"Idempotency-Key": "one"})
    told = talk.transcript().json()
    assert talk.say(text, **{"Idempotency-Key": "one"}).json() == first.json()
    assert talk.transcript().json() == told


def test_the_same_reply_after_others(talk: Client) -> None:
    first = talk.say("what does a pump cost", **{"Idempotency-Key": "first"}).json()
    talk.say("and for a cortisol pump for addison's", **{"Idempotency-Key": "second"})
    assert talk.say("what does a pump cost", **{"Idempotency-Key": "first"}).json() == first
    assert len(talk.heard()) == 2


def test_a_button_again(talk: Client) -> None:
    payload = talk.say("how long does it take").json()["messages"][-1]["buttons"][0]["payload"]
    first = talk.press(payload, **{"Idempotency-Key": "press"}).json()
    assert talk.press(payload, **{"Idempotency-Key": "press"}).json() == first
    assert len(talk.heard()) == 2


def test_without_a_key_it_is_said_twice(talk: Client) -> None:
    talk.say("how long does it take")
    talk.say("how long does it take")
    assert len(talk.heard()) == 2


def test_a_key_counts_in_its_conversation_only(server: Server) -> None:
    one, other = server.conversation(), server.conversation()
    one.say("what does a pump cost", **{"Idempotency-Key": "same"})
    other.say("how long does it take", **{"Idempotency-Key": "same"})
    assert other.heard() == ["how long does it take"]


@pytest.mark.parametrize("key", ["", "with space", "x" * 129, "caf\u00e9".encode()])
def test_a_key_that_is_none(talk: Client, key: str | bytes) -> None:
    assert is_problem(talk.say("hello", **{"Idempotency-Key": key}), 400, "bad_key")


def test_the_same_message_twice_at_once(talk: Client) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: talk.say("what does a pump cost", **{"Idempotency-Key": "k"}), range(4)))
    assert len({answer.text for answer in answers}) == 1
    assert talk.heard() == ["what does a pump cost"]


def test_messages_at_once_are_answered_one_by_one(talk: Client) -> None:
    with ThreadPoolExecutor(4) as threads:
        answers = dict(zip(QUESTIONS, threads.map(talk.say, QUESTIONS), strict=True))
    told = talk.transcript().json()["messages"][len(talk.opening["messages"]) :]
    heard = [entry["text"] for entry in told if entry["from"] == "user"]
    assert sorted(heard) == sorted(QUESTIONS)
    expected = []
    for question in heard:
        expected.append({"from": "user", "text": question})
        expected += [{"from": "assistant", **message} for message in answers[question].json()["messages"]]
    assert told == expected
