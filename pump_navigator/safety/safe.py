"""Whether somebody says that the danger is over, and whether the emergency injection is missing.

The wordings stand in `rules/safe.yml`. Where a word tells of trouble that goes on, nothing is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pump_navigator.safety.patterns import Patterns, read_wordings, says
from pump_navigator.safety.phrases import shared_lexicon
from pump_navigator.safety.text import Reader, Sentence

_WE_ARE = re.compile(r"\bwe['’]re\b", re.IGNORECASE)  # else read as "were"
_CLAUSE = re.compile(r"[.,;!?\n]+|\b(?:but|and|though|although|however|except|pero|y|aunque)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Wordings:
    reader: Reader
    over: Patterns
    treated: Patterns
    still_on: Patterns
    lacking: Patterns
    has_kit: Patterns

    def sentences(self, text: str) -> list[str]:
        return [" ".join(sentence.words) for sentence in self._read(text)]

    def tell_of_safety(self, text: str) -> bool:
        """Whether a sentence says so; "he is safe?" asks."""
        return any(self._says_over(" ".join(sentence.words), asks=sentence.question) for sentence in self._read(text))

    def _read(self, text: str) -> Sequence[Sentence]:
        return self.reader.sentences(_WE_ARE.sub("we are", text))

    def _says_over(self, words: str, asks: bool) -> bool:
        found = (match for pattern in self.over for match in pattern.finditer(words))
        return any(not (asks and match.end() == len(words)) for match in found)


def is_all_clear(text: str) -> bool:
    """Whether somebody says that they, or whom they write about, are safe or in good hands."""
    wordings = _wordings()
    if any(says(wordings.still_on, words) for words in wordings.sentences(text)):
        return False
    return wordings.tell_of_safety(text)


def besides_all_clear(text: str) -> str:
    """What else a text says that tells of safety: "she is ok now but I want to die" is no end of danger."""
    wordings = _wordings()
    clauses = (clause.strip() for clause in _CLAUSE.split(_WE_ARE.sub("we are", text)))
    return ". ".join(clause for clause in clauses if clause and not _tells(wordings, clause))


def _tells(wordings: _Wordings, clause: str) -> bool:
    known = (*wordings.over, *wordings.treated)
    return any(says(known, words) for words in wordings.sentences(clause))


def lacks_kit(text: str) -> bool:
    """Whether somebody says that they have no emergency injection at hand, or none that can be used."""
    wordings = _wordings()
    return any(
        says(wordings.lacking, words) and not says(wordings.has_kit, words) for words in wordings.sentences(text)
    )


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    lists = ("over", "treated", "still_on", "lacking", "has_kit")
    return _Wordings(shared_lexicon().reader, *read_wordings("safe", lists))
