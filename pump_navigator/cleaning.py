"""Makes what somebody typed safe to read: no control characters, one kind of space."""

from __future__ import annotations

import unicodedata

LONGEST = 2_000  # characters of a message that is read as a question
LONGEST_SCREENED = 10_000  # characters that are screened for danger all the same

_KEPT = "\n\t"
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"  # they hold some scripts' letters and emoji together


def clean(text: str) -> str:
    """The text in Unicode's composed form, without what cannot be seen, trimmed."""
    composed = unicodedata.normalize("NFC", text[:LONGEST_SCREENED])
    visible = "".join(c for c in composed if c in _KEPT or c in _JOINERS or unicodedata.category(c) not in _HIDDEN)
    return " ".join(visible.split())


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(character.isalnum() for character in text)
