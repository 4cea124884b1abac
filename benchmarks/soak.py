"""Mixed conversations for a long time at a part of what the server can do: memory stays flat, and nothing fails.

Usage: .venv/bin/python benchmarks/soak.py [--minutes 30] [--load 0.7]
Starts a server of its own, with SQLite, finds out how many messages a second it answers, and goes on at 70 % of that.
People ask, press buttons, ask again with a key, read the transcript, begin papers, forget, and stay away.
Prints one line a minute; ends with status 1 if a call failed, an answer was wrong, or memory grew.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

_QUESTIONS = (
    "what does a pump cost",
    "do i need pre auth for the sensor",
    "how long does it take",
    "who trains me",
    "how do i appeal a denial",
    "what about a cortisol pump for addison's",
    "tell me more about that",
    "thanks",
    "make a call script",
    "my son passed out",
    "yes, he is safe now",
    "is it going to rain",
)
_PEOPLE = 16
_TURNS = (3, 25)  # of one conversation
_SECONDS_TO_MEASURE = (4, 30)
_TURNS_TO_MEASURE = 100
_WARM = 0.2  # of the time, before memory is compared
_GROWTH = 1.05
_NOISE = 8  # megabytes
_PRESSES = 0.3  # of the turns that could
_FORGETS = 0.3  # of the conversations
_MEGABYTE = 1024


@dataclass
class Watch:
    """What the people saw."""

    seconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    turns: int = 0

    def note(self, seconds: float, wrong: str | None) -> None:
        self.turns += 1
        self.seconds.append(seconds)
        if wrong:
            self.failures[wrong] += 1


@dataclass
class Person:
    """One after another, people who talk."""

    url: str
    watch: Watch
    random: random.Random
    pace: float  # seconds between the beginnings of two messages

    def live(self, enough: threading.Event) -> None:
        with httpx.Client(base_url=self.url, timeout=60) as http:
            while not enough.is_set():
                self._talk(http, enough)

    def _talk(self, http: httpx.Client, enough: threading.Event) -> None:
        opened = http.post("/webhooks/navigator/sessions", json={}).json()
        http.headers["Authorization"] = f"Bearer {opened['token']}"
        last: dict[str, Any] = opened["messages"][-1]
        for number in range(self.random.randint(*_TURNS)):
            if enough.is_set():
                break
            started = time.monotonic()
            last = self._turn(http, last, f"turn-{number}")
            enough.wait(max(0.0, self.pace - (time.monotonic() - started)))
        told = http.get("/webhooks/navigator/messages")
        if told.status_code != httpx.codes.OK:
            self.watch.failures[f"transcript {told.status_code}"] += 1
        if self.random.random() < _FORGETS:
            http.delete("/webhooks/navigator/sessions")

    def _turn(self, http: httpx.Client, last: dict[str, Any], key: str) -> dict[str, Any]:
        buttons = last.get("buttons") or []
        pressed = buttons and self.random.random() < _PRESSES
        chosen = self.random.choice(buttons)["payload"] if pressed else self.random.choice(_QUESTIONS)
        said = {"payload" if pressed else "text": chosen}
        started = time.monotonic()
        try:
            answer = http.post("/webhooks/navigator/messages", json=said, headers={"Idempotency-Key": key})
        except httpx.TransportError as error:
            self.watch.note(time.monotonic() - started, type(error).__name__)
            return {}
        wrong = None if answer.status_code == httpx.codes.OK else f"{answer.status_code} {answer.json().get('code')}"
        self.watch.note(time.monotonic() - started, wrong)
        return {} if wrong else answer.json()["messages"][-1]


def main() -> int:
    """Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--load", type=float, default=0.7, help="of what the server can do")
    options = parser.parse_args()
    with _server() as (url, process):
        least, most = _SECONDS_TO_MEASURE
        able = _run(url, max(least, min(most, options.minutes * 6)), pace=0.0, watch=Watch())
        pace = _PEOPLE / (able * options.load)
        print(f"{able:.0f} turns a second at most; now {able * options.load:.0f} for {options.minutes:g} minutes")
        return _soak(url, process.pid, options.minutes, pace)


def _soak(url: str, pid: int, minutes: float, pace: float) -> int:
    watch, memory = Watch(), []
    step = min(60.0, minutes * 60 / 10)
    end = time.monotonic() + minutes * 60
    with _people(url, pace, watch):
        while time.monotonic() < end:
            before = watch.turns
            time.sleep(step)
            memory.append(_memory(pid))
            recent = sorted(watch.seconds[before:])
            late = recent[int(len(recent) * 0.95)] * 1000 if recent else 0.0
            rate = (watch.turns - before) / step
            failed = sum(watch.failures.values())
            print(f"{rate:6.1f} turns/s  p95 {late:6.1f} ms  {memory[-1]:6.1f} MB  failures {failed}")
    warm = memory[int(len(memory) * _WARM) :]
    half = len(warm) // 2
    first, second = statistics.median(warm[:half]), statistics.median(warm[half:])
    print(f"{watch.turns} turns, failures {dict(watch.failures)}, memory {first:.1f} MB, then {second:.1f} MB")
    return 1 if watch.failures or second > first * _GROWTH + _NOISE else 0


def _run(url: str, seconds: float, pace: float, watch: Watch) -> float:
    """Turns a second, over some seconds and some turns."""
    started = time.monotonic()
    with _people(url, pace, watch):
        while time.monotonic() < started + seconds or watch.turns < _TURNS_TO_MEASURE:
            time.sleep(0.1)
        return watch.turns / (time.monotonic() - started)


@contextmanager
def _people(url: str, pace: float, watch: Watch) -> Iterator[None]:
    enough = threading.Event()
    people = [Person(url, watch, random.Random(number), pace) for number in range(_PEOPLE)]
    threads = [threading.Thread(target=person.live, args=[enough]) for person in people]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        enough.set()
        for thread in threads:
            thread.join()


@contextmanager
def _server() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        settings = {
            "PUMP_NAVIGATOR_DATA": folder,
            "PUMP_NAVIGATOR_MESSAGES_PER_MINUTE": "1000000",
            "PUMP_NAVIGATOR_REQUESTS_PER_MINUTE": "1000000",
            "PUMP_NAVIGATOR_SECRET": "a-soak-knows-nothing-that-is-secret",
        }
        command = [sys.executable, "-m", "pump_navigator", "serve", "--port", "0"]
        with log.open("w") as output:
            process = subprocess.Popen(command, stderr=output, env={**os.environ, **settings}, text=True)
        try:
            while not (ready := [line for line in log.read_text().splitlines() if "Ready at " in line]):
                if process.poll() is not None:
                    sys.exit(log.read_text())
                time.sleep(0.2)
            yield ready[0].rpartition(" ")[2], process
        finally:
            process.terminate()
            process.wait()


def _memory(pid: int) -> float:
    """Megabytes of a process that are its own or shared."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / _MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
