"""A conversation with the assistant in this process."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from pump_navigator.messages import Button, Message, Reply


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
