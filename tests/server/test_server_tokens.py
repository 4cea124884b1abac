"""A stranger's conversation is neither read, continued nor deleted."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

import jwt
import pytest
from running import SECRET, Client, Server, is_problem

from pump_navigator.server.problems import ProblemError
from pump_navigator.server.settings import Settings
from pump_navigator.server.tokens import Tokens

KEY = b"k" * 64
OWN_KEY = Settings(secret=SECRET).keys[0]
HOUR = timedelta(hours=1)


def claims(**changed: object) -> dict[str, object]:
    now = datetime.now(timezone.utc)
    return {"iss": "pump-navigator", "sub": "abc", "iat": now, "exp": now + HOUR} | changed


def refused(token: str, keys: tuple[bytes, ...] = (KEY,)) -> str:
    with pytest.raises(ProblemError) as problem:
        Tokens(keys, HOUR).conversation(f"Bearer {token}")
    return problem.value.code


def test_a_token_names_its_conversation() -> None:
    tokens = Tokens([KEY], HOUR)
    assert tokens.conversation(f"Bearer {tokens.issue('abc').text}") == "abc"
    assert tokens.conversation(f"bearer {tokens.issue('abc').text}") == "abc"


def test_every_altered_character_counts() -> None:
    token = Tokens([KEY], HOUR).issue("abc").text
    for place, character in enumerate(token):
        for other in "AB.-":
            if other != character:
                assert refused(token[:place] + other + token[place + 1 :]) == "bad_token"


@pytest.mark.parametrize("addition", ["=", "A", ".", "!", " x"])
def test_nothing_may_be_added(addition: str) -> None:
    assert refused(Tokens([KEY], HOUR).issue("abc").text + addition) == "bad_token"


def test_a_token_of_another_key() -> None:
    assert refused(Tokens([b"o" * 64], HOUR).issue("abc").text) == "bad_token"


def test_a_token_without_a_signature() -> None:
    assert refused(jwt.encode(claims(), "", "none")) == "bad_token"


@pytest.mark.parametrize("algorithm", ["HS256", "HS512"])
def test_a_token_of_another_algorithm(algorithm: str) -> None:
    assert refused(jwt.encode(claims(), KEY, algorithm)) == "bad_token"


@pytest.mark.parametrize("changed", [{"iss": "another"}, {"sub": 5}])
def test_a_token_of_something_else(changed: dict[str, object]) -> None:
    assert refused(jwt.encode(claims(**changed), KEY, "HS384")) == "bad_token"


@pytest.mark.parametrize("missing", ["iss", "sub", "exp", "iat"])
def test_a_token_that_tells_too_little(missing: str) -> None:
    told = claims()
    del told[missing]
    assert refused(jwt.encode(told, KEY, "HS384")) == "bad_token"


def test_an_expired_token() -> None:
    past = datetime.now(timezone.utc) - timedelta(seconds=1)
    assert refused(jwt.encode(claims(exp=past), KEY, "HS384")) == "expired_token"


def test_a_key_can_be_changed_while_people_talk() -> None:
    before = Tokens([KEY], HOUR).issue("abc").text
    both = Tokens([b"n" * 64, KEY], HOUR)
    assert both.conversation(f"Bearer {before}") == "abc"
    assert refused(both.issue("abc").text, (KEY,)) == "bad_token"


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic abc", "abc"])
def test_no_token(header: str | None) -> None:
    with pytest.raises(ProblemError) as problem:
        Tokens([KEY], HOUR).conversation(header)
    assert problem.value.code == "no_token"


def _calls(client: Client) -> list:
    return [
        client.say("hello"),
        client.press("/restart"),
        client.transcript(),
        client.forget(),
        client.http.get("/webhooks/navigator/documents/appeal"),
    ]


def test_no_call_without_a_token(server: Server) -> None:
    for answer in _calls(server.client()):
        assert is_problem(answer, 401, "no_token")
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("key", "algorithm"), [(OWN_KEY, "HS512"), (SECRET.encode(), "HS384"), (KEY, "HS384"), ("", "none")]
)
def test_no_call_with_a_guessed_or_foreign_token(talk: Client, key: bytes | str, algorithm: str) -> None:
    sub = jwt.decode(talk.token, options={"verify_signature": False})["sub"]
    talk.http.headers["Authorization"] = "Bearer " + jwt.encode(claims(sub=sub), key, algorithm)
    for answer in _calls(talk):
        assert is_problem(answer, 401, "bad_token")


def test_no_call_with_an_expired_token(talk: Client) -> None:
    sub = jwt.decode(talk.token, options={"verify_signature": False})["sub"]
    expired = jwt.encode(claims(sub=sub, exp=int(time.time()) - 1), OWN_KEY, "HS384")
    talk.http.headers["Authorization"] = f"Bearer {expired}"
    for answer in _calls(talk):
        assert is_problem(answer, 401, "expired_token")


def test_a_well_signed_token_of_no_conversation(server: Server) -> None:
    client = server.client(Authorization="Bearer " + jwt.encode(claims(sub="made-up"), OWN_KEY, "HS384"))
    assert is_problem(client.say("hello"), 401, "ended")
    assert is_problem(client.transcript(), 401, "ended")
