"""Which websites may call."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from running import CLINIC, Server, is_problem

from pump_navigator.server.origins import Origins
from pump_navigator.website import plain_origin

CALLS = [
    ("POST", "/webhooks/navigator/sessions"),
    ("DELETE", "/webhooks/navigator/sessions"),
    ("POST", "/webhooks/navigator/messages"),
    ("GET", "/webhooks/navigator/messages"),
    ("GET", "/webhooks/navigator/documents/appeal"),
]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://Clinic.Example", "https://clinic.example"),
        ("https://clinic.example:443/", "https://clinic.example"),
        ("http://clinic.example:8080", "http://clinic.example:8080"),
        ("http://[::1]:80", "http://[::1]"),
        ("null", None),
        ("*", None),
        ("https://*.clinic.example", None),
        ("https://clinic.example/page", None),
        ("https://user@clinic.example", None),
        ("https://clinic.example:port", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_how_an_origin_is_read(written: str, expected: str | None) -> None:
    assert plain_origin(written) == expected


def test_who_may_call() -> None:
    origins = Origins(["https://clinic.example"])
    assert origins.may_call(None, "server.example")
    assert origins.may_call("https://clinic.example", "server.example")
    assert origins.may_call("https://server.example", "server.example")
    assert origins.may_call("http://server.example:8080", "server.example:8080")
    for origin in (
        "null",
        "http://clinic.example",
        "https://clinic.example.evil.example",
        "https://evil-clinic.example",
        "https://clinic.example:8443",
        "https://server.example:8080",
        "https://server.example.evil.example",
    ):
        assert not origins.may_call(origin, "server.example"), origin


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_another_website_may_not_call(server: Server, method: str, path: str) -> None:
    client = server.client(Origin="https://evil.example")
    answer = client.http.request(method, path, json={"text": "hello"} if method == "POST" else None)
    assert is_problem(answer, 403, "foreign_origin")
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("origin", [CLINIC, "own"])
def test_the_clinics_website_and_the_server_may(server: Server, origin: str) -> None:
    origin = server.url if origin == "own" else origin
    answer = server.client(Origin=origin).begin()
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == origin
    assert "Origin" in answer.headers["vary"]


def test_the_own_origin_behind_a_proxy(server: Server) -> None:
    client = server.client(Origin="https://chat.example", Host="chat.example")
    assert client.begin().status_code == 200


def test_a_problem_can_be_read_by_the_clinics_website(server: Server) -> None:
    answer = server.client(Origin=CLINIC).say("hello")
    assert is_problem(answer, 401, "no_token")
    assert answer.headers["access-control-allow-origin"] == CLINIC
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(("method", "path"), CALLS)
def test_a_browser_asks_first(server: Server, method: str, path: str) -> None:
    asked = {
        "Origin": CLINIC,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    }
    answer = server.client().http.options(path, headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == CLINIC
    assert method in answer.headers["access-control-allow-methods"]
    allowed = answer.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("authorization", "content-type", "idempotency-key"))
    assert "access-control-allow-credentials" not in answer.headers
    assert is_problem(server.client().http.options(path, headers={**asked, "Origin": "null"}), 403, "foreign_origin")


def test_the_server_listens_where_it_was_told(server: Server) -> None:
    assert urlsplit(server.url).hostname == "127.0.0.1"
