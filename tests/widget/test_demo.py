"""The demo clinic, as `make serve` shows it; `scripts/picture` makes the README's picture of the first test."""

from __future__ import annotations

from typing import Any

import pytest
from browser import PHONE, Widget, axe_violations, screenshot, wait_for_paint
from playwright.sync_api import BrowserContext, expect

PICTURE = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 2, "reduced_motion": "reduce"}


@pytest.mark.parametrize("context_options", [PICTURE], ids=["picture"])
def test_the_demo_clinic_answers_a_question(context: BrowserContext, server_url: str) -> None:
    page = context.new_page()
    page.goto(server_url)
    widget = Widget(page).open()
    reply = widget.say("My insurance said no. What now?")
    expect(reply).to_contain_text("you can appeal")
    expect(reply.get_by_role("link")).not_to_have_count(0)
    expect(reply.get_by_role("button", name="Make my appeal packet")).to_be_visible()
    expect(widget.window.locator(".typing")).to_have_count(0)
    page.mouse.move(0, 0)
    wait_for_paint(page)
    screenshot(page, "demo")
    assert axe_violations(page) == []


@pytest.mark.parametrize("context_options", [PICTURE, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ["/", "/devices.html"])
def test_axe_finds_nothing_on_the_demo_clinic_s_own_pages(
    context: BrowserContext, server_url: str, address: str, context_options: dict[str, Any]
) -> None:
    page = context.new_page()
    page.goto(server_url + address)
    Widget(page).launcher.wait_for()
    size = "phone" if context_options is PHONE else "desktop"
    screenshot(page, f"demo-{address.strip('/').partition('.')[0] or 'home'}-{size}")
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
