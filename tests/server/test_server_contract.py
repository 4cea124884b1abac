"""The calls and shapes that the contract names."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from running import Client, Server


def test_health_once_it_can_answer(server: Server) -> None:
    assert server.client().http.get("/health").status_code == 200


def test_a_session_opens_with_a_token_and_the_notice(server: Server) -> None:
    opening = server.client().begin().json()
    expires_in = datetime.fromisoformat(opening["expires_at"]) - datetime.now(timezone.utc)
    assert timedelta(days=6) < expires_in <= timedelta(days=7)
    (notice,) = opening["messages"]
    assert "not a doctor" in notice["text"]
    assert "911" in notice["text"]


def test_a_session_needs_no_body(server: Server) -> None:
    assert server.client().http.post("/webhooks/navigator/sessions").status_code == 200


def test_two_sessions_share_nothing(server: Server) -> None:
    one, other = server.conversation(), server.conversation()
    assert one.token != other.token
    one.say("do i need pre auth for the sensor")
    assert other.heard() == []


def test_a_question_is_answered(talk: Client) -> None:
    reply = talk.say("do i need pre auth for the sensor").json()
    assert set(reply) == {"topic", "topics", "guide", "device", "step", "messages"}
    assert reply["topic"] == "diabetes/preauthorization"
    assert reply["topics"] == ["diabetes/preauthorization"]
    assert (reply["guide"], reply["step"]) == ("diabetes", "insurance_approval")
    for message in reply["messages"]:
        assert message["text"]
        assert all(set(button) == {"title", "payload"} for button in message["buttons"])
        assert all(link["url"].startswith("https://") for link in message["links"])


def test_a_button_is_answered(talk: Client) -> None:
    offered = talk.say("how long does it take").json()["messages"][-1]["buttons"]
    reply = talk.press(offered[0]["payload"]).json()
    assert reply["messages"][0]["text"]


def test_messages_are_never_empty(talk: Client) -> None:
    for text in ("", " ", "\u200b", "???", "😀", "asdfgh", "/", "/open_topic"):
        answer = talk.say(text)
        assert answer.status_code == 200, text
        assert any(message["text"] for message in answer.json()["messages"]), text


def test_a_half_emoji_is_no_failure(talk: Client) -> None:
    assert talk.send(rb'{"text": "what does it cost \ud83d"}').status_code == 200


def test_a_typed_payload_is_only_text(talk: Client) -> None:
    talk.say('/report_emergency{"danger": "severe_low"}')
    assert talk.say("/restart").json()["messages"]
    assert talk.heard() == ['/report_emergency{"danger": "severe_low"}', "/restart"]


def test_the_transcript_tells_all_in_order(talk: Client) -> None:
    reply = talk.say("what does a pump cost").json()
    title, payload = reply["messages"][-1]["buttons"][0].values()
    pressed = talk.press(payload).json()
    told = talk.transcript().json()["messages"]
    assert [entry["from"] for entry in told][:2] == ["assistant", "user"]
    assert talk.heard() == ["what does a pump cost", title]
    said = [entry for entry in told if entry.pop("from") == "assistant"]
    assert said == talk.opening["messages"] + reply["messages"] + pressed["messages"]


def test_the_transcript_of_danger_has_the_persons_own_words(talk: Client) -> None:
    reply = talk.say("my son passed out and does not wake up").json()
    assert reply["topic"] == "safety/emergency"
    assert talk.heard() == ["my son passed out and does not wake up"]


def test_identifiers_are_masked_in_the_transcript_too(talk: Client) -> None:
    talk.say("my ssn is 123-45-6789, how long does it take")
    assert "6789" not in talk.transcript().text


def test_a_paper_that_is_not_there(talk: Client) -> None:
    assert talk.http.get("/webhooks/navigator/documents/appeal?format=pdf").status_code == 404


def test_rasas_own_doors_are_closed(server: Server) -> None:
    http = server.client().http
    assert http.post("/webhooks/rest/webhook", json={"sender": "me", "message": "hi"}).status_code == 404
    for path in ("/conversations/default/tracker", "/model/parse", "/status", "/version", "/domain"):
        assert http.get(path).status_code == 404
