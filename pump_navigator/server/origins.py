"""Which websites may call: the server's own, and those that the operator names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pump_navigator.website import PORTS, plain_origin

_SECONDS_KEPT = 600

# What a page of another origin may send and read.
_ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": str(_SECONDS_KEPT),
}
_READABLE = "Retry-After, Content-Disposition"


@dataclass(frozen=True)
class Origins:
    """The websites that may call besides the server's own."""

    allowed: Collection[str] = ()

    def may_call(self, origin: str | None, host: str) -> bool:
        """Whether a request may come in. Without an `Origin` it is not from another website."""
        if origin is None:
            return True
        plain = plain_origin(origin)
        return plain is not None and (plain in self.allowed or _is_own(plain, host))

    def headers(self, origin: str | None, host: str) -> Mapping[str, str]:
        """What an answer tells the browser."""
        if origin is None or not self.may_call(origin, host):
            return {"Vary": "Origin"}
        return {
            "Vary": "Origin",
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": _READABLE,
        }

    @staticmethod
    def preflight() -> Mapping[str, str]:
        """What may be sent from an allowed website."""
        return _ALLOWED

    @property
    def frame_ancestors(self) -> str:
        """The websites that may show the chat in a frame, as a Content-Security-Policy writes them."""
        return " ".join(["'self'", *sorted(self.allowed)])


def _is_own(origin: str, host: str) -> bool:
    """The scheme may differ: behind a proxy the server does not see it."""
    return any(plain_origin(f"{scheme}://{host}") == origin for scheme in PORTS)
