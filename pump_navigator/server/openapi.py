"""`GET /openapi.json`: the description of the channel, for those who write clients."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import yaml
from sanic.request import Request
from sanic.response import HTTPResponse, raw

_DESCRIPTION = Path(__file__).with_name("openapi.yml")


async def show(request: Request) -> HTTPResponse:
    """The description as JSON."""
    return raw(_description(), content_type="application/json")


@lru_cache(maxsize=1)
def _description() -> bytes:
    return json.dumps(yaml.safe_load(_DESCRIPTION.read_text(encoding="utf-8"))).encode()
