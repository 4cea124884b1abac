"""What a client sent, read strictly: JSON only, of the shape that the contract names."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from sanic.request import Request

from pump_navigator.server.problems import ProblemError

_JSON = "application/json"
_KEY = re.compile(r"[\x21-\x7e]{1,128}")


@dataclass(frozen=True)
class Said:
    """One message of a person: what they typed, or the payload of a button."""

    text: str | None
    payload: str | None
    key: str | None


def read_message(request: Request) -> Said:
    """The message of `POST …/messages`. Raises `ProblemError`."""
    body = read_object(request)
    told = [body[name] for name in ("text", "payload") if name in body]
    if len(told) != 1 or not isinstance(told[0], str):
        raise ProblemError("neither_text_nor_payload")
    return Said(body.get("text"), body.get("payload"), _key(request))


def read_nothing(request: Request) -> None:
    """The body of `POST …/sessions`: none, or an object that says nothing yet. Raises `ProblemError`."""
    if request.body:
        read_object(request)


def read_object(request: Request) -> dict[str, Any]:
    """A JSON object. Raises `ProblemError`."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise ProblemError("not_json")
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ProblemError("malformed") from None
    if not isinstance(body, dict):
        raise ProblemError("malformed")
    return body


def _key(request: Request) -> str | None:
    """The `Idempotency-Key`: the same one again marks the same message, sent again."""
    key: str | None = request.headers.get("idempotency-key")
    if key is not None and not _KEY.fullmatch(key):
        raise ProblemError("bad_key")
    return key
