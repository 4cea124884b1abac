"""Regular expressions over plain words, with named parts: `<drug>` in a pattern stands for the part of that name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from pump_navigator.safety import rulebook

Patterns = Sequence[re.Pattern[str]]

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

    def each(self, patterns: Iterable[str]) -> Patterns:
        """Several of them. Raises `RuleError`, as `compiled`."""
        return [self.compiled(pattern) for pattern in patterns]

    def _part(self, match: re.Match[str]) -> str:
        try:
            return self._parts[match[1]]
        except KeyError:
            raise rulebook.RuleError(f"No part is named {match[1]}.") from None


def read_wordings(name: str, lists: Iterable[str]) -> list[Patterns]:
    """Some lists of `rules/<name>.yml`, in which its `parts` may be named. Raises `RuleError`."""
    data = rulebook.load(name)
    parts = Parts(data["parts"])
    return [parts.each(rulebook.texts(data[one], f"{name}.yml: {one}")) for one in lists]


def says(patterns: Patterns, words: str) -> bool:
    """Whether one of the patterns is among the words."""
    return any(pattern.search(words) for pattern in patterns)
