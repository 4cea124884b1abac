"""A real browser, a clinic's page in it, and where a test asks for it a stand-in for the server's answers.

`server_url` comes from elsewhere: the address of a running server, which hands out the widget.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, expect, sync_playwright

CLINIC = "http://clinic.test"
SCREENSHOTS = Path(__file__).parents[2] / "test-output" / "widget"
CHROMIUM = os.environ.get("PUMP_NAVIGATOR_CHROMIUM") or shutil.which("chromium")
PATIENCE = 30_000  # milliseconds; a busy machine may take its time, and no test waits longer than it has to
DESKTOP: dict[str, Any] = {"viewport": {"width": 1100, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 780}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}

GREETING = [
    {"text": "Hi. I can walk you through it, one step at a time.", "buttons": [], "links": []},
    {
        "text": "What are you hoping to get?",
        "buttons": [{"title": "Insulin pump", "payload": "/pump"}, {"title": "Glucose sensor", "payload": "/sensor"}],
        "links": [],
    },
]

# Printing blocks the page until somebody closes the dialog: note what would have been printed instead.
NO_PRINTER = """
window.print = function () {
    top.printed = [...(top.printed ?? []), {title: this.document.title, html: this.document.body.innerHTML}];
};
"""

LEFT_BEHIND = """
(name) => new Promise((found, missing) => {
    setTimeout(() => missing(new Error(`window.${name} is still empty`)), 10_000);
    (function look() { name in window ? found(window[name]) : requestAnimationFrame(look); })();
})
"""

CLINIC_PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Riverside Diabetes Center</title>
    {head}
  </head>
  <body>
    <main>
      <h1>Riverside Diabetes Center</h1>
      <p>Our team helps you to find the device that fits your life. <a href="/contact">Contact us</a></p>
    </main>
    {tag}
  </body>
</html>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    # A page that a test makes up has no address; without this a browser asks before it may call localhost.
    arguments.append("--disable-features=LocalNetworkAccessChecks")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """What kind of browser window it is; a module or a test may say otherwise."""
    return DESKTOP


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**context_options)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@dataclass
class Said:
    """One message of a person, as the server got it."""

    body: dict[str, Any]
    key: str | None
    token: str | None


@dataclass
class Answer:
    """One answer of the stand-in: messages, a failure, or (held) none while the test lasts."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    detail: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    lost: bool = False
    held: bool = False


def answer(text: str, **more: Any) -> Answer:
    return Answer([{"text": text, "buttons": [], "links": [], **more}])


def refusal(status: int, detail: str = "", **headers: str) -> Answer:
    return Answer(status=status, detail=detail, headers=headers)


@dataclass
class StandIn:
    """Answers the widget's calls in the server's place, so that a test knows every word."""

    greeting: list[dict[str, Any]] = field(default_factory=lambda: list(GREETING))
    strings: dict[str, str] = field(default_factory=dict)
    lang: str | None = None
    answers: list[Answer] = field(default_factory=list)
    openings: list[Answer] = field(default_factory=list)
    deletions: list[Answer] = field(default_factory=list)
    papers: dict[str, tuple[str, str]] = field(default_factory=dict)
    sessions: int = 0
    said: list[Said] = field(default_factory=list)
    deleted: int = 0
    paper_tokens: list[str | None] = field(default_factory=list)
    unanswered: list[Route] = field(default_factory=list)

    def route(self, page: Page) -> None:
        page.route("**/webhooks/navigator/**", self._handle)

    def _handle(self, route: Route, request: Request) -> None:
        call = request.url.split("/webhooks/navigator/")[1].split("?")[0]
        if call == "sessions" and request.method == "POST":
            self._open(route)
        elif call == "sessions" and request.method == "DELETE":
            self._delete(route)
        elif call == "messages" and request.method == "POST":
            self._say(route, request)
        elif call == "messages":
            self._reply(route, 404, {"status": 404, "detail": "No transcript here."})
        else:
            self.paper_tokens.append(request.headers.get("authorization"))
            kind, text = self.papers[request.url.split("/webhooks/navigator/")[1]]
            route.fulfill(status=200, content_type=kind, body=text, headers={"Access-Control-Allow-Origin": "*"})

    def _open(self, route: Route) -> None:
        planned = self.openings.pop(0) if self.openings else Answer()
        if self._fails(route, planned):
            return
        self.sessions += 1
        opening: dict[str, Any] = {
            "token": f"token-{self.sessions}",
            "expires_at": "2099-01-01T00:00:00Z",
            "messages": self.greeting,
            "strings": self.strings,
        }
        self._reply(route, 200, opening | ({"lang": self.lang} if self.lang else {}))

    def _delete(self, route: Route) -> None:
        planned = self.deletions.pop(0) if self.deletions else Answer()
        if self._fails(route, planned):
            return
        self.deleted += 1
        self._reply(route, 200, {})

    def _say(self, route: Route, request: Request) -> None:
        headers = request.headers
        body = json.loads(request.post_data or "{}")
        self.said.append(Said(body, headers.get("idempotency-key"), headers.get("authorization")))
        planned = self.answers.pop(0) if self.answers else answer(f"Answer {len(self.said)}.")
        if not self._fails(route, planned):
            self._reply(route, 200, {"topic": "diabetes/costs", "messages": planned.messages})

    def _fails(self, route: Route, planned: Answer) -> bool:
        if planned.held:
            self.unanswered.append(route)
            return True
        if planned.lost:
            route.abort("connectionfailed")
            return True
        if planned.status != 200:
            problem = {"status": planned.status, "detail": planned.detail}
            self._reply(route, planned.status, problem, planned.headers)
            return True
        return False

    @staticmethod
    def _reply(route: Route, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        kind = "application/json" if status == 200 else "application/problem+json"
        allowed = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
        route.fulfill(status=status, content_type=kind, body=json.dumps(body), headers=allowed | (headers or {}))


class Clinic:
    """A clinic's website with the tag in it, on another origin than the server."""

    def __init__(self, context: BrowserContext, server_url: str) -> None:
        self.server_url = server_url.rstrip("/")
        self.page = context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self._watch(self.page)

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if "Content Security" in said.text else None)
        page.on("request", lambda request: self.requests.append(request.url))

    def tag(self, attributes: str = "") -> str:
        return f'<script src="{self.server_url}/widget.js" {attributes}></script>'

    def visit(
        self,
        attributes: str = "",
        *,
        head: str = "",
        body: str | None = None,
        headers: dict[str, str] | None = None,
        path: str = "/",
        page: Page | None = None,
    ) -> Page:
        """Opens the clinic's page. `body` replaces the tag by other words around it, with `{tag}` in them."""
        page = page or self.page
        tag = self.tag(attributes)
        html = CLINIC_PAGE.format(head=head, tag=body.replace("{tag}", tag) if body else tag)

        def serve(route: Route) -> None:
            route.fulfill(status=200, content_type="text/html; charset=utf-8", body=html, headers=headers or {})

        page.context.route(f"{CLINIC}/**", serve)
        page.goto(CLINIC + path)
        return page

    def visit_with_a_printer(self, *, headers: dict[str, str] | None = None) -> Page:
        """Opens the clinic's page where `printed` tells what would have been printed."""
        self.page.add_init_script(NO_PRINTER)
        return self.visit(headers=headers)


def printed(page: Page) -> list[dict[str, str]]:
    """What would have been printed on a page with a printer, as soon as there is something."""
    papers: list[dict[str, str]] = left_behind(page, "printed")
    return papers


def left_behind(page: Page, name: str) -> Any:
    """What the page's scripts leave in `window[name]`, as soon as it is there.

    Not Playwright's `wait_for_function`: the widget's Content-Security-Policy refuses the `eval` in it.
    """
    return page.evaluate(LEFT_BEHIND, name)


def wait_for_paint(page: Page) -> None:
    """Chromium drops keys that are pressed before a page's first frame is on the screen."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


class Widget:
    """The widget as a person meets it: by names and roles."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.launcher = page.get_by_role("button", name="Pump questions?")
        self.window = page.locator("pump-navigator-panel").locator("dialog, main, section.panel").first
        self.input = self.window.get_by_label("Your message")
        self.send = self.window.get_by_role("button", name="Send", exact=True)
        self.messages = self.window.locator("li.assistant")
        self.own_messages = self.window.locator("li.user")
        self.status = self.window.locator("div.status")

    def open(self) -> Widget:
        self.launcher.click()
        self.messages.first.wait_for()
        return self

    def say(self, text: str) -> Locator:
        """Says it and waits for the answer."""
        before = self.messages.count()
        self.input.fill(text)
        self.input.press("Enter")
        reply = self.messages.nth(before)
        reply.wait_for()
        return reply

    def tap(self, choice: str) -> Locator:
        """Takes the newest choice of that title by touch, and waits for the answer."""
        before = self.messages.count()
        self.window.locator("button.choice").filter(has_text=choice).last.tap()
        reply = self.messages.nth(before)
        reply.wait_for()
        return reply

    def menu(self, choice: str) -> None:
        self.window.get_by_role("button", name="More choices").click()
        self.window.get_by_role("button", name=choice).click()

    def heard(self) -> list[str]:
        """What a screen reader has been told and that is still in its regions."""
        return self.window.locator("[aria-live] p").all_text_contents()

    def active_id(self) -> str:
        """Which element has the focus, through all shadow roots."""
        return str(
            self.page.evaluate("""() => {
                let active = document.activeElement;
                while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
                return active ? (active.id || active.className || active.localName) : '';
            }""")
        )


@pytest.fixture
def clinic(context: BrowserContext, server_url: str) -> Clinic:
    return Clinic(context, server_url)


@pytest.fixture
def stand_in(clinic: Clinic) -> Iterator[StandIn]:
    stand_in = StandIn()
    stand_in.route(clinic.page)
    yield stand_in
    for route in stand_in.unanswered:
        route.abort()


@pytest.fixture
def widget(clinic: Clinic) -> Widget:
    return Widget(clinic.page)


def axe_violations(page: Page) -> list[str]:
    """Every rule of axe-core, the ones that are off by default too."""
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}})
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in found.response["violations"]
        for node in rule["nodes"]
    ]


def screenshot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}.png"))
