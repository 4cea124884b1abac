"""Numbers that their shape gives away: social security, Medicare, cards, and what is too long for anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from pump_navigator.privacy.identifiers.dates import NUMERIC_DATE
from pump_navigator.privacy.identifiers.span import Span, compiled

_SSN = compiled(
    r"""(?<![\w-])(?P<what>\d{3}([-–.\s])\d{2}\2\d{4})(?!\d|-\d)
    |\b(?:ssn|social(?:\s+sec(?:urity)?)?|seguro\s+social|hicn|itin)\b
        (?:[\s:#=,(-]|\b(?:no|num|number|n[úu]mero|is|was|are|es|ends?|ending|in|last|four|4|digits|termina|en)\b\.?){0,9}
        (?P<cued>\d{3}[-.\s]?\d{2}[-.\s]?\d{4}|\d{4})(?![\d/])
    |\blast\s+(?:4|four)\s+(?:digits\s+)?(?:of\s+)?(?:(?:my|the|her|his)\s+)?(?:ssn|social)\D{0,12}(?P<last>\d{4})\b"""
)
_MBI_LETTER = "[AC-HJKMNP-RT-Y]"
_MBI = compiled(
    rf"""\b[1-9]{_MBI_LETTER}[AC-HJKMNP-RT-Y\d]\d[-\s]?{_MBI_LETTER}[AC-HJKMNP-RT-Y\d]\d[-\s]?{_MBI_LETTER}{{2}}\d\d\b"""
)
_CARD = compiled(r"(?<![\w-])(?:\d{13,19}|\d{4}([-\s])\d{4}\1\d{4}\1\d{1,7}|\d{4}([-\s])\d{6}\2\d{4,5})(?![\w-])")
_ISSUED = re.compile(r"3[47]\d{13}|3[068]\d{12}|[2-6]\d{15}|4\d{12}|[456]\d{15,18}")
_DIGIT_WORD = (
    "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
)
_SPELLED = compiled(
    rf"\b{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{6,}}\b|\b(?:{_DIGIT_WORD}[\s,-]+){{4,}}\d{{2,4}}\b|(?<![\w.-])\d(?:[\s.-]\d){{6,}}(?![\w.-])"
)
_BARE = compiled(r"(?<![\w$.,/-])[a-z\d]+(?:-[a-z\d]+)*(?![\w/-]|[.,]\d)")
_MIXED = re.compile(r"(?:[a-z]+\d+){4}|(?:\d+[a-z]+){4}", re.IGNORECASE)  # letters and digits by turns
_AMOUNT_TAIL = compiled(r"\d(?:units?|u|iu|mg|mcg|ml|usd|k|m|dollars)$")
_ONLY_NUMERIC_DATE = compiled(rf"{NUMERIC_DATE}|(?:19|20)\d\d(?:0\d|1[0-2])[0-3]\d")


def social_security(text: str) -> Iterator[Span]:
    """Social security numbers, whole or their last four digits."""
    for match in _SSN.finditer(text):
        yield Span(*match.span(match.lastgroup or 0), "ssn")


def medicare(text: str) -> Iterator[Span]:
    """Medicare numbers, as of 2018."""
    return (Span(*match.span(), "medicare") for match in _MBI.finditer(text))


def cards(text: str) -> Iterator[Span]:
    """Numbers of payment cards."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _ISSUED.fullmatch(digits) and luhn.is_valid(digits):
            yield Span(*match.span(), "card")


def uncued(text: str) -> Iterator[Span]:
    """Numbers too long to be anything else, and mixtures of letters and digits as on insurance cards."""
    for match in _SPELLED.finditer(text):
        yield Span(*match.span(), "number")
    for match in _BARE.finditer(text):
        run = max(map(len, re.findall(r"\d+", match[0])), default=0)
        letters = any(character.isalpha() for character in match[0])
        enough = sum(map(str.isdigit, match[0])) >= 6 and run >= 5 if letters else run >= 8
        if (
            (enough or _MIXED.match(match[0]))
            and not _ONLY_NUMERIC_DATE.fullmatch(match[0])
            and not _AMOUNT_TAIL.search(match[0])
        ):
            yield Span(*match.span(), "number")
