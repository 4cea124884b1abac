"""Whether somebody says that the danger is over, and whether the emergency injection is missing.

The wordings stand in `rules/safe.yml`. Where a word tells of trouble that goes on, nothing is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pump_navigator.safety import rulebook
from pump_navigator.safety.patterns import Parts
from pump_navigator.safety.phrases import shared_lexicon
from pump_navigator.safety.text import Reader

_WE_ARE = re.compile(r"\bwe['’]re\b", re.IGNORECASE)  # else read as "were"
_Patterns = Sequence[re.Pattern[str]]


@dataclass(frozen=True)
class _Wordings:
    reader: Reader
    over: _Patterns
    still_on: _Patterns
    lacking: _Patterns
    has_kit: _Patterns

    def sentences(self, text: str) -> list[str]:
        return [" ".join(sentence.words) for sentence in self.reader.sentences(_WE_ARE.sub("we are", text))]


def is_all_clear(text: str) -> bool:
    """Whether somebody says that they, or whom they write about, are safe or in good hands."""
    wordings = _wordings()
    sentences = wordings.sentences(text)
    if any(_found(wordings.still_on, words) for words in sentences):
        return False
    return any(_found(wordings.over, words) for words in sentences)


def lacks_kit(text: str) -> bool:
    """Whether somebody says that they have no emergency injection at hand, or none that can be used."""
    wordings = _wordings()
    return any(
        _found(wordings.lacking, words) and not _found(wordings.has_kit, words) for words in wordings.sentences(text)
    )


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    data = rulebook.load("safe")
    parts = Parts(data["parts"])
    lists = ("over", "still_on", "lacking", "has_kit")
    return _Wordings(
        shared_lexicon().reader,
        *([parts.compiled(pattern) for pattern in rulebook.texts(data[name], f"safe.yml: {name}")] for name in lists),
    )


def _found(patterns: _Patterns, words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)
