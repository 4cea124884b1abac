"""The output channel that keeps what the assistant says in one turn."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from pump_navigator.messages import Message


class Collector(OutputChannel):  # type: ignore[misc]
    """Collects the messages of one turn."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in the tracker."""
        return "navigator"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Rasa calls this for each message."""
        self.messages.append(Message.from_response(message))
