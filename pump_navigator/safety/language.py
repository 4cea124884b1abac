"""Whether a text is English or Spanish: the two languages in which danger is recognised."""

from __future__ import annotations

import re
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
    "sus".split()
)
_MARKS = re.compile(r"[¿¡ñáéíóú]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> Language:
    """The likelier of the two, by frequent words; English where nothing tells."""
    words = [_unaccented(word) for word in _WORD.findall(text.lower())]
    spanish = sum(word in _SPANISH for word in words) + bool(_MARKS.search(text))
    english = sum(word in _ENGLISH for word in words)
    return "es" if spanish > english else "en"


def _unaccented(word: str) -> str:
    return word.translate(str.maketrans("áéíóúüñ", "aeiouun"))
