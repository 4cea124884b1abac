"""Whether somebody asks to have the conversation deleted, or says yes to it.

The wordings stand in `safety/rules/forget.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pump_navigator.safety.patterns import Patterns, read_wordings, says
from pump_navigator.safety.text import Reader


@dataclass(frozen=True)
class _Wordings:
    reader: Reader
    asked: Patterns
    other: Patterns
    yes: Patterns


def asks_to_forget(text: str) -> bool:
    """Whether a sentence of the text asks to delete what was said here."""
    wordings = _wordings()
    sentences = (" ".join(sentence.words) for sentence in wordings.reader.sentences(text))
    return any(says(wordings.asked, words) and not says(wordings.other, words) for words in sentences)


def says_yes(text: str) -> bool:
    """Whether an answer to the question whether to delete is a yes, and nothing else."""
    wordings = _wordings()
    sentences = [" ".join(sentence.words) for sentence in wordings.reader.sentences(text)]
    return bool(sentences) and all(says(wordings.yes, words) for words in sentences)


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    return _Wordings(Reader.load(), *read_wordings("forget", ("asked", "other", "yes")))
