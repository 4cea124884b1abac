"""Headers that every answer carries, unless its route says otherwise."""

from __future__ import annotations

from sanic.request import Request
from sanic.response import HTTPResponse

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_OTHERWISE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


async def add_headers(request: Request, answer: HTTPResponse) -> None:
    """For all answers, problems too."""
    answer.headers.update(_ALWAYS)
    for name, value in _OTHERWISE.items():
        answer.headers.setdefault(name, value)
