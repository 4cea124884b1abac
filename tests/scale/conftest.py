"""A hospital's set-up, started once: PostgreSQL, Redis, RabbitMQ, two servers, nginx before them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from engines import DATABASE, Engine, Nginx, PostgreSQL, RabbitMQ, Redis, missing, until
from network import Clock, Network, library
from running import Server

_PROGRAMS = ("postgres", "initdb", "redis-server", "nginx", "rabbitmq-server", "openssl", "setpriv")
_SETTINGS = {
    "PUMP_NAVIGATOR_MESSAGES_PER_MINUTE": "100000",
    "PUMP_NAVIGATOR_REQUESTS_PER_MINUTE": "1000000",
    "SANIC_PROXIES_COUNT": "1",
}


@pytest.fixture(scope="session")
def engine() -> Iterator[Callable[[Engine], Engine]]:
    """Starts an engine that ends with the tests."""
    gone = missing(*_PROGRAMS)
    if gone or library() is None:
        pytest.skip(f"not installed: {', '.join(gone) or 'libfaketime'}; .ci/run installs them")
    with ExitStack() as running:

        def start(engine: Engine) -> Engine:
            running.callback(engine.stop)
            engine.start()
            return engine

        yield start


@pytest.fixture(scope="session")
def network(model: Path, engine: Callable[[Engine], Engine], tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """Everything, well; a test that breaks something mends it."""
    folder = tmp_path_factory.mktemp("network")
    with ThreadPoolExecutor(3) as threads:
        database, redis, rabbit = threads.map(engine, [PostgreSQL(), Redis(), RabbitMQ()])
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(json.dumps(_endpoints(database.port, redis.port, rabbit.port)))
    settings = {**_SETTINGS, "PUMP_NAVIGATOR_ENDPOINTS": str(endpoints)}
    clock = Clock(folder / "clock")
    clock.set(0)
    one = Server(folder / "one", settings)
    other = Server(folder / "other", {**settings, **clock.settings})
    network = Network(database, redis, rabbit, one, other, clock)
    try:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(Server.start, [one, other]))
        servers = [server.url.removeprefix("http://") for server in (one, other)]
        network.proxy = engine(Nginx(upstreams=servers))
        yield network
    finally:
        network.clients.close()
        for server in (one, other):
            server.stop()


@pytest.fixture
def well(network: Network) -> Iterator[Network]:
    """The network, well before and after."""
    until(network.is_well, "all is well")
    yield network
    until(network.is_well, "all is well again, without a restart")


def _endpoints(database: int, redis: int, rabbit: int) -> dict[str, dict[str, object]]:
    """Rasa's own file. JSON is YAML."""
    return {
        "tracker_store": {
            "type": "SQL",
            "dialect": "postgresql",
            "url": "127.0.0.1",
            "port": database,
            "db": DATABASE,
            "username": "navigator",
        },
        "lock_store": {"type": "redis", "url": "127.0.0.1", "port": redis},
        "event_broker": {
            "type": "pika",
            "url": "127.0.0.1",
            "port": rabbit,
            "username": "guest",
            "password": "guest",
            "queues": ["analytics"],
        },
    }
