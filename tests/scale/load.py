"""Many people who talk at once, and what has to be true of every conversation afterwards."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import httpx
from running import Client

_QUESTIONS = ("what does a pump cost", "do i need pre auth", "how long does it take", "who trains me", "thanks")
# Words, as a row of random letters is now and then taken for a cry for help, which is answered at any time.
_TREES = "oak maple birch cedar willow aspen linden poplar hazel alder rowan spruce".split()
_LATER = {502, 503, 504}
_SECONDS_TO_BE_HEARD = 90
_SECONDS_BETWEEN_TRIES = 0.2


@dataclass
class Person:
    """Says one thing after the other, and says it again, with the same key, until it is answered."""

    client: Client
    name: str = field(default_factory=lambda: " ".join(random.choices(_TREES, k=5)))
    acknowledged: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)
    refusals: list[httpx.Response] = field(default_factory=list)

    def talk(self, enough: Callable[[], bool]) -> None:
        while not enough():
            # No two questions are the same, so that none can take another's place.
            count = len(self.acknowledged)
            self.ask(f"{_QUESTIONS[count % len(_QUESTIONS)]} {self.name}{' leaf' * count}")

    def ask(self, question: str) -> None:
        end = time.monotonic() + _SECONDS_TO_BE_HEARD
        while (answer := self._try(question)) is None:
            assert time.monotonic() < end, f"nobody answered {question!r}: {[r.text for r in self.refusals[-3:]]}"
            time.sleep(_SECONDS_BETWEEN_TRIES)
        self.acknowledged.append((question, answer))

    def _try(self, question: str) -> list[dict[str, Any]] | None:
        try:
            answer = self.client.say(question, **{"Idempotency-Key": str(uuid5(NAMESPACE_OID, question))})
        except httpx.TransportError:
            return None
        if answer.status_code in _LATER:
            self.refusals.append(answer)
            return None
        assert answer.status_code == 200, answer.text
        return list(answer.json()["messages"])

    def check(self) -> None:
        """Everything that was acknowledged is there, once, in order, and nothing else is."""
        told = self.client.transcript().json()["messages"][len(self.client.opening["messages"]) :]
        expected = []
        for question, messages in self.acknowledged:
            expected.append({"from": "user", "text": question})
            expected += [{"from": "assistant", **message} for message in messages]
        assert told == expected


@dataclass
class Crowd:
    """Some people."""

    people: list[Person]

    @property
    def heard(self) -> int:
        return sum(len(person.acknowledged) for person in self.people)

    @property
    def refusals(self) -> list[httpx.Response]:
        return [refusal for person in self.people for refusal in person.refusals]

    def goes_on(self) -> None:
        """Wait until everybody was answered again."""
        before = [len(person.acknowledged) for person in self.people]
        end = time.monotonic() + _SECONDS_TO_BE_HEARD
        while any(len(person.acknowledged) <= had for person, had in zip(self.people, before, strict=True)):
            assert time.monotonic() < end, "not everybody was answered"
            time.sleep(_SECONDS_BETWEEN_TRIES)


@contextmanager
def crowd(begin: Callable[[], Client], size: int = 6) -> Iterator[Crowd]:
    """People who talk until the end of the block; then all that they were told is looked for."""
    here = Crowd([Person(begin()) for _ in range(size)])
    enough = Event()
    with ThreadPoolExecutor(size) as threads:
        talking: list[Future[None]] = [threads.submit(person.talk, enough.is_set) for person in here.people]
        try:
            here.goes_on()
            yield here
            here.goes_on()
        finally:
            enough.set()
        for talk in talking:
            talk.result()
    for person in here.people:
        person.check()
