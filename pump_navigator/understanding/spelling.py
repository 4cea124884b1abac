"""Mends slips of the pen with the words of this project: "deductable", "dexcon", "preathorization"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

_LEAST = 4  # letters, for a word to be looked up
_WORD = re.compile(rf"[^\W\d_]{{{_LEAST},}}")
_ANY_WORD = re.compile(r"\w+")
_SHORT_FORM = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|could|would|should)nt|(?:it|you|he|she|they|that|there|who|what)ll|yall"
)
_USED = 2  # an English word used so often is one of the project's
_USUAL = 6  # and so is any word used so often, such as "preauth"; a slip is hardly made six times
_LONG = 8  # letters; a word of that many may have two slips
_PREFIX = 7


@dataclass(frozen=True)
class Speller:
    """Puts unknown words right with those that the project uses. Every other English word stays as it is."""

    _words: SymSpell
    _english: frozenset[str]
    _is_word: Callable[[str], bool]

    @classmethod
    def of(cls, texts: Iterable[str], names: Iterable[str], is_word: Callable[[str], bool]) -> Speller:
        """From texts whose usual words are right, names that are right, and another judge of what is a word."""
        counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        counts.update({word: _USUAL for name in names for word in _WORD.findall(name.lower())})
        english = _english_words()
        words = SymSpell(max_dictionary_edit_distance=2, prefix_length=_PREFIX)
        for word, count in counts.items():
            if count >= _USUAL or (count >= _USED and (word in english or is_word(word))):
                words.create_dictionary_entry(word, count)
        return cls(words, english, is_word)

    def corrected(self, text: str) -> str:
        """The text with the words that nobody knows put right, where a known one is near."""
        return _WORD.sub(lambda word: self._corrected(word[0]), text)

    def knows(self, text: str) -> bool:
        """Whether any of its words is one, or nearly one. Of words of three letters and less every one may be."""
        words = _ANY_WORD.findall(text)
        return not words or any(len(word) < _LEAST or self._is_known(self._corrected(word).lower()) for word in words)

    def _corrected(self, written: str) -> str:
        word = written.lower()
        if self._is_known(word):
            return written
        slips = 2 if len(word) >= _LONG else 1
        near = self._words.lookup(word, Verbosity.CLOSEST, max_edit_distance=slips)
        # The first letter is hardly ever the wrong one.
        return next((found.term for found in near if found.term[0] == word[0]), written)

    def _is_known(self, word: str) -> bool:
        return (
            word in self._words.words
            or word in self._english
            or bool(_SHORT_FORM.fullmatch(word))
            or self._is_word(word)
        )


def _english_words() -> frozenset[str]:
    """The 82,765 words of the dictionary that comes with symspellpy."""
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt").read_text(encoding="utf-8-sig")
    return frozenset(line.split()[0] for line in lines.splitlines())
