"""spaCy's tokenizer for what a person typed: without courtesies, and with the project's words spelled right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from pump_navigator.content.library import learnt_files, library
from pump_navigator.embeddings import shared_encoder
from pump_navigator.paths import DATA
from pump_navigator.understanding.courtesy import without_courtesies
from pump_navigator.understanding.spelling import Speller

_WORD_ALONE = re.compile(r"^ *- (\w+)$", re.MULTILINE)  # an example that is one word: "tysm" is right as it stands


@dataclass(frozen=True)
class PlainWording:
    """Makes a document of the plain wording. Everything after it, the entity ruler too, reads that."""

    _tokenizer: Callable[[str], Doc]
    _speller: Speller

    @classmethod
    def before(cls, tokenizer: Callable[[str], Doc]) -> PlainWording:
        """In front of a tokenizer, with the words of the training data and of the content."""
        texts = [path.read_text(encoding="utf-8") for path in (DATA / "nlu.yml", *learnt_files())]
        alone = (word for text in texts for word in _WORD_ALONE.findall(text))
        names = (*library().vocabulary.words(), *alone)
        return cls(tokenizer, Speller.of(texts, names, shared_encoder().is_word))

    def __call__(self, text: str) -> Doc:
        return self._tokenizer(self._speller.corrected(without_courtesies(text)))

    def knows(self, text: str) -> bool:
        """Whether there is a word in it, and not only keys that were hit."""
        return self._speller.knows(text)
