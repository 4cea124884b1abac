"""Whatever level the logs have, no line of them holds what was typed."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from rasa.shared.core.domain import Domain
from talking import Talk

from pump_navigator.navigator import Navigator
from pump_navigator.paths import DOMAIN
from pump_navigator.server.logs import JsonLines, PlainLines, be_discreet
from pump_navigator.tracker_store import SQLStore

pytestmark = pytest.mark.asyncio

WORD = "okapi"
LINES = (
    f"what does an {WORD} pump cost",
    f"my name is Jane {WORD.title()} and my member id is XKD482910337, do i need approval",
    f"my {WORD} passed out and does not wake up",
    f"i am safe now, {WORD}",
    f"how many units for an {WORD}",
    "my insurance denied the pump",
    "Make my appeal packet",
    f"it is the {WORD}",
    f"{WORD} " * 400,
    f"/{WORD}",
)


@pytest.fixture(params=["DEBUG", "INFO", "WARNING", "ERROR"])
def logged(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the server's handlers write at a level, in both of their forms."""
    root, written = logging.getLogger(), io.StringIO()
    before, handlers = root.level, []
    levels = {name: logging.getLogger(name).level for name in ("rasa", "rasa_sdk", "pump_navigator")}
    kept = structlog.get_config()
    for lines in (PlainLines(), JsonLines()):
        handler = logging.StreamHandler(written)
        handler.setFormatter(lines)
        root.addHandler(handler)
        handlers.append(handler)
    root.setLevel(request.param)
    for name in levels:
        logging.getLogger(name).setLevel(request.param)
    be_discreet()
    yield written
    structlog.configure(**kept)
    root.setLevel(before)
    for handler in handlers:
        root.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("failing", [False, True], ids=["as usual", "when the model fails"])
async def test_no_line_holds_what_was_typed(
    navigator: Navigator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO, failing: bool
) -> None:
    store = SQLStore(Domain.load(DOMAIN), db=str(tmp_path / "talk.sqlite"))
    monkeypatch.setattr(navigator.agent, "tracker_store", store)
    monkeypatch.setattr(navigator.agent.processor, "tracker_store", store)
    talk = Talk(navigator)
    await talk.say("hello")
    if failing:

        def broken(_: object, message: object, *__: object, **___: object) -> None:
            raise RuntimeError(f"cannot read {message} {WORD}")

        monkeypatch.setattr(type(navigator.agent.processor), "_parse_message_with_graph", broken)
    for line in LINES:
        try:
            await talk.say(line)
        except RuntimeError:
            logging.getLogger("pump_navigator.server.app").exception("not answered")
    assert WORD not in logged.getvalue().lower()
    assert "482910337" not in logged.getvalue()
