"""Real parts for all tests: the model trained once, the agent loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from talking import Talk

from pump_navigator import quiet

quiet.be_quiet()
pytest.register_assert_rewrite("load")  # so that a failure tells what was lost or doubled


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained model for the present data; `make setup` has trained it, else it is trained here."""
    from pump_navigator.training import model_path, train

    return path if (path := model_path()).exists() else train()


@pytest.fixture(scope="session")
def navigator(model: Path):
    """The assistant itself, with the real model, in this process."""
    from pump_navigator.startup import navigator

    return navigator()


@pytest.fixture
def talk(navigator) -> Talk:
    """A new conversation."""
    return Talk(navigator)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: every part is there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("PUMP_NAVIGATOR_NO_SKIPS") and skipped:
        reporter.write_line(f"{len(skipped)} tests skipped, and none may skip here.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
