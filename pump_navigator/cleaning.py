"""Makes what somebody typed safe to read: no control characters, one kind of space."""

from __future__ import annotations

import unicodedata

LONGEST = 2_000  # characters of a message that is read as a question
LONGEST_SCREENED = 10_000  # characters that are screened for danger all the same

_KEPT = "\n\t\u200c\u200d"  # lines, tabs, and what holds the letters of some scripts and emoji together
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """The text in Unicode's composed form, without what cannot be seen, trimmed."""
    return " ".join(visible(text[:LONGEST_SCREENED]).split())


def visible(text: str) -> str:
    """The text in Unicode's composed form, without what cannot be seen; lines stay lines."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in _KEPT or unicodedata.category(c) not in _HIDDEN)


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)
