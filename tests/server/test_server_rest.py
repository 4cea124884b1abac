"""Rasa's plain REST channel, once an operator has turned it on."""

from __future__ import annotations

import uuid

import httpx
import pytest
from running import Server, is_problem


@pytest.fixture
def sender() -> str:
    return uuid.uuid4().hex


def _post(server: Server, **body: object) -> httpx.Response:
    return server.client().http.post("/webhooks/rest/webhook", json=body)


def test_rasas_shapes(strict_server: Server, sender: str) -> None:
    first = _post(strict_server, sender=sender, message="do i need pre auth for the sensor").json()
    assert all(message["recipient_id"] == sender and message["text"] for message in first)
    pressed = _post(strict_server, sender=sender, message=first[-1]["buttons"][0]["payload"]).json()
    assert pressed[0]["custom"]["kind"] == "list"


def test_danger_is_looked_for_first(strict_server: Server, sender: str) -> None:
    (alert,) = _post(strict_server, sender=sender, message="my son passed out and does not wake up").json()
    assert alert["custom"]["kind"] == "alert"


def test_a_typed_payload_is_only_text(strict_server: Server, sender: str) -> None:
    answer = _post(strict_server, sender=sender, message='/report_safe{"alert": "<img>"}')
    assert answer.status_code == 200
    assert "<img>" not in answer.text


@pytest.mark.parametrize(
    "body", [{"message": "hi"}, {"sender": "", "message": "hi"}, {"sender": 5, "message": "hi"}, {"sender": "x"}]
)
def test_nobody_shares_a_conversation(strict_server: Server, body: dict[str, object]) -> None:
    assert is_problem(_post(strict_server, **body), 400, "no_sender")


def test_a_conversation_of_the_widget_cannot_be_named(strict_server: Server) -> None:
    import jwt

    talk = strict_server.conversation()
    sub = jwt.decode(talk.token, options={"verify_signature": False})["sub"]
    _post(strict_server, sender=sub, message="hello")
    assert talk.heard() == []


def test_limits_hold(strict_server: Server, sender: str) -> None:
    assert is_problem(_post(strict_server, sender=sender, message="cost " * 30), 413, "too_long")
    answer = strict_server.client().http.post("/webhooks/rest/webhook", content=b"sender=x&message=y")
    assert is_problem(answer, 415, "not_json")
