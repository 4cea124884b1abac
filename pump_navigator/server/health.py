"""`GET /health`: 200 only when a message would be answered."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse, json

from pump_navigator.server.stores import Stores


async def health(request: Request) -> HTTPResponse:
    """The model is loaded before the port opens; the stores may be lost any time."""
    stores: Stores = request.app.ctx.stores
    await stores.ping()
    return json({"status": "ok"})
