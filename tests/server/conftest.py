"""Servers with the real model, each started once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import CLINIC, Client, Server


@pytest.fixture(scope="session")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """As it comes, but for one clinic's origin, and with logs as talkative as they get."""
    server = Server(
        tmp_path_factory.mktemp("server"),
        {"PUMP_NAVIGATOR_ORIGINS": CLINIC, "LOG_LEVEL": "DEBUG", "SANIC_PROXIES_COUNT": "1"},
    )
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def strict_server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With every limit lowered, the REST channel on and logs in JSON."""
    server = Server(
        tmp_path_factory.mktemp("strict"),
        {
            "PUMP_NAVIGATOR_MESSAGES_PER_MINUTE": "3",
            "PUMP_NAVIGATOR_REQUESTS_PER_MINUTE": "8",
            "PUMP_NAVIGATOR_TEXT_LIMIT": "100",
            "PUMP_NAVIGATOR_BODY_LIMIT": "2048",
            "PUMP_NAVIGATOR_WAITING_LIMIT": "1",
            "PUMP_NAVIGATOR_TOKEN_HOURS": "1",
            "PUMP_NAVIGATOR_REST": "on",
            "FORCE_JSON_LOGGING": "true",
            "SANIC_PROXIES_COUNT": "1",
        },
    )
    server.start()
    yield server
    server.stop()


@pytest.fixture
def talk(server: Server) -> Client:
    """A new conversation."""
    return server.conversation()
