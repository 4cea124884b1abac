"""Whether somebody asks to have the conversation deleted, or says yes to it.

The wordings stand in `safety/rules/forget.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pump_navigator.safety import rulebook
from pump_navigator.safety.patterns import Parts
from pump_navigator.safety.text import Reader


@dataclass(frozen=True)
class _Wordings:
    reader: Reader
    asked: Sequence[re.Pattern[str]]
    other: Sequence[re.Pattern[str]]
    yes: Sequence[re.Pattern[str]]


def asks_to_forget(text: str) -> bool:
    """Whether a sentence of the text asks to delete what was said here."""
    wordings = _wordings()
    sentences = (" ".join(sentence.words) for sentence in wordings.reader.sentences(text))
    return any(_found(wordings.asked, words) and not _found(wordings.other, words) for words in sentences)


def says_yes(text: str) -> bool:
    """Whether an answer to the question whether to delete is a yes, and nothing else."""
    wordings = _wordings()
    sentences = [" ".join(sentence.words) for sentence in wordings.reader.sentences(text)]
    return bool(sentences) and all(_found(wordings.yes, words) for words in sentences)


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    data = rulebook.load("forget")
    parts = Parts(data["parts"])
    lists = (
        [parts.compiled(pattern) for pattern in rulebook.texts(data[name], f"forget.yml: {name}")]
        for name in ("asked", "other", "yes")
    )
    return _Wordings(Reader.load(), *lists)


def _found(patterns: Sequence[re.Pattern[str]], words: str) -> bool:
    return any(pattern.search(words) for pattern in patterns)
