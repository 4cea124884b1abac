"""Headers on every answer."""

from __future__ import annotations

import pytest
from running import CLINIC, Client, Server


def _answers(server: Server, talk: Client) -> list:
    http = talk.http
    return [
        talk.say("hello"),
        talk.transcript(),
        talk.press("/restart"),
        http.get("/health"),
        http.get("/metrics"),
        http.get("/openapi.json"),
        http.get("/"),
        http.get("/clinic.css"),
        http.get("/frame.html"),
        http.get("/widget.js"),
        http.get("/nothing"),
        http.put("/health"),
        server.client(Origin="null").begin(),
        talk.send(b" " * 20_000),
    ]


def test_on_all_answers(server: Server, talk: Client) -> None:
    for answer in _answers(server, talk):
        where = answer.request.url.path
        assert answer.headers["x-content-type-options"] == "nosniff", where
        assert answer.headers["referrer-policy"] == "no-referrer", where
        assert "default-src 'none'" in answer.headers["content-security-policy"], where
        assert "set-cookie" not in answer.headers, where
        assert "server" not in answer.headers, where
        assert "unsafe" not in answer.headers["content-security-policy"], where


def test_conversations_are_kept_by_no_cache(talk: Client) -> None:
    for answer in (talk.say("hello"), talk.transcript(), talk.press("/restart")):
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("path", "ancestors"), [("/", "'none'"), ("/frame.html", f"'self' {CLINIC}")])
def test_who_may_frame_a_page(server: Server, path: str, ancestors: str) -> None:
    policy = server.client().http.get(path).headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors {ancestors}")
