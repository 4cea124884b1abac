"""The web application: every route, and what all answers have in common."""

from __future__ import annotations

import logging
import time
from functools import partial

from rasa.core.channels.channel import register
from sanic import Sanic
from sanic.config import Config
from sanic.constants import HTTP_METHODS
from sanic.exceptions import (
    MethodNotSupported,
    NotFound,
    PayloadTooLarge,
    RequestTimeout,
    SanicException,
    ServiceUnavailable,
)
from sanic.request import Request
from sanic.response import HTTPResponse

from pump_navigator.content.widget import widget_words
from pump_navigator.navigator import Navigator
from pump_navigator.server import metrics, openapi, static
from pump_navigator.server.channel import NavigatorInput
from pump_navigator.server.documents import Documents
from pump_navigator.server.headers import add_headers
from pump_navigator.server.health import health
from pump_navigator.server.origins import Origins
from pump_navigator.server.problems import ProblemError
from pump_navigator.server.rest import RestInput
from pump_navigator.server.settings import Settings
from pump_navigator.server.stores import LOST, Stores
from pump_navigator.server.strings import page_words

logger = logging.getLogger(__name__)
requests = logging.getLogger("pump_navigator.requests")

_ROUTE = "/webhooks/"
_STORE_SECONDS = 5
_CLIENT_ERRORS = range(400, 500)

_HTTP = {
    NotFound: "not_found",
    PayloadTooLarge: "too_large",
    RequestTimeout: "timeout",
}

# Defaults; SANIC_… in the environment goes before them.
_CONFIG = {
    "ACCESS_LOG": False,
    "KEEP_ALIVE_TIMEOUT": 65,
    "REQUEST_TIMEOUT": 20,
    "RESPONSE_TIMEOUT": 30,
}


def create_app(navigator: Navigator, stores: Stores, settings: Settings, papers: Documents | None = None) -> Sanic:
    """The application around a loaded navigator."""
    config = Config(defaults={**_CONFIG, "REQUEST_MAX_SIZE": settings.body_limit})
    app = Sanic("pump_navigator", config=config, configure_logging=False)
    app.ctx.stores = stores
    app.ctx.ends = False
    channels = [NavigatorInput(navigator, settings, stores.redis, papers)]
    if settings.rest:
        channels.append(RestInput(navigator, settings))
    register(channels, app, _ROUTE)
    app.add_route(health, "/health", methods=["GET", "HEAD"])
    app.add_route(metrics.show, "/metrics", methods=["GET"], name="metrics")
    app.add_route(openapi.show, "/openapi.json", methods=["GET"], name="openapi")
    origins = Origins(settings.origins)
    static.add_routes(app, origins.frame_ancestors, page_words(widget_words(), navigator.answerer.clinic))
    app.register_middleware(_start, "request")
    for middleware in (_log, metrics.count_request, _let_go, add_headers, partial(_tell_browsers, origins=origins)):
        app.register_middleware(middleware, "response")
    app.error_handler.add(Exception, _problem)
    return app


async def _start(request: Request) -> None:
    request.ctx.started = time.monotonic()


async def _let_go(request: Request, answer: HTTPResponse) -> None:
    """A server that ends keeps no connection: a proxy would go on sending to it."""
    if request.app.ctx.ends:
        request.stream.keep_alive = False


async def _tell_browsers(request: Request, answer: HTTPResponse, origins: Origins) -> None:
    """Which website may read the answer; problems too, since they hold a sentence for the person."""
    if request.path.startswith(_ROUTE):
        answer.headers.update(origins.headers(request.headers.get("origin"), request.host))


async def _log(request: Request, answer: HTTPResponse) -> None:
    """The route and never the address: whatever a client puts into it stays out."""
    route = request.route.path if request.route else "-"
    milliseconds = round((time.monotonic() - getattr(request.ctx, "started", time.monotonic())) * 1000, 1)
    method = request.method if request.method in HTTP_METHODS else "-"
    requests.info(
        "%s /%s %s in %s ms",
        method,
        route,
        answer.status,
        milliseconds,
        extra={"fields": {"route": route, "status": answer.status, "milliseconds": milliseconds}},
    )


async def _problem(request: Request, error: Exception) -> HTTPResponse:
    """Every failure is a problem document."""
    # Before there is a route, what failed is the reading of the request itself.
    problem = ProblemError("bad_request") if isinstance(error, ValueError) and not request.route else _translated(error)
    metrics.PROBLEMS.labels(problem.code).inc()
    return problem.response()


def _translated(error: Exception) -> ProblemError:
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, LOST):
        logger.error("a store cannot be reached: %s", type(error).__name__)
        return ProblemError.later("store_lost", _STORE_SECONDS)
    if isinstance(error, MethodNotSupported):
        return ProblemError("method_not_allowed", error.headers)
    if isinstance(error, ServiceUnavailable):
        return ProblemError.busy()
    if isinstance(error, SanicException) and error.status_code in _CLIENT_ERRORS:
        return ProblemError(_HTTP.get(type(error), "bad_request"))
    logger.error("a request failed", exc_info=error)
    return ProblemError("failure")
