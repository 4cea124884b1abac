"""Servers in processes of their own: started, watched until they answer, weighed, stopped."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks import memory
from benchmarks.contenders import Contender
from benchmarks.paths import STOCK

_SECONDS_TO_START = 600
_SECONDS_TO_STOP = 30
_SECONDS_BETWEEN_LOOKS = 0.05
_NO_LIMIT = "1000000000"


@dataclass(frozen=True)
class Running:
    """A server that answers, with all processes that it needs."""

    url: str
    processes: tuple[subprocess.Popen[bytes], ...]
    seconds_until_ready: float

    @property
    def megabytes(self) -> float:
        """The memory that it takes now."""
        return memory.megabytes([process.pid for process in self.processes])


@contextmanager
def navigator_server(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Running]:
    """`pump-navigator serve` with its limits out of the way, keeping conversations in a folder."""
    port = free_port()
    own = {
        "PUMP_NAVIGATOR_DATA": str(folder),
        "PUMP_NAVIGATOR_SECRET": secrets.token_urlsafe(48),
        "PUMP_NAVIGATOR_MESSAGES_PER_MINUTE": _NO_LIMIT,
        "PUMP_NAVIGATOR_REQUESTS_PER_MINUTE": _NO_LIMIT,
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "pump_navigator", "serve", "--port", str(port)]
    environment = {**os.environ, **own, **(settings or {})}
    url = f"http://127.0.0.1:{port}"
    with _running([command], environment, folder, url, (f"{url}/health",)) as running:
        yield running


@contextmanager
def stock_server(contender: Contender, model: Path, folder: Path) -> Iterator[Running]:
    """`rasa run --enable-api` and `rasa run actions`, as Rasa's documentation tells."""
    port, action_port = free_port(), free_port()
    url, action_url = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{action_port}"
    rasa = str(contender.python.with_name("rasa"))
    files = ["--endpoints", str(STOCK / "endpoints.yml"), "--credentials", str(STOCK / "credentials.yml")]
    commands = [
        [rasa, "run", "--enable-api", "--model", str(model), "--interface", "127.0.0.1", "--port", str(port), *files],
        [rasa, "run", "actions", "--actions", "actions", "--port", str(action_port)],
    ]
    environment = {**contender.environment, "ACTION_PORT": str(action_port)}
    looks = (f"{url}/status", f"{action_url}/health")
    with _running(commands, environment, folder, url, looks, where=STOCK) as running:
        yield running


@contextmanager
def redis_server(folder: Path) -> Iterator[int]:
    """Redis on a port of its own, which is yielded. Raises `FileNotFoundError` where it is not installed."""
    if not (program := shutil.which("redis-server")):
        raise FileNotFoundError("redis-server")
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(_SECONDS_TO_STOP)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def _running(
    commands: Sequence[Sequence[str]],
    environment: Mapping[str, str],
    folder: Path,
    url: str,
    looks: Sequence[str],
    where: Path | None = None,
) -> Iterator[Running]:
    """All commands at once; ready when every address to look at answers 200."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    started = time.perf_counter()
    with log.open("wb") as out:
        processes = tuple(
            subprocess.Popen(command, stdout=out, stderr=out, env=dict(environment), cwd=where) for command in commands
        )
    try:
        for look in looks:
            while not _answers(look):
                late = time.perf_counter() - started > _SECONDS_TO_START
                if late or any(process.poll() is not None for process in processes):
                    raise RuntimeError(f"{look} does not answer:\n{log.read_text(errors='replace')[-2000:]}")
                time.sleep(_SECONDS_BETWEEN_LOOKS)
        yield Running(url, processes, time.perf_counter() - started)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait(_SECONDS_TO_STOP)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
