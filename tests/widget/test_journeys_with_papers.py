"""From the bubble to a paper in the hand, against the running server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, Clinic, Widget, axe_violations, printed, screenshot
from playwright.sync_api import Download, expect
from pypdf import PdfReader

from pump_navigator.papers.library import papers_content

CONTENT = papers_content()
SKIP = CONTENT.talk_line("button_skip")
MOST_QUESTIONS = 15
REASON = "not medically necessary"


def text_of_pdf(download: Download, folder: Path) -> str:
    """All words of a downloaded PDF."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def asked(widget: Widget, question: str) -> bool:
    """Whether this question of the papers is the newest message."""
    return CONTENT.question(question).ask in (widget.messages.last.text_content() or "")


def is_made(widget: Widget) -> bool:
    return widget.window.locator(".paper").count() > 0


@pytest.mark.parametrize("context_options", [PHONE], ids=["phone"])
def test_a_new_user_gets_from_the_bubble_to_a_printed_call_script(
    clinic: Clinic, widget: Widget, tmp_path: Path
) -> None:
    page = clinic.visit_with_a_printer()
    widget.launcher.tap()
    widget.messages.first.wait_for()
    widget.input.tap()
    widget.input.fill("what do I say when I call my insurance")
    before = widget.messages.count()
    widget.send.tap()
    widget.messages.nth(before).wait_for()
    screenshot(page, "script-1-answer")
    widget.tap(CONTENT.paper("call_script").button)
    for _ in range(MOST_QUESTIONS):
        if is_made(widget):
            break
        screenshot(page, "script-2-question")
        choices = widget.messages.last.locator("button.choice").all_text_contents()
        widget.tap(SKIP if SKIP in choices else choices[0].strip())
    card = widget.window.locator(".paper")
    expect(card).to_be_in_viewport(ratio=1)
    screenshot(page, "script-3-ready")
    assert axe_violations(page) == []

    title = CONTENT.paper("call_script").title
    card.get_by_role("button", name="Print").tap()
    (paper,) = printed(page)
    assert paper["title"] == title
    words = [CONTENT.paper("call_script").title, "Ask this, and write down the answer", "blank: answer"]
    for word in words:
        assert word in paper["html"]
    assert "Riverside" not in paper["html"]

    with page.expect_download() as pdf:
        card.get_by_role("button", name="Save as PDF").tap()
    assert pdf.value.suggested_filename == "call-script.pdf"
    with page.expect_download() as text:
        card.get_by_role("button", name="Save as plain text").tap()
    text.value.save_as(tmp_path / "script.txt")
    for saved in (text_of_pdf(pdf.value, tmp_path), (tmp_path / "script.txt").read_text(encoding="utf-8")):
        assert saved.startswith(title)
        assert "You can ask for an interpreter" in saved

    widget.window.locator("summary").tap()
    expect(widget.window.get_by_role("heading", name=title, exact=True)).to_be_in_viewport()
    screenshot(page, "script-4-read")
    assert clinic.errors == []


def test_a_denial_becomes_an_appeal_packet_with_the_words_of_the_letter(
    clinic: Clinic, widget: Widget, tmp_path: Path
) -> None:
    page = clinic.visit()
    widget.open()
    widget.say("my insurance denied the pump")
    screenshot(page, "appeal-1-answer")
    widget.say(CONTENT.paper("appeal_packet").button)
    for _ in range(MOST_QUESTIONS):
        if is_made(widget):
            break
        choices = [choice.strip() for choice in widget.messages.last.locator("button.choice").all_text_contents()]
        if asked(widget, "denial_reason"):
            widget.say(REASON)
        else:
            widget.say(SKIP if SKIP in choices else choices[0])
    screenshot(page, "appeal-2-ready")
    assert axe_violations(page) == []
    with page.expect_download() as pdf:
        widget.window.get_by_role("button", name="Save as PDF").click()
    assert pdf.value.suggested_filename == "appeal-packet.pdf"
    assert REASON in text_of_pdf(pdf.value, tmp_path)
    assert clinic.errors == []


def test_an_emergency_in_the_middle_of_a_paper_is_an_alert_and_the_paper_waits(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit()
    widget.open()
    widget.say(CONTENT.paper("appeal_packet").button)
    reply = widget.say("she passed out and i can't wake her up")
    expect(reply.get_by_role("heading", name="Important")).to_be_visible()
    call = reply.get_by_role("link", name="Call 911")
    expect(call).to_be_in_viewport(ratio=1)
    expect(call).to_have_attribute("href", "tel:911")
    expect(widget.window.locator("[aria-live=assertive]")).to_contain_text("911")
    expect(widget.input).to_be_focused()
    screenshot(page, "emergency-in-a-paper")
    assert axe_violations(page) == []
    reply.get_by_role("button").first.click()
    go_on = widget.window.get_by_role("button", name=CONTENT.talk_line("button_go_on"), exact=True)
    go_on.last.click()
    expect(widget.messages.last).to_contain_text(CONTENT.question("device").ask)


@pytest.mark.parametrize("context_options", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pumps_are_compared_in_a_table_that_a_screen_reader_can_walk(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit()
    reply = widget.open().say("compare omnipod 5 and tandem mobi")
    table = reply.get_by_role("table")
    for device in (re.compile("Omnipod 5"), re.compile("Mobi")):
        expect(table.get_by_role("rowheader", name=device)).to_be_visible()
    expect(table.get_by_role("columnheader", name="Tubing")).to_have_count(1)
    screenshot(page, "comparison")
    assert axe_violations(page) == []
