"""Dates of birth: a date beside a word of being born, a name or a number of insurance."""

from __future__ import annotations

from collections.abc import Iterator

from pump_navigator.privacy.identifiers.dates import DATE, NUMERIC_DATE
from pump_navigator.privacy.identifiers.names import names
from pump_navigator.privacy.identifiers.span import Span, compiled

_BIRTH = r"""(?:d\.?o\.?b\b\.?|(?:date|day|year)\s+of\s+birth|birth\s?-?(?:date|day)|b-?day|born|fdn|nac[ií]|naci[oó]
    |nacid[oa]|fecha\s+de\s+(?:mi\s+|su\s+)?nac(?:imiento|\.)?|cumplea[ñn]os|cumplo\s+años)"""
_BORN = compiled(
    rf"""\b{_BIRTH}[^\d.?!\n\[\]]{{0,80}}?(?<=[^a-z])
    (?<![\d/.-])(?P<what>{DATE}|\d{{1,2}}[/-]\d{{1,2}}(?![\d/-])|(?:\d{{8}}|\d{{6}})(?!\d))"""
)
_BORN_AFTER = compiled(
    rf"""(?<![\d/.-])(?P<what>{DATE})[\s,]*\(?(?:(?:is|was|es|fue|[-:])\s*)?
    (?:(?:my|her|his|their|our|the|mi|su|la|[a-z]+['’]s|(?:my|mi)\s+\w+['’]s)\s+)?{_BIRTH}"""
)
_DATE_BY_NUMBER = compiled(
    rf"(?<![\d/.-])(?P<what>{NUMERIC_DATE})(?=[\s,;]+(?:member|subscriber|medicare|medicaid|mbi|ssn|mrn)\b[^.\n]{{0,20}}\d)"
)
_DATE_AT_END = compiled(rf"[\s,;()-]+(?P<what>{NUMERIC_DATE})")


def births(text: str) -> Iterator[Span]:
    """Dates that somebody was born on."""
    for pattern in (_BORN, _BORN_AFTER, _DATE_BY_NUMBER):
        for match in pattern.finditer(text):
            yield Span(*match.span("what"), "birth_date")
    for name in names(text):  # who gives the name and then a date gives the birth
        if date := _DATE_AT_END.match(text, name.end):
            yield Span(*date.span("what"), "birth_date")
