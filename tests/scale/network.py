"""A hospital's set-up as the tests see it: engines, two servers, and clients of them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from engines import Nginx, PostgreSQL, RabbitMQ, Redis
from running import Client, Server

_CLOCK = "libfaketimeMT.so.1"


@dataclass
class Clock:
    """The clock of one server, a number of seconds beside the true one."""

    file: Path

    def set(self, seconds: int) -> None:
        self.file.write_text(f"{seconds:+}")

    @property
    def settings(self) -> dict[str, str]:
        return {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_CACHE_DURATION": "1",  # seconds; reading the file at each look at the clock makes a server crawl
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


def library() -> Path | None:
    """Debian's libfaketime, if it is installed."""
    return next(Path("/usr/lib").glob(f"*/faketime/{_CLOCK}"), None)


@dataclass
class Network:
    """All of it."""

    database: PostgreSQL
    redis: Redis
    rabbit: RabbitMQ
    one: Server
    other: Server
    clock: Clock  # of the other server
    proxy: Nginx | None = None
    clients: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        assert self.proxy is not None
        return f"https://localhost:{self.proxy.port}"

    def client(self, url: str | None = None, token: str = "") -> Client:
        """A client of the proxy, or of one server."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        http = httpx.Client(base_url=url or self.url, timeout=60, verify=False, headers=headers)
        return Client(self.clients.enter_context(http), token)

    def conversation(self) -> Client:
        """A client of the proxy, in a new conversation."""
        client = self.client()
        client.begin()
        return client

    def at(self, server: Server, talk: Client) -> Client:
        """The same conversation at one server."""
        return self.client(server.url, talk.token)

    def is_well(self) -> bool:
        """Whether both servers would answer."""
        return all(httpx.get(f"{server.url}/health", timeout=30).is_success for server in (self.one, self.other))
