"""What a patient typed is deleted when they say so, and reaches no log and no figure."""

from __future__ import annotations

import sqlite3

from running import Client, Server, a_word, is_problem


def test_deleted_is_deleted(server: Server) -> None:
    talk, word = server.conversation(), a_word("zebra")
    talk.say(f"what does a {word} pump cost")
    assert word.encode() in server.stored
    assert talk.forget().status_code == 204
    assert word.encode() not in server.stored
    assert is_problem(talk.say("hello"), 401, "ended")
    assert is_problem(talk.transcript(), 401, "ended")
    assert talk.forget().status_code == 204


def test_said_in_the_chat_it_is_deleted_too_once_confirmed(server: Server) -> None:
    talk, word = server.conversation(), a_word("lemur")
    talk.say(f"what does a {word} pump cost")
    asked = talk.say("delete my data").json()
    assert word.encode() in server.stored
    (yes,) = [b["payload"] for m in asked["messages"] for b in m["buttons"] if b["title"] == "Yes, delete it"]
    assert talk.press(yes).json()["topic"] == "assistant/privacy"
    assert word.encode() not in server.stored
    assert is_problem(talk.say("hello"), 401, "ended")
    assert talk.begin().status_code == 200
    assert talk.say("what does a pump cost").status_code == 200


def test_only_the_own_conversation_is_deleted(server: Server) -> None:
    one, other = server.conversation(), server.conversation()
    one.say("what does a pump cost")
    other.say("how long does it take")
    one.forget()
    assert other.heard() == ["how long does it take"]


def test_nothing_begins_again_behind_a_deletion(server: Server) -> None:
    from concurrent.futures import ThreadPoolExecutor

    talk, word = server.conversation(), a_word("gnu")
    with ThreadPoolExecutor(4) as threads:
        said = [threads.submit(talk.say, f"what does a {word} cost") for _ in range(3)]
        assert talk.forget().status_code == 204
    assert {answer.result().status_code for answer in said} <= {200, 401}
    talk.forget()
    assert word.encode() not in server.stored


def test_the_database_is_the_owners_alone_and_writes_ahead(server: Server, talk: Client) -> None:
    talk.say("hello")
    for path in server.database.parent.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path
    with sqlite3.connect(server.database) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_nothing_typed_reaches_a_log_or_a_figure(server: Server) -> None:
    word = a_word("okapi")
    talk = server.conversation()
    talk.say(f"what does a {word} cost")
    talk.say(f"what does a {word} cost", **{"Idempotency-Key": word})
    talk.say(f"my {word} passed out and does not wake up")
    talk.say(f"i am safe {word}")
    talk.press(f'/{word}{{"topic": "{word}"}}')
    talk.say(word * 500)
    talk.send(f'{{"text": "{word}'.encode())
    talk.send(f'{{"{word}": "{word}"}}'.encode(), **{"Content-Type": word})
    talk.http.get(f"/{word}?{word}={word}")
    talk.http.get(f"/webhooks/navigator/documents/{word}?format={word}")
    talk.http.request(word.upper(), "/webhooks/navigator/messages")
    server.client(Authorization=f"Bearer {word}", Origin=f"https://{word}.example").say(word)
    _with_the_store_lost(server, lambda: talk.say(f"and the {word}"))
    assert word not in server.logs.lower()
    assert word not in server.client().http.get("/metrics").text.lower()


def test_a_lost_store_is_told_and_nothing_is_lost(server: Server) -> None:
    talk = server.conversation()
    talk.say("what does a pump cost")
    answer = _with_the_store_lost(server, lambda: talk.say("how long does it take", **{"Idempotency-Key": "k"}))
    assert is_problem(answer, 503, "store_lost")
    assert answer.headers["retry-after"]
    assert talk.say("how long does it take", **{"Idempotency-Key": "k"}).status_code == 200
    assert talk.heard() == ["what does a pump cost", "how long does it take"]


def _with_the_store_lost(server: Server, call):  # type: ignore[no-untyped-def]
    """As when the disk is gone: nothing can be written."""
    database = sqlite3.connect(server.database, isolation_level=None)
    database.execute("BEGIN EXCLUSIVE")
    try:
        return call()
    finally:
        database.close()
