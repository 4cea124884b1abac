"""A server ends in good order, and the next one goes on where it was."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from running import Client, Server


@pytest.fixture(scope="module")
def mortal(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    server = Server(tmp_path_factory.mktemp("mortal"))
    server.start()
    return server


def test_it_ends_finishes_and_goes_on(mortal: Server) -> None:
    """One story, since each start takes its time."""
    talks = [mortal.conversation() for _ in range(4)]
    known = talks[0].say("what does a pump cost", **{"Idempotency-Key": "k"}).json()
    for talk in talks:
        talk.transcript()  # opens the connection

    with ThreadPoolExecutor(4) as threads:
        running = [threads.submit(talk.say, "how long does it take") for talk in talks]
        time.sleep(0.1)
        status = mortal.stop(signal.SIGTERM)
    assert status == 0
    assert [call.result().status_code for call in running] == [200] * 4

    mortal.start()
    back = mortal.client(Authorization=f"Bearer {talks[0].token}")
    assert back.heard() == ["what does a pump cost", "how long does it take"]
    assert back.say("what does a pump cost", **{"Idempotency-Key": "k"}).json() == known
    assert back.say("tell me more about that").status_code == 200

    said = back.say("who trains me")
    assert said.status_code == 200
    mortal.stop(signal.SIGKILL)
    mortal.start()
    again = mortal.client(Authorization=f"Bearer {talks[0].token}")
    assert again.heard()[-1] == "who trains me"
    assert again.transcript().json()["messages"][-1]["text"] == said.json()["messages"][-1]["text"]
    assert mortal.stop() == 0


def _refusal(*arguments: str, **settings: str) -> str:
    import os

    done = subprocess.run(
        [sys.executable, "-m", "pump_navigator", "serve", *arguments],
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()[-1]


def test_a_port_in_use_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        line = _refusal("--port", str(taken.getsockname()[1]))
    assert line.startswith("error: 127.0.0.1:")
    assert "Mend:" in line


def test_a_wrong_setting_is_said_in_one_line() -> None:
    line = _refusal(PUMP_NAVIGATOR_SECRET="short")
    assert line.startswith("error: PUMP_NAVIGATOR_SECRET: ")
    assert "short" not in line.replace("shorter", "")


def test_without_a_secret_it_warns(tmp_path: Path) -> None:
    client: Client
    server = Server(tmp_path, {"PUMP_NAVIGATOR_SECRET": "", "PUMP_NAVIGATOR_RETENTION_DAYS": "7"})
    server.start()
    client = server.conversation()
    assert client.say("hello").status_code == 200
    assert "PUMP_NAVIGATOR_SECRET is not set" in server.logs
    assert server.stop(signal.SIGINT) == 0
