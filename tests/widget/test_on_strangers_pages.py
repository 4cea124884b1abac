"""The widget does nothing to the page around it, and no page and no text does anything to the widget."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from browser import CLINIC, Clinic, StandIn, Widget, answer, screenshot, wait_for_paint
from playwright.sync_api import Page, expect

MARKUP = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>"
ADDRESSES = [
    "javascript:window.hacked=1",
    "JAVASCRIPT:window.hacked=1",
    "java\nscript:window.hacked=1",
    "data:text/html,x",
]


def strict_policy(clinic: Clinic) -> dict[str, str]:
    """All that the README asks of a clinic's Content-Security-Policy, and nothing else allowed."""
    server = clinic.server_url
    return {"Content-Security-Policy": f"default-src 'none'; script-src {server}; connect-src {server}"}


def everything(text: str, url: str) -> dict[str, Any]:
    """A message with the same words in every field that there is."""
    return {
        "text": f"{text}\n• {text}",
        "kind": text,
        "buttons": [{"title": text, "payload": text}],
        "links": [{"title": text, "url": url}],
        "table": {"caption": text, "columns": [text, text], "rows": [[text, text]]},
        "progress": {"title": text, "steps": [{"title": text, "status": text, "words": text}]},
        "document": {"title": text, "url": url, "formats": [text]},
    }


@pytest.mark.parametrize("kind", ["alert", "paper", "no such kind"])
def test_mark_up_in_any_field_of_an_answer_stays_text(
    clinic: Clinic, widget: Widget, stand_in: StandIn, kind: str
) -> None:
    stand_in.greeting = [everything(MARKUP, url) | {"kind": kind} for url in ADDRESSES]
    stand_in.strings = {
        "title": MARKUP,
        "placeholder": MARKUP,
        "emergency": MARKUP,
        "send": MARKUP,
        "important": MARKUP,
    }
    page = clinic.visit()
    widget.open()
    expect(widget.messages).to_have_count(len(ADDRESSES))
    assert widget.window.locator("img, script, iframe").count() == 0
    hrefs = [link.get_attribute("href") or "" for link in widget.window.locator("a").all()]
    assert [href for href in hrefs if not href.startswith(("https:", "http:", "mailto:", "tel:"))] == []
    for link in widget.window.locator("a").all():
        assert link.get_attribute("rel") == "noopener noreferrer"
    wait_for_paint(page)
    assert page.evaluate("window.hacked") is None


def test_mark_up_in_what_a_person_writes_stays_text(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    widget.open().say(MARKUP)
    expect(widget.own_messages).to_contain_text(MARKUP)
    page.reload()
    expect(widget.own_messages).to_contain_text(MARKUP)
    assert widget.window.locator("img, script").count() == 0
    assert page.evaluate("window.hacked") is None


def test_mark_up_in_the_sentence_of_a_failure_stays_text(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    stand_in.answers = [answer("")]
    stand_in.answers[0].status, stand_in.answers[0].detail = 400, MARKUP
    page = clinic.visit()
    widget.open()
    widget.input.fill("x")
    widget.send.click()
    expect(widget.own_messages).to_contain_text(MARKUP)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    "broken",
    [None, 7, "text", {}, {"text": None}, {"text": 3, "buttons": "x", "links": {}, "progress": [], "table": []}],
    ids=repr,
)
def test_an_answer_of_a_strange_shape_breaks_nothing(
    clinic: Clinic, widget: Widget, stand_in: StandIn, broken: Any
) -> None:
    stand_in.answers = [answer("")]
    stand_in.answers[0].messages = [broken, {"text": "Still here."}]
    clinic.visit()
    widget.open()
    widget.input.fill("x")
    widget.send.click()
    expect(widget.messages.last).to_contain_text("Still here.")
    assert clinic.errors == []


def test_a_scrambled_storage_breaks_nothing(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    page.evaluate("server => sessionStorage.setItem(`pump-navigator:${server}`, '{\"entries\": 7')", clinic.server_url)
    widget.open().say("x")
    assert clinic.errors == []


def test_a_page_without_storage_can_still_talk(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.page
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no'); }})")
    clinic.visit()
    widget.open().say("x")
    assert clinic.errors == []


def test_the_strictest_policy_is_enough(clinic: Clinic, widget: Widget) -> None:
    page = clinic.visit(headers=strict_policy(clinic))
    widget.open().say("What does it cost?")
    widget.menu("Start over")
    widget.window.get_by_role("button", name="Yes, start over").click()
    expect(widget.own_messages).to_have_count(0)
    screenshot(page, "strict-policy")
    assert clinic.errors == []


def test_trusted_types_are_respected(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    policy = strict_policy(clinic)["Content-Security-Policy"]
    policy += "; require-trusted-types-for 'script'; trusted-types pump-navigator"
    clinic.visit(headers={"Content-Security-Policy": policy})
    widget.open().say("x")
    assert clinic.errors == []


@pytest.mark.parametrize("place", ["", "<pump-navigator inline></pump-navigator>{tag}"], ids=["launcher", "inline"])
def test_no_style_attribute_and_no_style_element_is_used(
    clinic: Clinic, widget: Widget, stand_in: StandIn, place: str
) -> None:
    page = clinic.visit('data-color="#e91e63"', body=place or None)
    if not place:
        widget.launcher.click()
    widget.messages.first.wait_for()
    widget.input.fill("several\nlines\nof text")
    widget.send.click()
    widget.messages.nth(2).wait_for()
    styled = """() => {
        const host = document.querySelector('pump-navigator');
        const panel = host.shadowRoot.querySelector('pump-navigator-panel');
        return [document, host.shadowRoot, panel.shadowRoot]
            .flatMap((root) => [...root.querySelectorAll('style, link[rel=stylesheet], [style]')])
            .map((element) => element.outerHTML);
    }"""
    assert page.evaluate(styled) == []


def test_nobody_but_the_server_is_asked_for_anything(clinic: Clinic, widget: Widget) -> None:
    clinic.visit()
    widget.open().say("What does it cost?")
    clinic.page.reload()
    expect(widget.own_messages).to_have_count(1)
    origins = {"://".join(urlsplit(url)[:2]) for url in clinic.requests}
    assert origins == {CLINIC, clinic.server_url}
    assert clinic.page.context.cookies() == []
    assert clinic.page.evaluate("localStorage.length") == 0


def test_no_global_is_left_on_the_page(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.page
    page.add_init_script(
        "window.before = new Set([...Reflect.ownKeys(window), 'before', 'symbols']);"
        "window.symbols = Reflect.ownKeys(Symbol).length;"
    )
    clinic.visit()
    widget.open().say("x")
    added = page.evaluate("Reflect.ownKeys(window).filter((key) => !before.has(key)).map(String)")
    assert [name for name in added if not name.startswith("__playwright") and not name.isdigit()] == []
    assert page.evaluate("Reflect.ownKeys(Symbol).length === symbols")


HOSTILE_STYLE = """<style>
    * { all: unset !important; }
    html { font-size: 5px; letter-spacing: 1em; direction: ltr; visibility: visible; }
    button, textarea, dialog, ul, li, p { display: none !important; color: red !important; }
    body { transform: translateZ(0) !important; overflow: hidden !important; }
    pump-navigator, pump-navigator * {
        position: static !important; opacity: 0 !important; font: 3px cursive !important; width: 1px !important;
        display: none !important; visibility: hidden !important; pointer-events: none !important;
    }
    pump-navigator-panel { display: none !important; }
    div { z-index: 99999; }
</style>"""

# What old libraries did to the built-in objects of a page, gathered in one place.
HOSTILE_SCRIPT = """
Array.prototype.toJSON = function () { return 'broken'; };
Object.prototype.toJSON = undefined;
Array.prototype.each = function () {};
Array.prototype.remove = function () {};
Array.prototype.findIndexOf = function () {};
Array.from = function (list) { return list.length ? Array.prototype.slice.call(list) : []; };
String.prototype.startsWith = function (start) { return this.indexOf(start) === 0; };
Function.prototype.bind = function (self) { var f = this; return function () { return f.apply(self, arguments); }; };
Element.prototype.remove = function () { if (this.parentNode) this.parentNode.removeChild(this); return this; };
window.$ = window.jQuery = function () { return window.jQuery; };
window.Symbol = window.Symbol;
window.event = null;
window.name = 'host';
var status = 'page', open = 'page', say = 'page', talk = 'page', launcher = 'page';
document.addEventListener('keydown', function (event) {
    if (event.target.localName !== 'input' && event.target.localName !== 'textarea') { event.preventDefault(); }
});
customElements.define('pump-card', class extends HTMLElement {});
customElements.define('lit-like', class extends HTMLElement {
    connectedCallback() { this.attachShadow({mode: 'open'}); }
});
"""


def test_a_hostile_page_changes_nothing(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.page
    page.add_init_script(f"if (location.origin === {CLINIC!r}) {{ {HOSTILE_SCRIPT} }}")
    clinic.visit(head=HOSTILE_STYLE, body="<pump-card></pump-card><lit-like></lit-like>{tag}")
    launcher = widget.launcher.bounding_box()
    assert launcher
    assert launcher["height"] >= 44
    assert launcher["y"] > 700
    widget.open()
    expect(widget.input).to_be_focused()
    page.keyboard.type("what does it cost")
    page.keyboard.press("Enter")
    expect(widget.messages.nth(2)).to_be_visible()
    assert stand_in.said[0].body == {"text": "what does it cost"}
    look = widget.window.evaluate("""async (window) => {
        await Promise.all(window.getAnimations().map((animation) => animation.finished));
        const style = getComputedStyle(window);
        return [style.fontSize, style.letterSpacing, style.opacity, style.visibility, style.display];
    }""")
    assert look == ["16px", "normal", "1", "visible", "flex"]
    screenshot(page, "hostile-page")
    page.reload()
    expect(widget.own_messages).to_have_text(["You said: what does it cost"], use_inner_text=False)
    assert clinic.errors == []


def test_the_page_looks_the_same_with_and_without_the_widget(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit(body="<p></p>")
    look = """() => [...document.querySelectorAll('html, head *, body, main, main *')]
        .map((element) => getComputedStyle(element))
        .map((style) => JSON.stringify([...style].map((name) => style[name])))"""
    before = page.evaluate(look)
    markup = page.content()
    clinic.visit(body="<p></p>{tag}")
    widget.open()
    assert page.evaluate(look) == before
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    page.evaluate("document.querySelectorAll('pump-navigator, body > script').forEach((element) => element.remove())")
    assert page.content() == markup


def test_a_page_s_own_shortcuts_do_not_fire_while_somebody_writes(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = clinic.visit()
    page.evaluate("document.addEventListener('keydown', (event) => { (window.pressed ??= []).push(event.key); })")
    widget.open()
    expect(widget.input).to_be_focused()
    page.keyboard.type("s/?")
    page.keyboard.press("Escape")
    assert page.evaluate("window.pressed") is None
    assert page.evaluate("document.activeElement.localName") == "pump-navigator"


def attach_again(page: Page, clinic: Clinic) -> None:
    page.add_script_tag(url=f"{clinic.server_url}/widget.js")


def test_the_tag_twice_is_one_widget(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    attach_again(page, clinic)
    expect(page.locator("pump-navigator")).to_have_count(1)
    expect(widget.launcher).to_have_count(1)


@pytest.mark.parametrize("attributes", ["", "async", "defer", 'type="module"'])
def test_the_tag_works_in_the_head_however_it_is_loaded(
    clinic: Clinic, widget: Widget, stand_in: StandIn, attributes: str
) -> None:
    clinic.visit(head=clinic.tag(attributes), body="<p></p>")
    widget.open()
    assert clinic.errors == []


def test_the_attributes_of_the_tag_do_what_they_say(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit(
        'data-title="Riverside helper" data-label="Ask us" data-position="left" data-theme="dark" data-open="true"'
    )
    expect(page.get_by_role("heading", name="Riverside helper")).to_be_visible()
    expect(page.get_by_role("button", name="Ask us")).to_be_visible()
    assert page.evaluate("document.activeElement.localName") == "body"
    box = widget.window.bounding_box()
    assert box
    assert box["x"] < 100
    assert widget.window.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(21, 28, 32)"
    widget.window.get_by_role("button", name="Close the chat").click()
    page.reload()
    expect(page.get_by_role("button", name="Ask us")).to_be_visible()
    expect(widget.window).to_be_hidden()


def test_a_frame_needs_no_script_on_the_clinic_s_page(clinic: Clinic) -> None:
    frame = f'<iframe src="{clinic.server_url}/frame.html" title="Pump Navigator" width="400" height="600"></iframe>'
    page = clinic.visit(body=frame)
    inside = page.frame_locator("iframe")
    inside.locator("li.assistant").first.wait_for()
    inside.get_by_label("Your message").fill("What does it cost?")
    before = inside.locator("li.assistant").count()
    inside.get_by_label("Your message").press("Enter")
    expect(inside.locator("li.assistant").nth(before)).to_be_visible()
    screenshot(page, "frame")


def test_another_server_can_be_named(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit('data-api="http://api.clinic.test/pumps/"')
    widget.open()
    assert "http://api.clinic.test/pumps/webhooks/navigator/sessions" in clinic.requests


def test_custom_properties_of_the_page_set_the_theme(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit(
        head="<style>:root { --pump-navigator-color: #e91e63; --pump-navigator-width: 500px; "
        "--pump-navigator-font: monospace; }</style>"
    )
    widget.open()
    assert widget.launcher.evaluate("e => getComputedStyle(e).backgroundColor").startswith("rgb(2")
    assert widget.window.evaluate("e => [e.offsetWidth, getComputedStyle(e).fontFamily]") == [500, "monospace"]
