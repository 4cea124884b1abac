"""Rasa's plain REST channel for other clients, off unless an operator turns it on.

The same address and shapes as Rasa's own, but what comes in goes through the navigator, where danger is
looked for first, and a failure is not an empty answer. Nobody is authenticated: that is the operator's part.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from pump_navigator.messages import Message, Reply
from pump_navigator.navigator import Navigator, NotBegunError, NotOfferedError
from pump_navigator.server import bodies, metrics
from pump_navigator.server.problems import ProblemError
from pump_navigator.server.settings import Settings
from pump_navigator.server.stores import LOST

# No sender can name a conversation of the widget.
_CONVERSATION = "rest-{sender}"
_LONGEST_SENDER = 200


class RestInput(InputChannel):  # type: ignore[misc]
    """`POST /webhooks/rest/webhook` with `{"sender": …, "message": …}`."""

    def __init__(self, navigator: Navigator, settings: Settings) -> None:
        self._navigator = navigator
        self._settings = settings

    @classmethod
    def name(cls) -> str:
        """The last part of the channel's address."""
        return "rest"

    def blueprint(self, on_new_message: Callable[..., Awaitable[Any]]) -> Blueprint:
        """The one route. Rasa's own handler is not called."""
        routes = Blueprint(self.name())
        routes.add_route(partial(self._receive), "/webhook", methods=["POST"], name="receive")
        return routes

    async def _receive(self, request: Request) -> HTTPResponse:
        body = bodies.read_object(request)
        sender, text = body.get("sender"), body.get("message")
        if not isinstance(sender, str) or not isinstance(text, str) or not 0 < len(sender) <= _LONGEST_SENDER:
            raise ProblemError("no_sender")
        if len(text) > self._settings.text_limit and not self._navigator.in_danger(text):
            raise ProblemError("too_long")
        reply = await self._reply_or_alarm(_CONVERSATION.format(sender=sender), text)
        metrics.count(reply)
        return json([_shown(sender, message) for message in reply.messages])

    async def _reply_or_alarm(self, conversation: str, text: str) -> Reply:
        """Danger is answered even while the stores are lost."""
        try:
            return await self._reply(conversation, text)
        except LOST:
            if alarm := self._navigator.alarm(text):
                return alarm
            raise

    async def _reply(self, conversation: str, text: str) -> Reply:
        try:
            return await self._navigator.press(conversation, text)
        except NotOfferedError:
            return await self._navigator.say(conversation, text)
        except NotBegunError:
            notice = await self._navigator.begin(conversation)
            reply = await self._navigator.say(conversation, text)
            # In danger nothing may stand before what to do.
            return reply if reply.danger else replace(reply, messages=(notice, *reply.messages))


def _shown(recipient: str, message: Message) -> dict[str, Any]:
    shown = message.as_json()
    custom = {name: shown.pop(name) for name in list(shown) if name not in ("text", "buttons")}
    return {"recipient_id": recipient, **shown, "custom": custom}
