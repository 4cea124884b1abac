"""Whether a text is English or Spanish: the two languages in which danger is recognised."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Language = Literal["en", "es"]

_ENGLISH = frozenset(
    [
        "the",
        "my",
        "i",
        "is",
        "and",
        "to",
        "he",
        "she",
        "it",
        "of",
        "in",
        "for",
        "was",
        "has",
        "have",
        "not",
        "im",
        "we",
        "are",
        "this",
        "do",
        "what",
        "how",
        "on",
        "with",
        "can",
        "you",
        "when",
    ]
)
_SPANISH = frozenset(
    "el la los las mi mis un una que de en y es esta estoy tiene tengo por para se me le lo su con cuando como si ya "
    "muy azucar bomba hijo hija nino nina esposo esposa mama papa ayuda insulina desde del al vomita vomitando vomito "
    "cetonas quiero quiere sobre mas puedo puede respira respirar despierta morir matar seguro sin hay fue era soy son "
    "donde cuanto cuanta cuantos cual quien porque pero todo toda nada nadie hace dos tres dia dias hoy ayer anoche "
    "carta receta cubre cubren necesito duele dolor siento responde gracias hola medico inyecte puse tome creo "
    "sus cuesta cuestan precio pagar pago llamo debo hacer vale salvo".split()
)
_LEAST_WORDS = 2  # of Spanish, for a text that is surely not English
_MARKS = re.compile(r"[¿¡ñáéíóú]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> Language:
    """The likelier of the two, by frequent words; English where nothing tells."""
    spanish, english = _counts(text)
    return "es" if spanish > english else "en"


def is_spanish(text: str) -> bool:
    """Whether it is surely Spanish: several of its words, and none of English."""
    spanish, english = _counts(text)
    return spanish >= _LEAST_WORDS and english == 0


def is_latin(text: str) -> bool:
    """Whether half of the letters or more are Latin; so it is where there are none."""
    letters = [character for character in text if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return latin * 2 >= len(letters)


def _counts(text: str) -> tuple[int, int]:
    """How much of a text is Spanish, and how much English."""
    words = [_unaccented(word) for word in _WORD.findall(text.lower())]
    spanish = sum(word in _SPANISH for word in words) + bool(_MARKS.search(text))
    return spanish, sum(word in _ENGLISH for word in words)


def _unaccented(word: str) -> str:
    return word.translate(str.maketrans("áéíóúüñ", "aeiouun"))
