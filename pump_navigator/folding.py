"""How words are looked up in what somebody typed: whole, whatever their case, apostrophes and blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator


def folded(text: str) -> str:
    """Without case, with plain apostrophes and single blanks."""
    return " ".join(text.casefold().replace("’", "'").split())


def places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word, or a few, stand whole in a text that is folded: start and end of each."""
    for match in re.finditer(rf"(?<!\w){re.escape(folded(word))}(?!\w)", text):
        yield match.span()
