"""Every refusal is an honest problem document with a sentence for the person."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import textstat
import yaml
from running import Client, Server, is_problem

from pump_navigator.server import problems

TEXTS = yaml.safe_load(Path(problems.__file__).with_name("problems.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b"{'text': 'x'}",
        b"[" * 8000,
        pytest.param(b'{"text": "\x00"}', id="raw control character"),
    ],
)
def test_what_is_no_json_object(talk: Client, body: bytes) -> None:
    assert is_problem(talk.send(body), 400, "malformed")


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ["a"]}',
        b'{"payload": {}}',
        b'{"text": "a", "payload": "b"}',
    ],
)
def test_neither_text_nor_payload(talk: Client, body: bytes) -> None:
    assert is_problem(talk.send(body), 400, "neither_text_nor_payload")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_json_only(talk: Client, kind: str) -> None:
    answer = talk.send(b'{"text": "hello"}', **{"Content-Type": kind})
    assert is_problem(answer, 415, "not_json")
    assert talk.heard() == []


def test_a_session_is_json_too(server: Server) -> None:
    answer = server.client().http.post("/webhooks/navigator/sessions", content=b"a=b")
    assert is_problem(answer, 415, "not_json")


def test_a_content_type_may_name_its_encoding(talk: Client) -> None:
    assert talk.send(b'{"text": "hello"}', **{"Content-Type": "Application/JSON; charset=utf-8"}).status_code == 200


@pytest.mark.parametrize(
    "payload",
    [
        '/open_topic{"topic": "diabetes/costs"}',
        "/restart",
        "/report_safe",
        '/greet{"alert": "x"}',
        "hello",
        "",
        "/" + "x" * 5000,
    ],
)
def test_only_payloads_that_were_offered(talk: Client, payload: str) -> None:
    assert is_problem(talk.press(payload), 403, "not_offered")


def test_an_offer_to_one_is_none_to_another(server: Server) -> None:
    one, other = server.conversation(), server.conversation()
    payload = one.say("how long does it take").json()["messages"][-1]["buttons"][0]["payload"]
    assert is_problem(other.press(payload), 403, "not_offered")


def test_too_long_a_text(talk: Client) -> None:
    assert talk.say("cost " * 400).status_code == 200
    assert is_problem(talk.say("cost " * 401), 413, "too_long")


def test_danger_is_heard_in_a_text_that_is_too_long(talk: Client) -> None:
    reply = talk.say("my daughter passed out and does not wake up. " + "please help " * 200)
    assert reply.json()["topic"] == "safety/emergency"


def test_too_large_a_body(talk: Client) -> None:
    assert is_problem(talk.send(b'{"text": "' + b" " * 16_384 + b'"}'), 413, "too_large")


def test_too_large_a_body_without_its_length(talk: Client) -> None:
    def chunks():
        yield b'{"text": "'
        for _ in range(20):
            yield b" " * 1000

    answer = talk.http.post(
        "/webhooks/navigator/messages", content=chunks(), headers={"Content-Type": "application/json"}
    )
    assert is_problem(answer, 413, "too_large")


def test_no_such_path(server: Server) -> None:
    assert is_problem(server.client().http.get("/nothing"), 404, "not_found")


def test_no_such_method(server: Server) -> None:
    answer = server.client().http.put("/webhooks/navigator/messages", json={})
    assert is_problem(answer, 405, "method_not_allowed")
    assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize(
    "head",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"POST /webhooks/navigator/messages HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
def test_broken_http_breaks_nothing(server: Server, head: bytes) -> None:
    where = urlsplit(server.url)
    with socket.create_connection((where.hostname, where.port), timeout=20) as connection:
        connection.sendall(head)
        answer = connection.recv(65_536)
    assert not answer or b" 40" in answer.splitlines()[0] or b" 41" in answer.splitlines()[0], answer
    assert server.client().http.get("/health").status_code == 200


@pytest.mark.parametrize("code", TEXTS)
def test_each_sentence_is_plain(code: str) -> None:
    sentence = TEXTS[code]["detail"].format(emergency_number="911")
    assert textstat.flesch_kincaid_grade(sentence) <= 6


@pytest.mark.parametrize("code", ["too_fast", "too_many", "too_long", "busy", "store_lost", "failure"])
def test_who_cannot_get_through_is_told_whom_to_call(code: str) -> None:
    assert "{emergency_number}" in TEXTS[code]["detail"]
