"""Where one sentence of our texts ends and the next begins."""

from __future__ import annotations

import re

_END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"’)]))\s+(?=[^a-z\s])")


def sentences(text: str) -> list[str]:
    """The sentences of a text: a stop, perhaps a closing quote, then no small letter."""
    return _END.split(text)
