"""What a finder says: from where to where, and of which kind."""

from __future__ import annotations

import re
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text, and the kind of what stands there."""

    start: int
    end: int
    kind: str


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with room for comments, for small letters and capitals alike."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)
