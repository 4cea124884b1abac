"""The words of the window come from the server, and its numbers from the clinic: neither needs another build."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browser import CLINIC, Answer, Clinic, StandIn, Widget, answer, refusal
from playwright.sync_api import BrowserContext, expect
from running import Server

from pump_navigator.content.widget import STRINGS, WidgetWords, widget_words


def other_words() -> dict[str, str]:
    """Every word replaced by one of another language, with the same values in it."""
    return {
        name: f"«{' '.join([name[::-1], *(f'{{{value}}}' for value in sorted(STRINGS[name]))])}»" for name in STRINGS
    }


# Every kind of message, with hardly a word in it.
SAMPLES = (
    answer("Ñ 911", kind="alert"),
    answer("Ñ", progress={"title": "Ñ", "steps": [{"title": "Ñ", "status": "waiting", "words": "ñ"}]}),
    answer("Ñ", document={"title": "Ñ", "url": "/ñ", "formats": ["pdf", "txt", "ics", "epub"]}),
    answer("Ñ\n=", kind="paper"),
    answer("Ñ", links=[{"title": "Ñ", "url": "https://example.org/"}]),
)

# All that a person sees or hears of the window's own, on its surface and in what it says aloud.
OWN_WORDS = """window => [window, ...window.querySelectorAll('*')].flatMap((element) => [
    ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name)),
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent),
]).map((text) => text?.trim()).filter(Boolean)"""


def test_no_word_of_the_build_is_left_where_the_server_has_others(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    stand_in.lang = "es"
    stand_in.strings = other_words()
    built_in = [re.sub(r"\\{\w+\\}", ".+", re.escape(text)) for text in widget_words().strings.values()]
    shown: list[str] = []
    page, window = clinic.page, widget.window

    def look() -> None:
        shown.extend(window.evaluate(OWN_WORDS))

    def say(planned: Answer) -> None:
        stand_in.answers = [planned]
        window.locator("#input").fill("ñ")
        window.locator(".send").click()

    clinic.visit()
    widget.open()
    for kind in SAMPLES:
        before = widget.messages.count()
        say(kind)
        widget.messages.nth(before).wait_for()
    look()
    say(refusal(400))
    window.locator(".failed-mark").wait_for()
    look()
    say(Answer(held=True))
    window.locator(".typing").wait_for()
    look()
    page.reload()
    say(Answer(lost=True))
    expect(widget.status).to_contain_text(other_words()["connection_lost"])
    look()
    window.locator("#input").fill("ñ" * 2_010)
    look()
    window.locator(".menu > button").click()
    look()
    window.locator(".menu li button").last.click()
    look()
    window.locator(".danger").click()
    window.locator(".forgotten").wait_for()
    look()

    assert [text for text in shown if any(re.fullmatch(word, text) for word in built_in)] == []
    assert len({text for text in shown if text.startswith("«")}) > 5


SPEAKS_OTHERWISE = """
import sys
from pathlib import Path

from pump_navigator.content import widget

words = widget.WidgetWords.parse_file(sys.argv.pop(1))
widget.widget_words = lambda: words

from pump_navigator.cli import main

sys.exit(main())
"""


@pytest.fixture(scope="module")
def other_server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server in another country: other words, and other numbers in its clinic's file."""
    folder = tmp_path_factory.mktemp("other-server")
    page = {"no_script": "«{emergency_number}»"}
    words = WidgetWords(launcher=widget_words().launcher, page=page, labels=other_words(), sentences={})
    (folder / "words.json").write_text(words.json(), encoding="utf-8")
    (folder / "clinic.yml").write_text("emergency_number: '112'\ncrisis_line: 0800 111 0 111\n", encoding="utf-8")
    settings = {"PUMP_NAVIGATOR_ORIGINS": CLINIC, "PUMP_NAVIGATOR_CLINIC": str(folder / "clinic.yml")}
    server = Server(folder, settings, ("-c", SPEAKS_OTHERWISE, str(folder / "words.json")))
    server.start()
    yield server
    server.stop()


def test_the_page_has_the_words_and_numbers_of_its_server(other_server: Server) -> None:
    page = httpx.get(f"{other_server.url}/frame.html").text
    assert f"<title>{other_words()['title']}</title>" in page
    assert "<p>«112»</p>" in page


def test_a_server_with_other_words_and_numbers_needs_no_other_build(
    context: BrowserContext, other_server: Server
) -> None:
    clinic = Clinic(context, other_server.url)
    widget = Widget(clinic.page)
    clinic.visit()
    widget.open()
    expect(widget.window.get_by_placeholder(other_words()["placeholder"])).to_be_visible()
    widget.window.locator("#input").fill("she passed out and i can't wake her up")
    widget.window.locator("#input").press("Enter")
    expect(widget.window.locator(".alert").get_by_role("link", name="«llac 112»")).to_have_attribute("href", "tel:112")
