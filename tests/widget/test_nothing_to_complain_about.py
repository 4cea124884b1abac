"""No page of ours asks for anything that is not there, or leaves a word in a browser's console."""

from __future__ import annotations

import pytest
from browser import Clinic, Widget
from playwright.sync_api import BrowserContext, Page, Request, Response, expect

OURS = ["/", "/devices.html", "/frame.html", "/frame.html?lang=en&color=%23a03060&theme=dark"]


class Complaints:
    """What a browser finds wrong with a page: failed requests and everything in its console."""

    def __init__(self, page: Page) -> None:
        self.found: list[str] = []
        page.on("console", lambda said: self.found.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.found.append(f"{response.status}: {response.url}")

    def _failed(self, request: Request) -> None:
        self.found.append(f"failed: {request.url}")


def ask(widget: Widget) -> None:
    if widget.launcher.is_visible():
        widget.launcher.click()
    widget.messages.first.wait_for()
    widget.say("What does a pump cost?")
    widget.menu("Delete my data")
    widget.window.get_by_role("button", name="Yes, delete it").click()
    expect(widget.window).to_contain_text("has been deleted")


@pytest.mark.parametrize("address", OURS)
def test_a_page_of_the_server_is_quiet(context: BrowserContext, server_url: str, address: str) -> None:
    page = context.new_page()
    complaints = Complaints(page)
    page.goto(server_url + address)
    page.locator("pump-navigator").wait_for(state="attached")
    ask(Widget(page))
    assert complaints.found == []


@pytest.mark.parametrize("body", [None, "{tag}<pump-navigator inline></pump-navigator>"], ids=["corner", "inline"])
def test_a_page_of_a_clinic_is_quiet(clinic: Clinic, widget: Widget, body: str | None) -> None:
    complaints = Complaints(clinic.page)
    clinic.visit(body=body)
    clinic.page.locator("pump-navigator").wait_for(state="attached")
    ask(widget)
    assert complaints.found == []


def test_every_picture_that_our_pages_name_is_there(context: BrowserContext, server_url: str) -> None:
    page = context.new_page()
    for address in OURS:
        page.goto(server_url + address)
        icons = page.locator("link[rel=icon]").evaluate_all("links => links.map((link) => link.href)")
        assert icons, address
        for icon in icons:
            answer = page.request.get(icon)
            assert answer.status == 200
            assert answer.headers["content-type"].startswith("image/svg+xml")
