"""A disk that is full, under the SQLite file of a single server."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from load import crowd
from running import Server, is_problem


@pytest.fixture
def small(model: Path, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, {"PUMP_NAVIGATOR_MESSAGES_PER_MINUTE": "100000", "SANIC_PROXIES_COUNT": "1"})
    server.start()
    yield server
    server.stop()


@contextmanager
def _full(server: Server) -> Iterator[None]:
    """No file of the server can grow: what a full disk does, without one."""
    assert server.process
    pid = server.process.pid
    size = min(path.stat().st_size for path in server.database.parent.iterdir() if path.suffix != ".sqlite-shm")
    _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


def test_a_full_disk_loses_nothing(small: Server) -> None:
    talk = small.conversation()
    with crowd(small.conversation, 4) as people, _full(small):
        assert is_problem(talk.say("what does a pump cost"), 503, "store_lost")
        until_refused = people.refusals
    assert until_refused
    assert all(is_problem(refusal, 503, "store_lost") for refusal in until_refused)
    assert talk.say("who trains me").status_code == 200
    assert talk.heard() == ["who trains me"]
