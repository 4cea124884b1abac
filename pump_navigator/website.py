"""How a website is named: by its origin, as browsers write it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

PORTS: Final = {"http": 80, "https": 443}


def plain_origin(text: str) -> str | None:
    """An origin as browsers write it, such as https://www.clinic.example; None if it is none."""
    try:
        parts = urlsplit(text.strip().lower())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        return None
    if parts.username is not None or "*" in parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, PORTS[parts.scheme]) else "")


def set_origin(text: str) -> str:
    """The same for one that somebody sets. Raises `ValueError`."""
    origin = plain_origin(text)
    if origin is None:
        raise ValueError(f"{text!r} is no origin such as https://www.clinic.example")
    return origin
