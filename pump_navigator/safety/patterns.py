"""Regular expressions over plain words, with named parts: `<drug>` in a pattern stands for the part of that name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pump_navigator.safety import rulebook

_PART = re.compile(r"<([a-z_]+)>")


class Parts:
    """Named parts of patterns, put in where a pattern names them."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        self._parts = parts

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """A pattern that matches whole words. Raises `RuleError` for a part that nobody has written."""
        while _PART.search(pattern):
            pattern = _PART.sub(self._part, pattern)
        return re.compile(rf"(?<!\S)(?:{pattern})(?:(?<= )|(?!\w))")

    def _part(self, match: re.Match[str]) -> str:
        try:
            return self._parts[match[1]]
        except KeyError:
            raise rulebook.RuleError(f"No part is named {match[1]}.") from None
