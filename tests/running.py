"""The real server in a process of its own, and a client that talks to it."""

from __future__ import annotations

import os
import re
import secrets
import signal
import string
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

CLINIC = "https://www.clinic.example"  # a website that may call
SECRET = "known-to-the-tests-alone-and-long-enough"
_READY = re.compile(r"Ready at (http://\S+?)[\"\s]")
_SECONDS_TO_START = 300
_SECONDS_TO_STOP = 90


def a_word(beginning: str) -> str:
    """A word that was never typed before; letters only, as a row of digits would be masked."""
    return beginning + "".join(secrets.choice(string.ascii_lowercase) for _ in range(16))


@dataclass
class Server:
    """One server; `start` may be called again after `stop`, on the same data."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = ("-m", "pump_navigator")
    process: subprocess.Popen[bytes] | None = None
    url: str = ""
    starts: int = 0

    def start(self, address: str = "") -> None:
        """Start, at a free port or at an address that it had before, and wait until it is ready."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.starts += 1
        own = {"PUMP_NAVIGATOR_SECRET": SECRET, "PUMP_NAVIGATOR_DATA": str(self.folder / "data"), **self.settings}
        command = [sys.executable, *self.program, "serve", "--port", address.rpartition(":")[2] or "0"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **own})
        self.url = self._ready()

    def _ready(self) -> str:
        end = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < end and self.process and self.process.poll() is None:
            if ready := _READY.search(self._log.read_text()):
                return ready[1]
            time.sleep(0.1)
        raise AssertionError(f"the server did not start:\n{self._log.read_text()[-4000:]}")

    @property
    def _log(self) -> Path:
        return self.folder / f"server-{self.starts}.log"

    @property
    def logs(self) -> str:
        """All that was logged since the first start."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("server-*.log")))

    @property
    def database(self) -> Path:
        """The file of its conversations."""
        return self.folder / "data" / "conversations.sqlite"

    @property
    def stored(self) -> bytes:
        """All bytes of the database and of what SQLite keeps beside it."""
        return b"".join(path.read_bytes() for path in sorted(self.database.parent.iterdir()))

    def stop(self, kind: signal.Signals = signal.SIGTERM) -> int:
        """Stop it, and return its exit status."""
        assert self.process is not None
        self.process.send_signal(kind)
        return self.process.wait(_SECONDS_TO_STOP)

    def client(self, **headers: str) -> Client:
        """A client without a conversation, with an address of its own."""
        return Client(httpx.Client(base_url=self.url, timeout=60, headers={"X-Forwarded-For": an_address(), **headers}))

    def conversation(self, **headers: str) -> Client:
        """A client in a new conversation."""
        client = self.client(**headers)
        client.begin()
        return client


@dataclass
class Client:
    """Calls the channel."""

    http: httpx.Client
    token: str = ""
    opening: dict[str, Any] = field(default_factory=dict)

    def begin(self) -> httpx.Response:
        answer = self.http.post("/webhooks/navigator/sessions", json={})
        if answer.status_code == 200:
            self.opening = answer.json()
            self.token = self.opening["token"]
            self.http.headers["Authorization"] = f"Bearer {self.token}"
        return answer

    def say(self, text: str, **headers: str) -> httpx.Response:
        return self.http.post("/webhooks/navigator/messages", json={"text": text}, headers=headers)

    def press(self, payload: str, **headers: str) -> httpx.Response:
        return self.http.post("/webhooks/navigator/messages", json={"payload": payload}, headers=headers)

    def send(self, content: bytes, **headers: str) -> httpx.Response:
        return self.http.post(
            "/webhooks/navigator/messages", content=content, headers={"Content-Type": "application/json", **headers}
        )

    def transcript(self) -> httpx.Response:
        return self.http.get("/webhooks/navigator/messages")

    def heard(self) -> list[str]:
        """What the server has kept of this person's own words."""
        return [entry["text"] for entry in self.transcript().json()["messages"] if entry["from"] == "user"]

    def forget(self) -> httpx.Response:
        return self.http.delete("/webhooks/navigator/sessions")


def an_address() -> str:
    """Another address each time, for servers that are told to believe it."""
    number = uuid.uuid4().int
    return f"10.{number % 256}.{number // 256 % 256}.{number // 65536 % 256}"


def is_problem(answer: httpx.Response, status: int, code: str) -> bool:
    """Whether it is a problem document of RFC 9457 with a sentence for a person."""
    document = answer.json()
    assert (answer.status_code, document["status"], document["code"]) == (status, status, code), document
    assert answer.headers["content-type"] == "application/problem+json"
    assert document["type"] == "about:blank"
    assert document["title"] == httpx.codes.get_reason_phrase(status)
    assert document["detail"].endswith(".")
    return True
