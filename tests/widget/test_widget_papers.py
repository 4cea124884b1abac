"""Papers to keep and to print, and the conversation itself on paper."""

from __future__ import annotations

from pathlib import Path

from browser import CLINIC, Clinic, StandIn, Widget, answer, left_behind, printed, refusal, screenshot
from playwright.sync_api import Page, expect

SCRIPT = {
    "title": "Call script: my plan",
    "url": "/webhooks/navigator/documents/call-script",
    "formats": ["pdf", "txt"],
}


def offer(clinic: Clinic, widget: Widget, stand_in: StandIn, document: dict[str, object]) -> Page:
    csp = f"default-src 'none'; script-src {clinic.server_url}; connect-src {clinic.server_url}"
    page = clinic.visit_with_a_printer(headers={"Content-Security-Policy": csp})
    stand_in.papers = {
        "documents/call-script?format=pdf": ("application/pdf", "%PDF-1.4"),
        "documents/call-script?format=txt": ("text/plain", "# Call script\nHello, my name is ____.\n<b>not bold</b>"),
        "documents/call-script?format=html": (
            "text/html",
            "<h1 onclick='x()'>Call script</h1><script>top.hacked = 1</script><p>Hello <b>you</b> <mark>name</mark></p>"
            "<ul><li class='x'>☐ A pen</li></ul><img src=x onerror='top.hacked = 1'><a href='javascript:x()'>link</a>",
        ),
    }
    stand_in.answers = [answer("Your call script is ready.", kind="document", document=document)]
    widget.open().say("call script")
    return page


def test_a_paper_is_saved_with_the_token_of_its_conversation(
    clinic: Clinic, widget: Widget, stand_in: StandIn, tmp_path: Path
) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT)
    with page.expect_download() as download:
        widget.window.get_by_role("button", name="Save as PDF").click()
    assert download.value.suggested_filename == "call-script-my-plan.pdf"
    download.value.save_as(tmp_path / "script.pdf")
    assert (tmp_path / "script.pdf").read_text() == "%PDF-1.4"
    assert stand_in.paper_tokens == ["Bearer token-1"]
    assert clinic.errors == []


def test_a_paper_is_printed_alone_and_the_page_around_it_left_as_it_is(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT)
    before = page.content()
    widget.window.get_by_role("button", name="Print: Call script").click()
    paper = printed(page)[0]
    assert paper["title"] == "Call script: my plan"
    assert "<h1>Call script</h1>" in paper["html"]
    assert "&lt;b&gt;not bold&lt;/b&gt;" in paper["html"]
    assert "Riverside" not in paper["html"]
    assert page.content() == before
    assert clinic.errors == []


def test_a_paper_in_html_is_printed_without_anything_that_runs(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT | {"formats": ["html", "pdf"]})
    widget.window.get_by_role("button", name="Print: Call script").click()
    assert printed(page)[0]["html"] == (
        '<h1>Call script</h1><p>Hello <b>you</b> <mark>name</mark></p><ul><li class="box">☐ A pen</li></ul>link'
    )
    assert page.evaluate("window.hacked") is None


def test_a_paper_that_only_the_browser_can_show_is_opened_to_print(
    clinic: Clinic, widget: Widget, stand_in: StandIn
) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT | {"formats": ["pdf"]})
    page.evaluate("() => { window.open = (url) => { window.opened = url; return window; }; }")
    widget.window.get_by_role("button", name="Print: Call script").click()
    assert left_behind(page, "opened").startswith(f"blob:{CLINIC}/")


def test_a_paper_is_saved_where_no_tab_may_open(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT | {"formats": ["pdf"]})
    page.evaluate("() => { window.open = () => null; }")
    with page.expect_download() as download:
        widget.window.get_by_role("button", name="Print: Call script").click()
    assert download.value.suggested_filename == "call-script-my-plan.pdf"


def test_a_paper_that_cannot_be_loaded_says_so(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT)
    page.route("**/documents/**", lambda route: route.abort())
    widget.window.get_by_role("button", name="Save as PDF").click()
    expect(widget.status).to_contain_text("could not be loaded")


def test_a_page_for_the_printer_is_not_offered_to_keep(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    offer(clinic, widget, stand_in, SCRIPT | {"formats": ["pdf", "txt", "html", "ics", "epub"]})
    actions = widget.messages.last.get_by_role("button").all_text_contents()
    assert [" ".join(words.split()) for words in actions] == [
        "Save as PDF",
        "Print",
        "Save as plain text",
        "Add to my calendar",
        "Save as EPUB",
    ]


def test_the_token_never_goes_to_another_server(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    elsewhere = SCRIPT | {"url": "https://elsewhere.example/call-script"}
    offer(clinic, widget, stand_in, elsewhere)
    widget.window.get_by_role("button", name="Save as PDF").click()
    expect(widget.status).to_contain_text("could not be loaded")
    assert not [url for url in clinic.requests if "elsewhere" in url]


def test_the_conversation_is_printed_with_who_said_what(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT)
    stand_in.answers = [
        answer("Have ready:\n• your card", links=[{"title": "Guide", "url": "https://example.org/"}]),
        refusal(413, "Too long."),
    ]
    widget.say("What do I need?")
    widget.menu("Print this conversation")
    html = printed(page)[0]["html"]
    assert "<h2>You said:</h2>" in html
    assert "What do I need?" in html
    assert "<li>your card</li>" in html
    assert "Guide: https://example.org/" in html
    assert "Riverside" not in html


def test_the_printed_conversation_brings_its_own_style(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = offer(clinic, widget, stand_in, SCRIPT)
    stand_in.answers = [answer("Have ready:\n• your card\n• a pen\nThen call the number on the back of the card.")]
    widget.say("What do I need?")
    widget.menu("Print this conversation")
    printed(page)
    paper = page.frames[-1]
    style = paper.evaluate("[...document.adoptedStyleSheets[0].cssRules].map((rule) => rule.cssText).join('')")
    html = paper.content()
    proof = page.context.new_page()
    proof.set_content(html.replace("</head>", f"<style>{style}</style></head>"))
    screenshot(proof, "printed-conversation")
    assert proof.locator("body").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
