"""Many conversations at once over HTTP, each asking when it has its answer; how long each turn took."""

from __future__ import annotations

import asyncio
import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from aiohttp import ClientSession, ClientTimeout, TCPConnector

_TURNS_OF_A_CONVERSATION = 8
_SECONDS_TO_WAIT = 120


class Conversation(Protocol):
    """One conversation with a server."""

    async def begin(self) -> None:
        """Open it."""

    async def say(self, text: str) -> None:
        """One turn. Raises `RuntimeError` if there is no answer."""


@dataclass
class NavigatorConversation:
    """Over the channel of this project."""

    http: ClientSession
    url: str
    token: str = ""

    async def begin(self) -> None:
        """A new token."""
        async with self.http.post(f"{self.url}/webhooks/navigator/sessions", json={}) as answer:
            self.token = (await answer.json())["token"]

    async def say(self, text: str) -> None:
        """Send a text."""
        headers = {"Authorization": f"Bearer {self.token}"}
        address = f"{self.url}/webhooks/navigator/messages"
        async with self.http.post(address, json={"text": text}, headers=headers) as answer:
            if answer.status != 200 or not (await answer.json())["messages"]:
                raise RuntimeError(f"status {answer.status}")


@dataclass
class RasaConversation:
    """Over Rasa's REST channel."""

    http: ClientSession
    url: str
    sender: str = ""

    async def begin(self) -> None:
        """A new name."""
        self.sender = uuid.uuid4().hex

    async def say(self, text: str) -> None:
        """Send a text."""
        message = {"sender": self.sender, "message": text}
        async with self.http.post(f"{self.url}/webhooks/rest/webhook", json=message) as answer:
            if answer.status != 200 or not await answer.json():
                raise RuntimeError(f"status {answer.status}")


Channel = Callable[[ClientSession, str], Conversation]


@dataclass(frozen=True)
class Load:
    """What was measured: the seconds of each turn, and those of the whole."""

    turns: tuple[float, ...]
    seconds: float

    def milliseconds(self, percent: float) -> float:
        """A percentile of a turn's time."""
        return 1e3 * float(np.percentile(self.turns, percent))

    @property
    def turns_a_second(self) -> float:
        """Answered in one second, the opening of conversations included."""
        return len(self.turns) / self.seconds


def many(channel: Channel, url: str, texts: Sequence[str], conversations: int, turns: int) -> Load:
    """So many conversations side by side, so many turns in all; each begins anew after eight."""
    return asyncio.run(_many(channel, url, texts, conversations, turns))


def one(channel: Channel, url: str, texts: Sequence[str], turns: int, person: int = 0) -> Load:
    """One conversation of so many turns; another person asks other questions."""
    return asyncio.run(_many(channel, url, texts, 1, turns, turns, person))


async def _many(
    channel: Channel,
    url: str,
    texts: Sequence[str],
    conversations: int,
    turns: int,
    until_new: int = _TURNS_OF_A_CONVERSATION,
    first: int = 0,
) -> Load:
    waits = ClientTimeout(total=_SECONDS_TO_WAIT)
    async with ClientSession(timeout=waits, connector=TCPConnector(limit=conversations)) as http:
        started = time.perf_counter()
        each = [
            _person(channel(http, url), random.Random(person), texts, turns // conversations, until_new)
            for person in range(first, first + conversations)
        ]
        told = await asyncio.gather(*each)
    return Load(tuple(seconds for turn in told for seconds in turn), time.perf_counter() - started)


async def _person(
    conversation: Conversation, chance: random.Random, texts: Sequence[str], turns: int, until_new: int
) -> list[float]:
    took = []
    for number in range(turns):
        if number % until_new == 0:
            await conversation.begin()
        text = chance.choice(texts)
        started = time.perf_counter()
        await conversation.say(text)
        took.append(time.perf_counter() - started)
    return took
