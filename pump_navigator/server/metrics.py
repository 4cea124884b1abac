"""What an operator watches: counts and times, never a word of a conversation."""

from __future__ import annotations

import os

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from pump_navigator.messages import Reply

_SEVERAL_PROCESSES = "PROMETHEUS_MULTIPROC_DIR"
_NOWHERE = "none"

REQUESTS = Counter("pump_navigator_requests", "Requests by route and status.", ["route", "status"])
PROBLEMS = Counter("pump_navigator_problems", "Requests that were not answered, by reason.", ["code"])
SESSIONS = Counter("pump_navigator_sessions", "Conversations begun.")
FORGOTTEN = Counter("pump_navigator_forgotten", "Conversations deleted by their owners.")
EXPIRED = Counter("pump_navigator_expired", "Conversations deleted for their age.")
TOPICS = Counter("pump_navigator_answers", "Answers by topic.", ["topic"])
INTENTS = Counter("pump_navigator_intents", "Messages by intent.", ["intent"])
DANGERS = Counter("pump_navigator_dangers", "Answers in danger, by its kind.", ["kind"])
WAITING = Gauge("pump_navigator_waiting", "Messages that wait for an answer.", multiprocess_mode="livesum")
TURN_SECONDS = Histogram(
    "pump_navigator_turn_seconds",
    "Time from a message to its answer.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def count(reply: Reply) -> None:
    """Count an answer."""
    for topic in reply.topics:
        TOPICS.labels(topic).inc()
    INTENTS.labels(reply.intent or _NOWHERE).inc()
    if reply.danger:
        DANGERS.labels(reply.danger).inc()


async def count_request(request: Request, answer: HTTPResponse) -> None:
    """Count a request that was answered."""
    route = request.route.path if request.route else _NOWHERE
    REQUESTS.labels(route, answer.status).inc()


async def show(request: Request) -> HTTPResponse:
    """`GET /metrics`, in Prometheus' text format."""
    return raw(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """This process' own figures, or those of all workers together."""
    if _SEVERAL_PROCESSES not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
