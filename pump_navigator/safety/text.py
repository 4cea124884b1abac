"""How a message is read before any rule is tried: sentences of plain words.

Words are lower case, without accents and apostrophes; contractions are written out ("can't", "cant" and
"can not" are the same), frequent misspellings are mended, numbers become `0num` and keep their value aside.

spaCy's own tokenizer is not used here: it keeps every word it meets in its cache and its vocabulary, and
what a person in distress writes must not stay in memory. spaCy's matchers run on these words instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pump_navigator.safety import rulebook

NUMBER = "0num"
YEAR = "0year"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+(?=\S)|[\n\r;]+|(?<=[a-z)][.!?])(?=[A-Z])")
_WORD = re.compile(
    r"""
    \$?\d{1,3}(?:,\d{3})+(?:\.\d+)? | \$?\d+(?:\.\d+)?(?:(?=\D)|$) | \.\d+
    | [a-z]+\d+[a-z0-9]* | [a-z]+(?:'[a-z]+)*'?
    | [%/$,:()!?+-]
    """,
    re.VERBOSE,
)
_KEPT_TOGETHER = re.compile(
    r"\b(780|770|670|630)\s?g\b|\bt\s?[:;-]\s?slim\b|\b9-1-1\b|(?<![a-z])mg\s?/\s?dl\b|\b0?-?num\b"
)
_BREAKS = frozenset(",:()-!?")
_YEARS = range(1950, 2036)
_TENS = {
    word: 10 * i
    for i, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_ONES = {
    word: i for i, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], start=1)
}
_LONGEST = 60
_LONGEST_NUMBER = 12


@dataclass(frozen=True)
class Sentence:
    """One sentence as the rules see it, and as it was written."""

    words: tuple[str, ...]
    numbers: tuple[float | None, ...]  # the value of a word that is a number
    breaks: frozenset[int]  # words that stand after a comma, a colon, a dash, a bracket
    written: str
    question: bool


class Reader:
    """Turns a message into sentences of plain words."""

    def __init__(
        self,
        contractions: Mapping[str, str],
        misspellings: Mapping[str, str],
        spelling: Iterable[str],
        spelled_right: Iterable[str],
    ) -> None:
        self._contractions = {word: tuple(full.split()) for word, full in contractions.items()}
        self._misspellings = dict(misspellings)
        self._spelled_right = frozenset(spelled_right)
        self._slips = _slips(spelling)

    @classmethod
    def load(cls) -> Reader:
        """A reader with the words of `rules/words.yml`."""
        words = rulebook.load("words")
        spelling = rulebook.texts(words["spelling"], "words.yml: spelling")
        right = rulebook.texts(words["spelled_right"], "words.yml: spelled_right")
        return cls(words["contractions"], words["misspellings"], spelling, (*right, *spelling))

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """The sentences of a message; overlong ones are cut into overlapping windows."""
        return tuple(
            window
            for written in _SENTENCE_END.split(text)
            if written and written.strip()
            for window in self._windows(self._sentence(written.strip()))
        )

    def words(self, text: str) -> tuple[str, ...]:
        """The words of a text, without sentences: for patterns."""
        return self._sentence(text).words

    def _sentence(self, written: str) -> Sentence:
        words: list[str] = []
        numbers: list[float | None] = []
        breaks: set[int] = set()
        for token in _WORD.findall(plain(written)):
            if token in _BREAKS:
                breaks.add(len(words))
            elif token[0].isdigit() or (token[0] in "$." and len(token) > 1):
                _add_number(token, words, numbers)
            else:
                for word in self._word(token):
                    words.append(word)
                    numbers.append(None)
        read, values = _number_words(words, numbers)
        return Sentence(tuple(read), tuple(values), frozenset(breaks), written, written.endswith("?"))

    def _word(self, token: str) -> tuple[str, ...]:
        bare = token.replace("'", "")
        if bare in self._contractions and (bare not in _PLAIN_TOO or "'" in token):
            return self._contractions[bare]
        if token.endswith(("'s", "s'")):
            bare = token.replace("'s", "").replace("'", "")
        bare = _UNSTRETCHED.sub(r"\1", bare)
        bare = self._misspellings.get(bare, bare)
        return (self._mended(bare),)

    def _mended(self, word: str) -> str:
        if len(word) < 6 or word in self._spelled_right:
            return word
        for slip in (word, *_shorter(word)):
            if slip in self._slips:
                return self._slips[slip]
        return word

    @staticmethod
    def _windows(sentence: Sentence) -> Iterator[Sentence]:
        if len(sentence.words) <= _LONGEST:
            yield sentence
            return
        pieces = sentence.written.split()
        step = _LONGEST // 2
        for start in range(0, len(sentence.words) - step, step):
            end = start + _LONGEST
            share = len(pieces) / len(sentence.words)
            yield Sentence(
                sentence.words[start:end],
                sentence.numbers[start:end],
                frozenset(at - start for at in sentence.breaks if start <= at < end),
                " ".join(pieces[int(start * share) : int(end * share)]),
                sentence.question,
            )


_UNSTRETCHED = re.compile(r"(.)\1{2,}")
# With an apostrophe these are contractions, without one they are words of their own.
_PLAIN_TOO = frozenset(("ill", "id", "its", "hed", "shed", "were", "d", "q"))


_TYPED = str.maketrans({"🆘": " sos ", "’": "'", "‘": "'"})


def plain(text: str) -> str:
    """Lower case, without accents; typographic apostrophes become plain ones."""
    text = text.lower().replace("`", "'")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.translate(_TYPED))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _KEPT_TOGETHER.sub(_keep_together, text)


def _keep_together(match: re.Match[str]) -> str:
    return re.sub(r"[\s:;/-]", "", match.group())


def _add_number(token: str, words: list[str], numbers: list[float | None]) -> None:
    if token.startswith("$"):
        words.append("$")
        numbers.append(None)
        token = token[1:]
    if token == "911" or token == "988":
        words.append(token)
        numbers.append(None)
        return
    digits = token.replace(",", "")
    value = float(digits) if len(digits) <= _LONGEST_NUMBER else None  # a string of digits that counts nothing
    is_year = "." not in token and "," not in token and value in _YEARS
    words.append(YEAR if is_year else NUMBER)
    numbers.append(value)


def _number_words(words: Sequence[str], numbers: Sequence[float | None]) -> tuple[list[str], list[float | None]]:
    """ "forty two" becomes 42; "the 40s" becomes 40; other words stay."""
    out: list[str] = []
    values: list[float | None] = []
    before = ""
    for word, value in zip(words, numbers, strict=True):
        if word in _TENS:
            out.append(NUMBER)
            values.append(float(_TENS[word]))
        elif word in _ONES and before in _TENS:
            values[-1] = float(_TENS[before] + _ONES[word])
        elif word != "s" or out[-1:] != [NUMBER]:
            out.append(word)
            values.append(value)
        before = word
    return out, values


def _shorter(word: str) -> Iterator[str]:
    """The word with one letter left out, at every place."""
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def _slips(words: Iterable[str]) -> dict[str, str]:
    """Every spelling that one slip can make of a word, after the deletion scheme of SymSpell (Garbe, 2012)."""
    slips: dict[str, str] = {}
    for word in words:
        for slip in (word, *_shorter(word)):
            slips.setdefault(slip, word)
            if len(word) >= 9:
                for shorter in _shorter(slip):
                    slips.setdefault(shorter, word)
    return slips
