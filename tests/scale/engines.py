"""The engines of a hospital's network, for real: each in a folder and on a port of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import Template

import psycopg2
import redis
from psycopg2 import extensions

from pump_navigator.paths import PROJECT

SECONDS_TO_START = 60
DATABASE = "navigator"
NGINX_CONFIG = PROJECT / "deploy" / "nginx" / "default.conf.template"


def a_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def missing(*names: str) -> list[str]:
    """The programs that are not installed."""
    return [name for name in names if _program(name) is None]


def _program(name: str) -> str | None:
    folders = [*sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True), "/usr/lib/rabbitmq/bin"]
    return shutil.which(name, path=os.pathsep.join([os.environ["PATH"], "/usr/sbin", *folders]))


def as_nobody_special(user: str, *command: str) -> list[str]:
    """A command as another user, if this is root: PostgreSQL and RabbitMQ do not run as root."""
    run = [_program(command[0]) or command[0], *command[1:]]
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", *run] if os.geteuid() == 0 else run


def until(ready: Callable[[], object], what: str) -> None:
    """Wait for a condition; whatever it raises means not yet."""
    end = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            if ready():
                return
        except Exception:
            if time.monotonic() > end:
                raise
        assert time.monotonic() < end, f"{what} in {SECONDS_TO_START} s"
        time.sleep(0.05)


@dataclass
class Engine:
    """One program. `start` may be called again after `kill`, on the same data."""

    user = ""  # whom it runs as, if the tests run as root

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="navigator-")))
    port: int = field(default_factory=a_port)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        if self.user and os.geteuid() == 0:
            shutil.chown(self.folder, self.user, self.user)

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return {}

    def is_ready(self) -> object:
        raise NotImplementedError

    def start(self) -> None:
        """Start it, and wait until it answers."""
        log = self.folder / "engine.log"

        def started() -> object:
            # Just after a kill, what it left behind may refuse a new one for a moment.
            if self.process is None or self.process.poll() is not None:
                with log.open("ab") as output:
                    environment = {**os.environ, **self.environment()}
                    self.process = subprocess.Popen(
                        self.command(),
                        stdout=output,
                        stderr=output,
                        env=environment,
                        cwd=self.folder,
                        start_new_session=True,
                    )
            return self.is_ready()

        until(started, f"{type(self).__name__} answers")

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it in good order, and remove its folder."""
        self._end(signal.SIGTERM)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, kind: signal.Signals) -> None:
        if self.process is not None:
            # RabbitMQ is started by a script, and ends with it only if both are told.
            os.killpg(self.process.pid, kind)
            self.process.wait(SECONDS_TO_START)


class PostgreSQL(Engine):
    """A server with one database, in a cluster of its own."""

    user = "postgres"

    def command(self) -> list[str]:
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        }
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        return as_nobody_special(self.user, "postgres", "-D", str(self._data), *options)

    def start(self) -> None:
        if not self._data.exists():
            make = as_nobody_special(self.user, "initdb", "-D", str(self._data), "-A", "trust", "-U", "navigator")
            subprocess.run(make, check=True, capture_output=True, cwd=self.folder)
        super().start()

    def is_ready(self) -> object:
        with self.connection("postgres") as connection, connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        return True

    def _end(self, kind: signal.Signals) -> None:
        super()._end(signal.SIGINT if kind == signal.SIGTERM else kind)

    @contextmanager
    def connection(self, database: str = DATABASE) -> Iterator[extensions.connection]:
        """A connection that commits each statement."""
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user="navigator", dbname=database)
        connection.autocommit = True
        try:
            yield connection
        finally:
            connection.close()

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Nothing of it answers, though all of it is there."""
        with self.connection() as connection, connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            pids = [pid for (pid,) in cursor.fetchall() if pid != connection.info.backend_pid]
        pids.append(int((self._data / "postmaster.pid").read_text().split()[0]))
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)

    @property
    def _data(self) -> Path:
        return self.folder / "data"


class Redis(Engine):
    """A server that keeps nothing when it ends."""

    def command(self) -> list[str]:
        return [
            "redis-server",
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]

    def is_ready(self) -> object:
        return self.client().ping()

    def client(self) -> redis.Redis:
        return redis.Redis(port=self.port, db=1)


@dataclass
class Nginx(Engine):
    """The proxy of `deploy/`, in front of servers of ours."""

    upstreams: list[str] = field(default_factory=list)

    def command(self) -> list[str]:
        return [_program("nginx") or "nginx", "-p", str(self.folder), "-c", "nginx.conf", "-e", "error.log"]

    def start(self) -> None:
        self._certify()
        values = {
            "NAVIGATOR_SERVERS": " ".join(f"server {upstream};" for upstream in self.upstreams),
            "NAVIGATOR_LISTEN": f"127.0.0.1:{self.port}",
            "NAVIGATOR_TLS": str(self.folder),
        }
        # The image of nginx fills in variables of the environment, and leaves nginx' own.
        (self.folder / "default.conf").write_text(Template(NGINX_CONFIG.read_text()).safe_substitute(values))
        temporary = "".join(
            f"{name}_temp_path {self.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"daemon off; pid {self.folder}/pid; events {{}}"
            f"http {{ {temporary} access_log off; include {self.folder}/default.conf; }}"
        )
        super().start()

    def is_ready(self) -> object:
        with socket.create_connection(("127.0.0.1", self.port)):
            return True

    def _certify(self) -> None:
        # fmt: off
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
                "-keyout", str(self.folder / "tls.key"), "-out", str(self.folder / "tls.crt")]
        # fmt: on
        subprocess.run(make, check=True, capture_output=True)


@dataclass
class RabbitMQ(Engine):
    """A broker that knows one user, guest."""

    user = "rabbitmq"
    distribution: int = field(default_factory=a_port)
    names: int = field(default_factory=a_port)

    def command(self) -> list[str]:
        return as_nobody_special(self.user, "rabbitmq-server")

    def environment(self) -> Mapping[str, str]:
        return {
            "HOME": str(self.folder),
            "RABBITMQ_NODENAME": f"navigator{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_MNESIA_BASE": str(self.folder),
            "RABBITMQ_LOG_BASE": str(self.folder),
            "RABBITMQ_LOGS": "-",
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "plugins"),
            "ERL_EPMD_PORT": str(self.names),
        }

    def is_ready(self) -> object:
        with socket.create_connection(("127.0.0.1", self.port)) as opened:
            opened.sendall(b"AMQP\x00\x00\x09\x01")
            return opened.recv(1)

    def stop(self) -> None:
        super().stop()
        names = as_nobody_special(self.user, "epmd", "-kill")
        subprocess.run(names, env={**os.environ, **self.environment()}, capture_output=True, check=False)
