"""The rules of the best accessibility documents, and axe-core on every state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import pytest
from browser import (
    DESKTOP,
    PHONE,
    Answer,
    Clinic,
    StandIn,
    Widget,
    answer,
    axe_violations,
    refusal,
    screenshot,
    wait_for_paint,
)
from playwright.sync_api import Browser, Page, expect

ALERT = answer(
    "Call 911 now.\nDo not wait for me.\n• Say that it is about insulin.\n• Call or text 988 if you may hurt yourself.",
    kind="alert",
    links=[{"title": "Call 911", "url": "tel:911"}],
    buttons=[{"title": "We are safe now", "payload": "/safe"}],
)
TABLE = answer(
    "Two ways to pay.",
    kind="table",
    table={
        "caption": "Two ways a plan can pay",
        "columns": ["", "Equipment (DME)", "Pharmacy"],
        "rows": [["From", "A supplier or the maker", "Your pharmacy"], ["Cost", "A share", "A copay"]],
    },
)
WIDE_TABLE = answer(
    "Side by side.",
    kind="table",
    table={
        "caption": "Pumps",
        "columns": ["Pump", "Form", "Sensor", "Ages", "Phone"],
        "rows": [
            ["Pump A", "Tubed", "Sensor X", "6 and up", "yes"],
            ["Pump B", "Tubeless", "Sensor Y", "2 and up", "no"],
        ],
    },
)
PATH = answer(
    "You are on the second of three steps.",
    progress={
        "title": "Your insulin pump",
        "steps": [
            {"step": "choose_device", "title": "Choose a device", "status": "done", "words": "done on October 1, 2026"},
            {
                "step": "insurance_approval",
                "title": "Insurance approval",
                "status": "waiting",
                "words": "waiting for the insurance plan since November 2, 2026",
                "waiting_for": "the insurance plan",
                "since": "2026-11-02",
            },
            {"step": "training", "title": "Training", "status": "not_started", "words": "not started"},
        ],
    },
)
PAPER = answer(
    "Your call script is ready.",
    kind="document",
    document={"title": "Call script", "url": "/webhooks/navigator/documents/call-script", "formats": ["pdf", "txt"]},
)
PAPER_TEXT = answer(
    "Call script\n===========\n\nBrand or model: [blank: brand or model]\n\nHave this ready\n---------------\n\n"
    "[ ] Your insurance card. The number to call is on the back.\n[x] A pen.\n\nSources\n- Our own",
    kind="paper",
)
LONG = answer(
    "Prior authorization means that your plan must say yes before it pays.\nThese papers go with it:\n"
    + "\n".join(f"• Paper number {number}, which your doctor's office sends" for number in range(1, 15))
    + "\nAsk your plan for its list in writing.",
    links=[{"title": "The full guide", "url": "https://example.org/guide"}],
    buttons=[{"title": title, "payload": f"/{title}"} for title in ("Who writes the letter?", "What if they say no?")],
)
KINDS = {
    "alert": ALERT,
    "table": TABLE,
    "wide-table": WIDE_TABLE,
    "path": PATH,
    "paper": PAPER,
    "paper-text": PAPER_TEXT,
    "long": LONG,
}


def closed(widget: Widget, stand_in: StandIn) -> None:
    widget.launcher.wait_for()


def opened(widget: Widget, stand_in: StandIn) -> None:
    widget.open()


def chosen(widget: Widget, stand_in: StandIn) -> None:
    widget.open().window.get_by_role("button", name="Insulin pump").click()
    widget.messages.nth(2).wait_for()


def every_kind_of_message(widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = list(KINDS.values())
    widget.open()
    for kind in KINDS:
        widget.say(kind)
    widget.window.locator("summary").click()


def typing(widget: Widget, stand_in: StandIn) -> None:
    widget.open()
    stand_in.answers = [Answer(held=True)]
    widget.input.fill("Are you there?")
    widget.send.click()
    widget.window.locator(".typing").wait_for()


def connection_lost(widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [Answer(lost=True)] * 9
    widget.open()
    widget.input.fill("Are you there?")
    widget.send.click()
    widget.status.get_by_role("button", name="Try now").wait_for()


def refused(widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [refusal(400, "That message could not be read.")]
    widget.open()
    widget.input.fill("Too much")
    widget.send.click()
    widget.window.get_by_role("button", name="Try again").wait_for()


def too_long(widget: Widget, stand_in: StandIn) -> None:
    widget.open().input.fill("a" * 2_010)
    widget.window.get_by_text("too long by 10").wait_for()


def menu_open(widget: Widget, stand_in: StandIn) -> None:
    widget.open().window.get_by_role("button", name="More choices").click()


def asking(widget: Widget, stand_in: StandIn) -> None:
    widget.open().menu("Delete my data")


def forgotten(widget: Widget, stand_in: StandIn) -> None:
    widget.open().menu("Delete my data")
    widget.window.get_by_role("button", name="Yes, delete it").click()
    widget.window.get_by_text("has been deleted").wait_for()


def minimised(widget: Widget, stand_in: StandIn) -> None:
    widget.open().window.get_by_role("button", name="Close the chat").click()


STATES: list[Callable[[Widget, StandIn], None]] = [
    closed,
    opened,
    chosen,
    every_kind_of_message,
    typing,
    connection_lost,
    refused,
    too_long,
    menu_open,
    asking,
    forgotten,
    minimised,
]

ZOOMED = {"viewport": {"width": 320, "height": 256}}  # what 400 % leave of 1280 × 1024


def looks(page: Page) -> Iterator[str]:
    """The page in every light or size that its kind of window comes in."""
    size = page.viewport_size
    if size == DESKTOP["viewport"]:
        schemes: list[Literal["light", "dark"]] = ["light", "dark"]
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            yield scheme
    else:
        yield "phone"
        page.set_viewport_size({"width": 320, "height": 256})
        wait_for_paint(page)
        yield "zoomed"


@pytest.mark.parametrize("context_options", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_to_object_to(
    clinic: Clinic, widget: Widget, stand_in: StandIn, state: Callable[[Widget, StandIn], None]
) -> None:
    page = clinic.visit()
    # Contrast in the middle of fading in is nobody's reading.
    page.emulate_media(reduced_motion="reduce")
    state(widget, stand_in)
    for look in looks(page):
        screenshot(page, f"state-{state.__name__}-{look}")
        assert axe_violations(page) == [], look
    assert clinic.errors == []


@pytest.mark.parametrize("color", ["#ffe600", "#7a7a7a", "#e91e63"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_colour_of_a_clinic_stays_readable(
    clinic: Clinic, widget: Widget, stand_in: StandIn, color: str, scheme: Any
) -> None:
    page = clinic.visit(f'data-color="{color}"')
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    every_kind_of_message(widget, stand_in)
    screenshot(page, f"color-{color[1:]}-{scheme}")
    assert axe_violations(page) == []


@pytest.mark.parametrize("place", ["inline", "page"])
def test_axe_finds_nothing_in_the_element_placed_in_a_page(
    clinic: Clinic, widget: Widget, stand_in: StandIn, place: str
) -> None:
    if place == "page":
        page = clinic.page
        page.goto(f"{clinic.server_url}/frame.html")
    else:
        page = clinic.visit(body="<pump-navigator inline></pump-navigator>{tag}")
    stand_in.answers = [LONG]
    widget.messages.first.wait_for()
    widget.say("long")
    screenshot(page, f"placed-{place}")
    assert axe_violations(page) == []
    expect(widget.launcher).to_have_count(0)


def test_the_launcher_is_a_named_button_that_tells_whether_the_window_is_open(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    clinic.visit()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    widget.open()
    expect(widget.launcher).to_have_attribute("aria-expanded", "true")
    expect(widget.page.get_by_role("dialog", name="Pump Navigator")).to_be_visible()
    widget.launcher.click()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    expect(widget.window).to_be_hidden()


def test_a_screen_reader_hears_each_message_once_and_as_plain_text(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = listened_to(clinic)
    stand_in.answers = [answer("One.\n• Two"), answer("Three.")]
    widget.open()
    widget.say("first")
    widget.say("second")
    heard = page.evaluate("window.heard")
    assert heard == [
        "Pump Navigator said: Hi. I can walk you through it, one step at a time.",
        "Pump Navigator said: What are you hoping to get?\nYou can choose: Insulin pump, Glucose sensor.",
        "Pump Navigator said: One.\nTwo",
        "Pump Navigator said: Three.",
    ]


# Notes what enters a live region that was on the page before: that is all a screen reader speaks of.
LISTEN = """
window.heard = [];
const watched = new WeakSet();
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    new MutationObserver(() => {
        for (const region of root.querySelectorAll('[aria-live]')) {
            if (watched.has(region)) continue;
            watched.add(region);
            if (region.textContent) window.heard.push('too early: ' + region.textContent);
            new MutationObserver((changes) => {
                for (const change of changes) for (const node of change.addedNodes) window.heard.push(node.textContent);
            }).observe(region, {childList: true});
        }
    }).observe(root, {childList: true, subtree: true});
    return root;
};
"""


def listened_to(clinic: Clinic) -> Page:
    """The clinic's page, with all noted that is spoken from its first moment on."""
    page = clinic.visit()
    page.add_init_script(LISTEN)
    page.reload()
    return page


def test_the_visible_transcript_is_not_live(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    widget.open()
    transcript = widget.window.get_by_role("region", name="Conversation")
    expect(transcript).to_be_visible()
    live = "[aria-live], [role=log], [role=alert], [role=status]"
    assert transcript.locator(live).count() == 0
    assert transcript.evaluate("(element, live) => element.closest(live)", live) is None


def test_the_typing_sign_is_spoken_as_a_status(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    typing(widget, stand_in)
    expect(widget.window.locator("[role=status]").filter(has_text="Pump Navigator is writing")).to_have_count(1)


def test_a_message_that_comes_while_the_window_is_closed_is_told_at_the_launcher(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = clinic.visit()
    typing(widget, stand_in)
    page.keyboard.press("Escape")
    stand_in.unanswered.pop().fulfill(
        status=200,
        content_type="application/json",
        headers={"Access-Control-Allow-Origin": "*"},
        body='{"messages": [{"text": "Here I am."}]}',
    )
    told = page.get_by_role("status").filter(has_text="New message")
    expect(told).to_be_visible()
    screenshot(page, "unread")
    widget.launcher.click()
    expect(told).to_be_hidden()
    expect(widget.messages.last).to_contain_text("Here I am.")


def test_an_old_conversation_is_not_read_out_again_after_a_reload(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = clinic.visit()
    page.add_init_script(LISTEN)
    widget.open().say("one")
    page.reload()
    expect(widget.own_messages).to_have_count(1)
    widget.say("two")
    assert page.evaluate("window.heard") == ["Pump Navigator said: Answer 2."]


def test_an_alert_is_spoken_at_once_and_is_a_heading_to_jump_to(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    stand_in.answers = [ALERT]
    clinic.visit()
    reply = widget.open().say("help")
    expect(widget.window.locator("[aria-live=assertive]")).to_contain_text("Call 911 now.")
    expect(reply.get_by_role("heading", name="Important")).to_be_visible()
    numbers = [link.get_attribute("href") for link in reply.get_by_role("link").all()]
    assert numbers == ["tel:911", "tel:988", "tel:911", "tel:988"]
    for number in ("911", "988"):
        expect(reply.get_by_role("link", name=f"Call {number}")).to_be_visible()


def test_the_path_is_a_list_that_tells_in_words_where_each_step_stands(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = listened_to(clinic)
    stand_in.answers = [PATH]
    reply = widget.open().say("where am I")
    steps = reply.get_by_role("list", name="Your insulin pump").get_by_role("listitem")
    expect(steps).to_have_text(
        [
            "Choose a device done on October 1, 2026",
            "Insurance approval waiting for the insurance plan since November 2, 2026",
            "Training not started",
        ],
        use_inner_text=False,
    )
    assert [step.get_attribute("aria-current") for step in steps.all()] == [None, "step", None]
    screenshot(page, "path")
    assert page.evaluate("window.heard.at(-1)").split("\n")[2] == (
        "Insurance approval: waiting for the insurance plan since November 2, 2026"
    )


def test_a_paper_is_folded_and_read_aloud_only_when_somebody_opens_it(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = listened_to(clinic)
    stand_in.answers = [PAPER_TEXT]
    reply = widget.open().say("script")
    assert page.evaluate("window.heard.at(-1)") == "Pump Navigator said: Read it here: Call script"
    heading = reply.get_by_role("heading", name="Call script")
    expect(heading).to_be_hidden()
    reply.locator("summary").press("Enter")
    expect(heading).to_be_visible()
    expect(reply.get_by_role("listitem").first).to_have_text(
        "☐ Your insurance card. The number to call is on the back."
    )
    expect(reply).not_to_contain_text("====")


def test_opening_moves_the_focus_to_the_input_and_a_message_never_moves_it(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    clinic.visit()
    widget.open()
    expect(widget.input).to_be_focused()
    choice = widget.window.get_by_role("button", name="Insulin pump")
    choice.click()
    expect(widget.messages.last).to_contain_text("Answer 1.")
    expect(choice).to_be_focused()
    widget.say("more")
    expect(widget.input).to_be_focused()


def test_escape_closes_one_thing_at_a_time_and_gives_the_focus_back(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = clinic.visit()
    menu_open(widget, stand_in)
    choices = widget.window.get_by_role("button", name="More choices")
    page.keyboard.press("Escape")
    expect(widget.window.get_by_role("button", name="Start over")).to_be_hidden()
    expect(choices).to_be_focused()
    widget.menu("Start over")
    expect(widget.window.get_by_role("button", name="No, keep it")).to_be_focused()
    page.keyboard.press("Escape")
    expect(choices).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.window).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    assert stand_in.deleted == 0


def test_the_keyboard_reaches_every_control(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    every_kind_of_message(widget, stand_in)
    widget.window.get_by_role("button", name="More choices").click()
    controls = set(page.evaluate(CONTROLS))
    assert {"Start over", "We are safe now", "The full guide (opens in a new tab)", "input", "Send"} <= controls
    page.keyboard.press("Escape")
    widget.launcher.focus()
    reached: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(name := page.evaluate(ACTIVE_NAME))
        if name == "More choices":
            page.keyboard.press("Enter")
        # What is there changes on the way: a button leads down to the end until one is there.
        if set(page.evaluate(CONTROLS)) <= reached:
            break
    assert set(page.evaluate(CONTROLS)) - reached == set()


CONTROLS = """() => {
    const host = document.querySelector('pump-navigator').shadowRoot;
    const root = host.querySelector('pump-navigator-panel').shadowRoot;
    const words = (e) => e.getAttribute('aria-label') ?? (e.id || e.textContent || e.className);
    const name = (e) => words(e).trim().replace(/\\s+/g, ' ');
    return [...root.querySelectorAll('button, a, textarea, summary, [tabindex="0"]')].map(name);
}"""
ACTIVE_NAME = """() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const words = (e) => e.getAttribute('aria-label') ?? (e.id || e.textContent || e.className);
    const name = (e) => words(e).trim().replace(/\\s+/g, ' ');
    return active ? name(active) : '';
}"""


@pytest.mark.parametrize("context_options", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_control_is_big_enough_for_a_shaking_hand(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    every_kind_of_message(widget, stand_in)
    small = widget.page.evaluate("""() => {
        const host = document.querySelector('pump-navigator').shadowRoot;
        const root = host.querySelector('pump-navigator-panel').shadowRoot;
        return [...host.querySelectorAll('button'), ...root.querySelectorAll('button, summary, .alert .link')]
            .map((control) => [control.textContent, control.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 43.5 || box.height < 43.5));
    }""")
    assert small == []


def sideways(page: Page) -> bool:
    """Whether anything in the window, or the page itself, scrolls sideways."""
    return bool(
        page.evaluate("""() => {
            const host = document.querySelector('pump-navigator').shadowRoot;
            const root = host.querySelector('pump-navigator-panel').shadowRoot;
            const wide = (e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
                && !e.closest('.unseen, thead') && !e.matches('textarea, .emblem, .names p');
            return wide(document.documentElement) || [...root.querySelectorAll('*')].some(wide);
        }""")
    )


@pytest.mark.parametrize("context_options", [ZOOMED], ids=["zoomed"])
def test_nothing_scrolls_sideways_at_four_hundred_percent(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    stand_in.answers = [answer("W" * 90, buttons=[{"title": "V" * 60, "payload": "/v"}])]
    widget.open().say("w" * 200)
    assert not sideways(page)
    stand_in.answers = list(KINDS.values())
    for kind in KINDS:
        widget.say(kind)
    assert not sideways(page)
    visible = widget.window.get_by_role("region", name="Conversation").bounding_box()
    assert visible
    assert visible["height"] > 100


def test_text_spacing_of_a_reader_breaks_nothing(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    every_kind_of_message(widget, stand_in)
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`
            * {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
            p {margin-bottom: 2em !important}
        `);
        const host = document.querySelector('pump-navigator').shadowRoot;
        const root = host.querySelector('pump-navigator-panel').shadowRoot;
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }""")
    assert not sideways(page)
    expect(widget.input).to_be_in_viewport()
    screenshot(page, "text-spacing")


def test_a_bigger_text_of_the_browser_makes_the_window_bigger(browser: Browser, server_url: str) -> None:
    context = browser.new_context(**DESKTOP)
    clinic = Clinic(context, server_url)
    StandIn().route(clinic.page)
    page = clinic.visit()
    session = context.new_cdp_session(page)
    small = Widget(page).launcher.bounding_box()
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.reload()
    large = Widget(page).launcher.bounding_box()
    assert small
    assert large
    assert large["height"] == pytest.approx(2 * small["height"], abs=6)
    context.close()


def test_nothing_moves_for_those_who_asked_for_it(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    page.emulate_media(reduced_motion="reduce")
    typing(widget, stand_in)
    wait_for_paint(page)
    moving = """root => root.getAnimations({subtree: true}).length + document.getAnimations().length"""
    assert widget.window.evaluate(moving) == 0


def test_forced_colours_keep_every_border(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    every_kind_of_message(widget, stand_in)
    screenshot(page, "forced-colours")
    for bubble in widget.window.locator(".bubble").all():
        assert bubble.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert axe_violations(page) == []


def test_names_from_the_right_and_emoji_are_shown_as_they_were_written(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    text = "שלום, אני נועה 👩🏽‍⚕️"
    stand_in.answers = [answer(f"مرحبا {text}")]
    clinic.visit()
    reply = widget.open().say(text)
    bubble = widget.own_messages.locator(".words")
    expect(bubble).to_have_text(text)
    assert bubble.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert reply.locator(".words").evaluate("e => getComputedStyle(e).direction") == "rtl"
    screenshot(clinic.page, "right-to-left")


def test_a_text_that_is_too_long_gets_a_kind_notice_and_is_not_cut(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    clinic.visit()
    widget.open().input.fill("a" * 1_900)
    expect(widget.window.get_by_text("100 characters left")).to_be_visible()
    widget.input.fill("😀" * 2_010)
    expect(widget.window.get_by_text(re.compile("too long by 10 characters"))).to_be_visible()
    expect(widget.input).to_have_attribute("aria-invalid", "true")
    expect(widget.input).to_have_value("😀" * 2_010)


def test_a_call_for_help_is_never_held_back_for_its_length(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit()
    widget.open().say("I passed out. " + "a" * 2_500)
    assert len(stand_in.said[0].body["text"]) > 2_500
    widget.input.fill("a" * 10_001)
    expect(widget.send).to_have_attribute("aria-disabled", "true")
    widget.input.press("Enter")
    expect(widget.own_messages).to_have_count(1)


def test_a_long_answer_is_read_from_its_beginning(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [LONG]
    page = clinic.visit()
    page.emulate_media(reduced_motion="reduce")
    widget.open().say("long")
    expect(widget.own_messages).to_be_in_viewport()
    expect(widget.messages.last.get_by_text("Prior authorization means")).to_be_in_viewport()
    down = widget.window.get_by_role("button", name="More below")
    down.click()
    expect(widget.window.get_by_role("button", name="What if they say no?")).to_be_in_viewport()
    expect(down).to_be_hidden()
