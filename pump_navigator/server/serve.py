"""Starts the web server."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from asyncio import AbstractEventLoop

from rasa.constants import ENV_SANIC_BACKLOG
from rasa.core.utils import number_of_sanic_workers
from sanic import Sanic

from pump_navigator import startup
from pump_navigator.server import logs
from pump_navigator.server.analytics import connect
from pump_navigator.server.app import create_app
from pump_navigator.server.documents import Documents, of_conversations
from pump_navigator.server.retention import keep_expiring
from pump_navigator.server.settings import Settings, SettingsError
from pump_navigator.server.stores import Stores

logger = logging.getLogger(__name__)

_BACKLOG = "100"


def serve(host: str = "127.0.0.1", port: int = 8080, papers: Documents | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C, and finish what has begun.

    Raises `UserError`.
    """
    logs.configure()
    settings = Settings.of_environment()
    if not settings.secret:
        logger.warning("PUMP_NAVIGATOR_SECRET is not set: open conversations end when this process does.")
        settings = settings.with_a_secret()
    stores = Stores.open(settings)
    workers = number_of_sanic_workers(stores.endpoints.lock_store)
    listening = _bound(host, port, shared=workers > 1)
    navigator = startup.navigator(stores.trackers, stores.locks)
    app = create_app(navigator, stores, settings, papers or of_conversations(navigator))
    _add_listeners(app, stores, settings, f"http://{host}:{listening.getsockname()[1]}")
    if workers > 1:
        _share_out(app, listening)
    # Workers are forks: they share the model's memory, and each needs connections of its own.
    stores.disconnect()
    app.run(
        sock=listening,
        workers=workers,
        backlog=int(os.environ.get(ENV_SANIC_BACKLOG, _BACKLOG)),
        motd=False,
    )


def _bound(host: str, port: int, *, shared: bool) -> socket.socket:
    """Taken at once, opened only when the model is loaded."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise SettingsError(f"{host}:{port}: {error.strerror}. Mend: choose another --host or --port.") from error
    return bound


def _share_out(app: Sanic, listening: socket.socket) -> None:
    """Give each worker a socket of its own, so that the system shares the connections out.

    Of workers that accept from one socket, the first one awake takes all.
    """
    host, port = listening.getsockname()[:2]

    async def own_socket(app: Sanic, loop: AbstractEventLoop) -> None:
        with _bound(host, port, shared=True) as own:
            os.dup2(own.fileno(), listening.fileno())

    app.register_listener(own_socket, "before_server_start")


def _add_listeners(app: Sanic, stores: Stores, settings: Settings, address: str) -> None:
    async def publish() -> None:
        stores.trackers.event_broker = await connect(stores.endpoints.event_broker, with_texts=settings.broker_texts)

    async def open_up(app: Sanic, loop: AbstractEventLoop) -> None:
        logs.be_discreet()

    async def ready(app: Sanic, loop: AbstractEventLoop) -> None:
        app.ctx.tasks = [asyncio.create_task(keep_expiring(stores.trackers, settings.retention_days))]
        if stores.endpoints.event_broker:
            app.ctx.tasks.append(asyncio.create_task(publish()))
        logger.info("Ready at %s", address)

    async def wind_down(app: Sanic, loop: AbstractEventLoop) -> None:
        app.ctx.ends = True
        for task in app.ctx.tasks:
            task.cancel()

    async def close(app: Sanic, loop: AbstractEventLoop) -> None:
        if stores.trackers.event_broker:
            await stores.trackers.event_broker.close()
        stores.disconnect()

    app.register_listener(open_up, "before_server_start")
    app.register_listener(ready, "after_server_start")
    app.register_listener(wind_down, "before_server_stop")
    app.register_listener(close, "after_server_stop")
