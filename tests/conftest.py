"""Real parts for all tests: the model trained once, the agent loaded once."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pump_navigator import quiet
from pump_navigator.messages import Button, Message, Reply

quiet.be_quiet()


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


@dataclass
class Talk:
    """One conversation with the assistant."""

    navigator: object
    conversation: str = field(default_factory=lambda: uuid.uuid4().hex)
    reply: Reply | None = None

    async def say(self, text: str) -> Reply:
        if self.reply is None:
            await self.navigator.begin(self.conversation)
        self.reply = await self.navigator.say(self.conversation, text)
        return self.reply

    async def press(self, title: str) -> Reply:
        button = next(button for button in self.buttons if button.title == title)
        self.reply = await self.navigator.press(self.conversation, button.payload)
        return self.reply

    @property
    def buttons(self) -> list[Button]:
        return [button for message in self.messages for button in message.buttons]

    @property
    def messages(self) -> tuple[Message, ...]:
        assert self.reply is not None
        return self.reply.messages

    @property
    def text(self) -> str:
        return "\n".join(message.text for message in self.messages)


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
