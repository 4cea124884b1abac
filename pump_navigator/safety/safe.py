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
_CLAUSE = re.compile(r"[.,;!?\n]+|\b(?:but|and|though|although|however|except|pero|y|aunque)\b", re.IGNORECASE)
_Patterns = Sequence[re.Pattern[str]]


@dataclass(frozen=True)
class _Wordings:
    reader: Reader
    over: _Patterns
    treated: _Patterns
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


def besides_all_clear(text: str) -> str:
    """What else a text says that tells of safety: "she is ok now but I want to die" is no end of danger."""
    wordings = _wordings()
    clauses = (clause.strip() for clause in _CLAUSE.split(_WE_ARE.sub("we are", text)))
    return ". ".join(clause for clause in clauses if clause and not _tells(wordings, clause))


def _tells(wordings: _Wordings, clause: str) -> bool:
    known = (*wordings.over, *wordings.treated)
    return any(_found(known, words) for words in wordings.sentences(clause))


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
    lists = ("over", "treated", "still_on", "lacking", "has_kit")
    return _Wordings(
        shared_lexicon().reader,
        *([parts.compiled(pattern) for pattern in rulebook.texts(data[name], f"safe.yml: {name}")] for name in lists),
    )


def _found(patterns: _Patterns, words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)
