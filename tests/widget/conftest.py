"""The widget's tests meet the real server, started once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import CLINIC, browser, clinic, context, context_options, stand_in, widget  # noqa: F401
from running import Server


@pytest.fixture(scope="session")
def server_url(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that the test clinic's website may call, as often as it likes."""
    server = Server(
        tmp_path_factory.mktemp("widget-server"),
        {
            "PUMP_NAVIGATOR_ORIGINS": CLINIC,
            "PUMP_NAVIGATOR_MESSAGES_PER_MINUTE": "10000",
            "PUMP_NAVIGATOR_REQUESTS_PER_MINUTE": "100000",
        },
    )
    server.start()
    yield server.url
    server.stop()
