"""What the widget makes of a server that is busy, strict, forgetful or away."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from browser import CLINIC, Answer, Clinic, StandIn, Widget, answer, refusal, screenshot
from playwright.sync_api import expect

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def test_a_message_carries_the_token_and_a_key_of_its_own(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    widget.open().say("one")
    widget.say("two")
    assert [said.body for said in stand_in.said] == [{"text": "one"}, {"text": "two"}]
    assert {said.token for said in stand_in.said} == {"Bearer token-1"}
    keys = {said.key for said in stand_in.said}
    assert len(keys) == 2
    assert all(UUID.fullmatch(key or "") for key in keys)


def test_a_button_sends_its_payload(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    widget.open()
    widget.window.get_by_role("button", name="Insulin pump").click()
    expect(widget.messages.last).to_contain_text("Answer 1.")
    assert stand_in.said[0].body == {"payload": "/pump"}
    expect(widget.own_messages).to_contain_text("Insulin pump")


def test_a_chosen_button_cannot_be_pressed_again(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    widget.open()
    choice = widget.window.get_by_role("button", name="Insulin pump")
    choice.click()
    expect(widget.messages.last).to_contain_text("Answer 1.")
    choice.click(force=True)
    widget.window.get_by_role("button", name="Glucose sensor").click(force=True)
    widget.say("something else")
    assert len(stand_in.said) == 2


def test_a_lost_request_is_repeated_with_the_same_key(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [Answer(lost=True), Answer(lost=True), answer("Here it is.")]
    clinic.visit()
    widget.open()
    clinic.page.clock.pause_at(datetime.now() + timedelta(hours=1))  # no attempt but those that are asked for
    widget.input.fill("Are you there?")
    widget.send.click()
    for attempts in (1, 2):
        expect(widget.status).to_contain_text("Connection lost. Trying again")
        assert len(stand_in.said) == attempts
        widget.status.get_by_role("button", name="Try now").click()
    expect(widget.messages.last).to_contain_text("Here it is.")
    assert len({said.key for said in stand_in.said}) == 1
    assert len(stand_in.said) == 3
    expect(widget.own_messages).to_have_count(1)


def test_what_was_not_sent_is_sent_after_a_reload(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [Answer(lost=True)]
    page = clinic.visit()
    widget.open()
    widget.input.fill("Do not forget me")
    widget.send.click()
    expect(widget.status).to_contain_text("Connection lost")
    page.goto(f"{CLINIC}/contact")
    expect(widget.messages.last).to_contain_text("Answer 2.")
    assert stand_in.said[0].key == stand_in.said[1].key
    assert stand_in.sessions == 1


def test_messages_written_while_offline_wait_in_their_order(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [Answer(lost=True)]
    clinic.visit()
    widget.open()
    for text in ("first", "second", "third"):
        widget.input.fill(text)
        widget.send.click()
    expect(widget.messages.last).to_contain_text("Answer 4.")
    assert [said.body["text"] for said in stand_in.said] == ["first", "first", "second", "third"]


def test_an_expired_session_is_replaced_and_the_transcript_stays(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    clinic.visit()
    widget.open().say("before")
    stand_in.answers = [refusal(401, "This conversation has ended.")]
    reply = widget.say("after")
    expect(reply).to_contain_text("Answer 3.")
    expect(widget.own_messages).to_have_text([re.compile("before"), re.compile("after")])
    expect(widget.window.locator("li.notice")).to_contain_text("a new one has begun")
    assert [said.token for said in stand_in.said] == ["Bearer token-1", "Bearer token-1", "Bearer token-2"]
    screenshot(clinic.page, "expired-session")


def test_too_many_messages_wait_as_long_as_the_server_says(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [refusal(429, "Too many messages.", **{"Retry-After": "600"})]
    clinic.page.clock.install()
    clinic.visit()
    widget.open()
    widget.input.fill("Hurry")
    widget.send.click()
    expect(widget.status).to_contain_text("Too many messages. Trying again in 600 seconds.")
    clinic.page.clock.fast_forward("09:00")
    expect(widget.status).to_contain_text("Trying again")
    assert len(stand_in.said) == 1
    clinic.page.clock.fast_forward("01:00")
    expect(widget.messages.last).to_contain_text("Answer 2.")


def test_a_busy_server_is_asked_again(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.openings = [refusal(503, "", **{"Retry-After": "600"})]
    clinic.page.clock.install()
    clinic.visit()
    widget.launcher.click()
    expect(widget.status).to_contain_text("busy")
    clinic.page.clock.fast_forward("10:00")
    expect(widget.messages.first).to_be_visible()


def test_a_refused_message_says_why_and_can_be_sent_again(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [refusal(400, "That message could not be read.")]
    clinic.visit()
    widget.open()
    widget.input.fill("A lot")
    widget.send.click()
    expect(widget.own_messages).to_contain_text("That message could not be read.")
    screenshot(clinic.page, "refused-message")
    widget.window.get_by_role("button", name="Try again").click()
    expect(widget.messages.last).to_contain_text("Answer 2.")
    expect(widget.own_messages).not_to_contain_text("could not be read")


def test_a_message_that_is_too_long_comes_back_to_be_made_shorter(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    stand_in.answers = [refusal(413, "That message is too long for us.")]
    clinic.visit()
    widget.open()
    widget.input.fill("A lot")
    widget.send.click()
    expect(widget.status).to_contain_text("That message is too long for us.")
    expect(widget.input).to_have_value("A lot")
    expect(widget.own_messages).to_have_count(0)
    widget.say("Less")
    expect(widget.status).to_be_empty()


def test_a_page_that_may_not_call_is_told_so_in_a_sentence(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.openings = [refusal(403, "This website may not use the chat.")]
    clinic.visit()
    widget.launcher.click()
    expect(widget.status).to_contain_text("This website may not use the chat.")


def test_data_is_not_called_deleted_before_the_server_has_said_so(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    stand_in.deletions = [Answer(lost=True)]
    clinic.visit()
    widget.open().say("Something private")
    for sentence in ("nothing is deleted yet", "has been deleted"):
        widget.menu("Delete my data")
        widget.window.get_by_role("button", name="Yes, delete it").click()
        expect(widget.window).to_contain_text(sentence)
    assert stand_in.deleted == 1


def test_the_window_opens_once_its_program_can_be_loaded(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    blocked = re.compile(r"/pump-navigator\.js")
    page = clinic.page
    page.route(blocked, lambda route: route.abort())
    clinic.visit()
    widget.launcher.click()
    expect(page.get_by_role("status").filter(has_text="could not be loaded")).to_be_visible()
    page.unroute(blocked)
    widget.open()


def test_every_text_can_come_from_the_server_in_another_language(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    stand_in.lang = "es"
    stand_in.strings = {"send": "Enviar", "placeholder": "Escriba su pregunta", "title": "Guía de bombas"}
    page = clinic.visit('data-lang="es" data-label="¿Preguntas?"')
    page.get_by_role("button", name="¿Preguntas?").click()
    expect(widget.window.get_by_role("button", name="Enviar")).to_be_visible()
    expect(widget.window.get_by_role("heading", name="Guía de bombas")).to_be_visible()
    expect(widget.window).to_have_attribute("lang", "es")
