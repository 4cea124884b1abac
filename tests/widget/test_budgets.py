"""What the widget may weigh, and what it may cost the page."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

from browser import Clinic, StandIn, Widget, wait_for_paint
from playwright.sync_api import Browser, BrowserContext, Page

LOADER = 4_000  # bytes, gzipped
TOTAL = 40_000
LONG_TASK = 50  # milliseconds


def weight(url: str) -> int:
    with urlopen(url) as answer:
        return len(gzip.compress(answer.read(), mtime=0))


def test_the_loader_and_the_whole_stay_small(server_url: str) -> None:
    loader = weight(f"{server_url}/widget.js")
    assert loader <= LOADER
    assert loader + weight(f"{server_url}/pump-navigator.js") <= TOTAL


def test_the_rest_is_fetched_only_when_somebody_wants_it(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    widget.launcher.wait_for()
    page.wait_for_load_state("networkidle")
    assert clinic.requests == [f"{clinic.page.url}", f"{clinic.server_url}/widget.js"]
    with page.expect_response("**/pump-navigator.js*"):
        widget.launcher.hover()
    assert stand_in.sessions == 0


def test_the_focus_of_the_keyboard_fetches_it_too(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.visit()
    with page.expect_request("**/pump-navigator.js*"):
        widget.launcher.focus()


def test_an_element_in_the_page_fetches_it_at_once(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    clinic.visit(body="{tag}<pump-navigator inline></pump-navigator>")
    widget.messages.first.wait_for()
    assert stand_in.sessions == 1


# Only what moves in the page around the widget: the window itself may grow out of its button.
WATCH = """
window.shifted = [];
new PerformanceObserver((list) => {
    for (const { node } of list.getEntries().flatMap((entry) => entry.sources)) {
        if (node && node.getRootNode() === document && !node.closest?.('pump-navigator')) shifted.push(node.nodeName);
    }
}).observe({type: 'layout-shift', buffered: true});
"""


def test_the_page_does_not_move(clinic: Clinic, widget: Widget, stand_in: StandIn) -> None:
    page = clinic.page
    page.add_init_script(WATCH)
    clinic.visit()
    widget.open()
    wait_for_paint(page)
    assert page.evaluate("window.shifted") == []
    page.reload()
    widget.messages.first.wait_for()
    wait_for_paint(page)
    assert page.evaluate("window.shifted") == []


def longest_task(browser: Browser, page: Page, act: Callable[[], None]) -> float:
    """Milliseconds of computing in the longest task with a script of the widget's.

    Processor time and not the clock's: a busy machine makes a task wait, and it is none the longer for that.
    """
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline", "__metadata"])
    act()
    events = json.loads(browser.stop_tracing())["traceEvents"]
    tasks = [event for event in events if event["name"].endswith("RunTask") and "tdur" in event]
    ours = [event for event in events if "/widget.js" in json.dumps(event.get("args"))]

    def is_ours(task: dict[str, Any]) -> bool:
        return any(
            event["tid"] == task["tid"]
            and event["pid"] == task["pid"]
            and task["ts"] <= event["ts"] <= task["ts"] + task["dur"]
            for event in ours
        )

    return max(task["tdur"] for task in tasks if is_ours(task)) / 1_000


def test_the_page_is_not_held_up_on_a_slow_phone(
    clinic: Clinic, widget: Widget, context: BrowserContext, browser: Browser
) -> None:
    context.new_cdp_session(clinic.page).send("Emulation.setCPUThrottlingRate", {"rate": 4})

    def load() -> None:
        clinic.visit()
        widget.launcher.wait_for()
        wait_for_paint(clinic.page)

    # What runs beside it on the same core slows it down and never speeds it up: the quietest of some visits counts.
    assert any(longest_task(browser, clinic.page, load) <= LONG_TASK for _ in range(5))
