"""Patient journeys against the running server, on a clinic's page of another origin."""

from __future__ import annotations

import re

import pytest
from browser import CLINIC, PHONE, Clinic, Widget, screenshot, wait_for_paint
from playwright.sync_api import BrowserContext, expect


def test_a_question_is_asked_and_answered_by_mouse(clinic: Clinic, widget: Widget) -> None:
    clinic.visit()
    widget.open()
    widget.input.fill("Do I need prior authorization?")
    widget.send.click()
    expect(widget.own_messages.last).to_contain_text("Do I need prior authorization?")
    expect(widget.own_messages.last.locator("xpath=following-sibling::li").first).to_have_class(re.compile("assistant"))
    screenshot(clinic.page, "journey-by-mouse")
    assert clinic.errors == []


def test_a_question_is_asked_and_answered_by_keyboard_alone(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit()
    widget.launcher.wait_for()
    wait_for_paint(page)
    page.keyboard.press("Tab")  # the clinic's own link
    page.keyboard.press("Tab")
    expect(widget.launcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(widget.input).to_be_focused()
    widget.messages.first.wait_for()
    greetings = widget.messages.count()
    page.keyboard.type("How much does a sensor cost?")
    page.keyboard.press("Enter")
    expect(widget.messages.nth(greetings)).to_be_visible()
    expect(widget.input).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.window).to_be_hidden()
    expect(widget.launcher).to_be_focused()


def test_a_choice_is_made_by_keyboard_alone_and_stays_readable(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit()
    widget.launcher.focus()
    wait_for_paint(page)
    page.keyboard.press("Enter")
    choice = widget.window.locator("button.choice").first
    choice.wait_for()
    expect(widget.input).to_be_focused()
    title = (choice.text_content() or "").strip()
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if (page.evaluate(ACTIVE_TEXT) or "").strip() == title:
            break
    expect(choice).to_be_focused()
    before = widget.messages.count()
    page.keyboard.press("Enter")
    expect(widget.messages.nth(before)).to_be_visible()
    expect(choice).to_have_attribute("aria-pressed", "true")
    expect(choice).to_have_attribute("aria-disabled", "true")
    expect(choice).to_contain_text(title)
    expect(choice).to_be_focused()


ACTIVE_TEXT = """() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.textContent;
}"""


def test_the_conversation_survives_a_reload_and_a_change_of_page(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit()
    widget.open()
    widget.say("What is prior authorization?")
    said = widget.messages.all_text_contents()
    widget.input.fill("half a question")
    for path in ("/", "/contact"):
        page.goto(CLINIC + path)
        expect(widget.own_messages).to_have_count(1)
        expect(widget.messages).to_have_text(said, use_inner_text=False)
        expect(widget.input).to_have_value("half a question")
    sessions = [url for url in clinic.requests if url.endswith("/sessions")]
    assert len(sessions) == 1


def test_two_tabs_have_two_conversations(clinic: Clinic, widget: Widget, context: BrowserContext) -> None:
    clinic.visit()
    widget.open().say("I am in the first tab")
    second = Widget(clinic.visit(page=context.new_page()))
    second.open().say("I am in the second tab")
    expect(widget.own_messages).to_have_text([re.compile("first tab")])
    expect(second.own_messages).to_have_text([re.compile("second tab")])


def test_a_duplicated_tab_begins_a_conversation_of_its_own(
    clinic: Clinic, widget: Widget, context: BrowserContext
) -> None:
    page = clinic.visit()
    widget.open().say("I am in the first tab")
    with context.expect_page() as opened:
        page.evaluate("sessionStorage.mark = 'copied'; window.open('/contact')")
    assert opened.value.evaluate("sessionStorage.mark") == "copied"
    second = Widget(opened.value)
    expect(second.messages.first).to_be_visible()
    expect(second.own_messages).to_have_count(0)
    expect(widget.own_messages).to_have_count(1)


def test_a_loss_of_network_loses_nothing_and_says_nothing_twice(
    clinic: Clinic, widget: Widget, context: BrowserContext
) -> None:
    clinic.visit()
    widget.open()
    before = widget.messages.count()
    context.set_offline(True)
    widget.input.fill("What does my plan pay?")
    widget.input.press("Enter")
    expect(widget.status).to_contain_text("Connection lost")
    expect(widget.own_messages).to_contain_text("Not sent yet")
    screenshot(clinic.page, "connection-lost")
    context.set_offline(False)
    expect(widget.messages.nth(before)).to_be_visible()
    expect(widget.own_messages).to_have_count(1)
    expect(widget.own_messages).not_to_contain_text("Not sent")
    expect(widget.status).to_be_empty()


def test_start_over_begins_a_new_conversation(clinic: Clinic, widget: Widget) -> None:
    clinic.visit()
    widget.open().say("Something I would rather take back")
    widget.menu("Start over")
    widget.window.get_by_role("button", name="Yes, start over").click()
    expect(widget.own_messages).to_have_count(0)
    expect(widget.messages.first).to_be_visible()
    expect(widget.input).to_be_focused()


def test_deleted_data_is_gone_here_and_on_the_server(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit()
    widget.open().say("Something private")
    stored = page.evaluate("Object.values(sessionStorage).find((text) => text.includes('token'))")
    token = re.search(r'"token":"([^"]+)"', stored)
    assert token
    widget.menu("Delete my data")
    widget.window.get_by_role("button", name="Yes, delete it").click()
    expect(widget.window).to_contain_text("has been deleted")
    assert "private" not in page.evaluate("JSON.stringify(sessionStorage)")
    answer = page.request.get(
        f"{clinic.server_url}/webhooks/navigator/messages", headers={"Authorization": f"Bearer {token[1]}"}
    )
    assert answer.status == 401
    page.reload()
    expect(widget.own_messages).to_have_count(0)


def test_the_plain_page_for_site_builders_works_without_a_script_tag(clinic: Clinic, widget: Widget) -> None:
    page = clinic.page
    page.goto(f"{clinic.server_url}/frame.html")
    widget.messages.first.wait_for()
    widget.say("Where do I start?")
    screenshot(page, "plain-page")
    page.set_viewport_size({"width": 390, "height": 780})
    expect(widget.input).to_be_visible()


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
class TestOnAPhone:
    def test_the_window_fills_the_screen_and_the_page_behind_it_is_out_of_reach(
        self, clinic: Clinic, widget: Widget
    ) -> None:
        page = clinic.visit()
        screenshot(page, "phone-launcher")
        widget.launcher.tap()
        # Its keyboard would cover half of the first choices.
        expect(widget.window).to_be_focused()
        widget.messages.first.wait_for()
        widget.window.evaluate("window => Promise.all(window.getAnimations().map((one) => one.finished))")
        assert widget.window.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 780}
        wait_for_paint(page)
        for _ in range(20):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.localName") in ("pump-navigator", "body")
        screenshot(page, "phone-open")

    def test_a_question_is_asked_and_the_window_closed_again_by_touch(self, clinic: Clinic, widget: Widget) -> None:
        page = clinic.visit()
        widget.launcher.tap()
        widget.messages.first.wait_for()
        widget.input.fill("How long does it take?")
        before = widget.messages.count()
        widget.send.tap()
        expect(widget.messages.nth(before)).to_be_visible()
        screenshot(page, "phone-answer")
        widget.window.get_by_role("button", name="Close the chat").tap()
        expect(widget.window).to_be_hidden()
        expect(widget.launcher).to_be_focused()
        page.get_by_role("link", name="Contact us").tap()
        expect(page).to_have_url(f"{CLINIC}/contact")
