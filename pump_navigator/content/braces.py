"""The words in braces that a text of ours may hold, to be filled in while it is said."""

from __future__ import annotations

import re

_BRACES = re.compile(r"\{([^{}]*)\}")


def words_in_braces(text: str) -> list[str]:
    """Their names, in their order."""
    return _BRACES.findall(text)


def without_braces(text: str) -> str:
    """The text without them."""
    return _BRACES.sub("", text)
