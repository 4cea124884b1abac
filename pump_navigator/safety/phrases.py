"""The small pattern language of the rule files, compiled to spaCy's matchers.

    a|b     either word             a?      the word may be missing
    a_b|c   "a b" or "c"            ~3      up to three other words in between
    0num    any number              PERSON  a class of words.yml

Patterns without gaps go to the `PhraseMatcher`, those with gaps to a `Matcher` for each first word: spaCy tries every
pattern of a matcher at every word, and of thousands only those can fit whose first word is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, product
from operator import itemgetter

import spacy
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pump_navigator.safety import rulebook
from pump_navigator.safety.text import Reader

_GAP = "~"
_UNKNOWN = "·"


@dataclass(frozen=True, order=True)
class Hit:
    """A pattern found: its name and the words from `start` up to `end`."""

    start: int
    end: int
    name: str


class Classes:
    """Words that mean the same to the rules: each is read as the name of its class."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._name_of = {word: name for name, words in classes.items() for word in (*words, name)}

    @classmethod
    def load(cls) -> Classes:
        """The classes of `rules/words.yml`."""
        classes = rulebook.load("words")["classes"]
        return cls({name: rulebook.texts(words, f"words.yml: {name}") for name, words in classes.items()})

    def __call__(self, word: str) -> str:
        return self._name_of.get(word, word)


class PhraseBook:
    """Named patterns, ready to be looked for."""

    def __init__(self, vocab: Vocab, patterns: Mapping[str, Iterable[tuple[str, ...]]]) -> None:
        self._vocab = vocab
        self._phrases = PhraseMatcher(vocab)
        self._gapped: dict[str, Matcher] = {}  # by the first word
        self._known: set[str] = set()
        for name, lines in patterns.items():
            self._add(name, frozenset(lines))

    def find(self, words: Sequence[str]) -> list[Hit]:
        """All places of all patterns, in order. Words that no pattern knows never reach spaCy."""
        if not words:
            return []
        doc = Doc(self._vocab, words=[word if word in self._known else _UNKNOWN for word in words])
        found = list(self._phrases(doc)) if len(self._phrases) else []
        for word in self._gapped.keys() & set(words):
            found += self._gapped[word](doc)
        return sorted({Hit(start, end, self._vocab.strings[label]) for label, start, end in found})

    def _add(self, name: str, patterns: frozenset[tuple[str, ...]]) -> None:
        gapped = sorted(words for words in patterns if any(word.startswith(_GAP) for word in words))
        plain = sorted(patterns.difference(gapped))
        if gapped:
            # spaCy keeps what it is given: one value for each word takes a tenth of the memory.
            tokens = {word: _token(word) for words in gapped for word in words}
            for first, beginning in groupby(gapped, key=itemgetter(0)):
                # Nothing to validate: all patterns come from `_token`.
                matcher = self._gapped.setdefault(first, Matcher(self._vocab, validate=False))
                matcher.add(name, [[tokens[word] for word in words] for words in beginning])
        if plain:
            self._phrases.add(name, [Doc(self._vocab, words=list(words)) for words in plain if words])
        self._known.update(word for words in patterns for word in words if not word.startswith(_GAP))


@dataclass(frozen=True)
class Lexicon:
    """What all rules share: how words are read, which of them mean the same, spaCy's vocabulary."""

    vocab: Vocab
    reader: Reader
    classes: Classes

    @classmethod
    def load(cls) -> Lexicon:
        """With the words of `rules/words.yml`."""
        return cls(spacy.blank("en").vocab, Reader.load(), Classes.load())

    def classed(self, words: Iterable[str]) -> tuple[str, ...]:
        """The words, with the name of its class for each that has one."""
        return tuple(self.classes(word) for word in words)

    def book(self, patterns: Mapping[str, Iterable[str]]) -> PhraseBook:
        """Compiled patterns."""
        read = lru_cache(maxsize=None)(self._read)  # their items come again and again
        return PhraseBook(
            self.vocab,
            {
                name: [
                    tuple(word for item in pattern for word in read(item)) for line in lines for pattern in expand(line)
                ]
                for name, lines in patterns.items()
            },
        )

    def _read(self, item: str) -> tuple[str, ...]:
        if item.startswith(_GAP):
            return (item,)
        parts = [part for part in item.split("_") if part]
        read = ((part,) if part.isupper() or part[0] in "0$" else self.reader.words(part) for part in parts)
        return self.classed(word for words in read for word in words)


@lru_cache(maxsize=1)
def shared_lexicon() -> Lexicon:
    """The lexicon of this process: the words never change."""
    return Lexicon.load()


def expand(line: str) -> list[tuple[str, ...]]:
    """All the wordings of one pattern: alternatives and missing words written out, outer gaps left off."""
    choices: list[tuple[str, ...]] = []
    for item in line.split():
        alternatives = tuple(item.removesuffix("?").split("|"))
        choices.append((*alternatives, "") if item.endswith("?") else alternatives)
    return [_trimmed(words) for words in product(*choices)]


def _trimmed(words: Iterable[str]) -> tuple[str, ...]:
    kept = [word for word in words if word]
    while kept and kept[0].startswith(_GAP):
        kept.pop(0)
    while kept and kept[-1].startswith(_GAP):
        kept.pop()
    return tuple(kept)


def _token(word: str) -> dict[str, str]:
    return {"OP": f"{{0,{word[1:]}}}"} if word.startswith(_GAP) else {"ORTH": word}
