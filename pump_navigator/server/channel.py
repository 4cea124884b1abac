"""`/webhooks/navigator`: conversations over HTTP, each with a token of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, empty, json

from pump_navigator.content.widget import widget_words
from pump_navigator.messages import Reply
from pump_navigator.navigator import Navigator, NotBegunError, NotOfferedError
from pump_navigator.server import bodies, documents, metrics
from pump_navigator.server.bodies import Said
from pump_navigator.server.limits import network, per_minute
from pump_navigator.server.origins import Origins
from pump_navigator.server.problems import ProblemError
from pump_navigator.server.settings import Settings
from pump_navigator.server.stores import LOST
from pump_navigator.server.strings import strings
from pump_navigator.server.tokens import Tokens
from pump_navigator.transcript import Turn

Handler = Callable[..., Awaitable[HTTPResponse]]

_LANGUAGE = "en"


class NavigatorInput(InputChannel):  # type: ignore[misc]
    """Rasa's kind of channel, around the navigator instead of Rasa's agent: danger is looked for first."""

    def __init__(
        self,
        navigator: Navigator,
        settings: Settings,
        redis: Any | None = None,
        papers: documents.Documents | None = None,
    ) -> None:
        self._navigator = navigator
        self._settings = settings
        self._papers = papers
        self._tokens = Tokens(settings.keys, timedelta(hours=settings.token_hours))
        self._origins = Origins(settings.origins)
        self._of_conversation = per_minute(redis, "conversation", settings.messages_per_minute)
        self._of_address = per_minute(redis, "address", settings.requests_per_minute)
        self._waiting = 0

    @classmethod
    def name(cls) -> str:
        """The last part of the channel's address."""
        return "navigator"

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The routes. Rasa's own handler is not called."""
        routes = Blueprint(self.name())
        calls: dict[str, dict[str, Handler]] = {
            "/sessions": {"POST": self._begin, "DELETE": self._forget},
            "/messages": {"POST": self._say, "GET": self._transcript},
            "/documents/<paper:path>": {"GET": self._document},
        }
        for path, handlers in calls.items():
            for method, handler in {**handlers, "OPTIONS": self._preflight}.items():
                routes.add_route(partial(self._checked, handler), path, methods=[method], name=f"{method} {path}")
        return routes

    async def _checked(self, handler: Handler, request: Request, **path: str) -> HTTPResponse:
        if not self._origins.may_call(request.headers.get("origin"), request.host):
            raise ProblemError("foreign_origin")
        # What somebody says is counted where danger in it is answered all the same.
        if request.method != "OPTIONS" and handler != self._say:
            await self._count(request)
        return await handler(request, **path)

    async def _count(self, request: Request) -> None:
        if wait := await self._of_address.take(network(request.remote_addr or request.ip)):
            raise ProblemError.later("too_many", wait)

    async def _preflight(self, request: Request, **_: str) -> HTTPResponse:
        return empty(headers=dict(self._origins.preflight()))

    async def _begin(self, request: Request) -> HTTPResponse:
        bodies.read_nothing(request)
        conversation = uuid4().hex
        notice = await self._navigator.begin(conversation)
        token = self._tokens.issue(conversation)
        metrics.SESSIONS.inc()
        return json(
            {
                "token": token.text,
                "expires_at": token.expires_at.isoformat(),
                "messages": [notice.as_json()],
                "lang": _LANGUAGE,
                "strings": strings(widget_words(), self._navigator.answerer.clinic),
            }
        )

    async def _forget(self, request: Request) -> HTTPResponse:
        await self._navigator.forget(self._conversation(request))
        metrics.FORGOTTEN.inc()
        return empty()

    async def _say(self, request: Request) -> HTTPResponse:
        conversation = self._conversation(request)
        said = bodies.read_message(request)
        reply = await self._reply_or_alarm(request, conversation, said)
        metrics.count(reply)
        return json(reply.as_json())

    async def _reply_or_alarm(self, request: Request, conversation: str, said: Said) -> Reply:
        """Danger is answered even while the stores are lost or the server is busy; what was said then is not kept."""
        try:
            await self._count(request)
            if wait := await self._of_conversation.take(conversation):
                raise ProblemError.later("too_fast", wait)
            with self._place_in_line(), _ended():
                return await self._reply(conversation, said)
        except (ProblemError, *LOST):
            if alarm := self._navigator.alarm(said.text or ""):
                return alarm
            raise

    async def _reply(self, conversation: str, said: Said) -> Reply:
        if said.payload is not None:
            try:
                return await self._navigator.press(conversation, said.payload, said.key)
            except NotOfferedError:
                raise ProblemError("not_offered") from None
        text = said.text or ""
        if len(text) > self._settings.text_limit and not self._navigator.in_danger(text):
            raise ProblemError("too_long")
        return await self._navigator.say(conversation, text, said.key)

    async def _transcript(self, request: Request) -> HTTPResponse:
        with _ended():
            told = await self._navigator.transcript(self._conversation(request))
        return json({"messages": [entry for turn in told for entry in _entries(turn)]})

    async def _document(self, request: Request, paper: str) -> HTTPResponse:
        conversation = self._conversation(request)
        form = request.args.get("format")
        found = await self._papers(conversation, paper, form) if self._papers else None
        if found is None:
            raise ProblemError("not_found")
        return documents.response(found)

    def _conversation(self, request: Request) -> str:
        return self._tokens.conversation(request.headers.get("authorization"))

    @contextmanager
    def _place_in_line(self) -> Iterator[None]:
        """Beyond a number of waiting messages it is kinder to say so at once."""
        if self._waiting >= self._settings.waiting_limit:
            raise ProblemError.busy()
        self._waiting += 1
        try:
            with metrics.WAITING.track_inprogress(), metrics.TURN_SECONDS.time():
                yield
        finally:
            self._waiting -= 1


@contextmanager
def _ended() -> Iterator[None]:
    try:
        yield
    except NotBegunError:
        raise ProblemError("ended") from None


def _entries(turn: Turn) -> Iterator[dict[str, Any]]:
    if turn.said is not None:
        yield {"from": "user", "text": turn.said}
    for message in turn.messages:
        yield {"from": "assistant", **message.as_json()}
