"""Where a person lives."""

from __future__ import annotations

from collections.abc import Iterator

from pump_navigator.privacy.identifiers.span import Span, compiled

_STREET = r"""(?:street|st|str|avenue|ave|av|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|way|place|pl|terrace|ter
    |circle|cir|highway|hwy|parkway|pkwy|trail|trl|square|sq|calle|avenida)\b\.?"""
_NO_STREET = r"""(?:of|on|the|in|to|a|an|my|his|her|our|is|are|was|days?|weeks?|months?|years?|yrs?|yo
    |old(?!\s+\w+\s+r)|hours?|minutes?|mins?|hrs?|times?|units?|people|kids?|who|and|or|from|by|for|with|at|per|mg|ml|mcg|plus|pods?|sensors?|pumps?
    |closed|hybrid|half|i|we|he|she|it|they|you|that|this|if|so|but|no|not|more|other|different|cgm|system|new|miles?
    |dexcom|libre|omnipod|tandem|medtronic|your|their|ago|now|says?|said|when|because|can|does|do|did|will|via|por|el|la)\b"""
_HOUSE = r"(?<![\w$.,/:-])\d{1,6}(?:-\d{1,4}|[a-d]|\s?½)?"
_UNIT = r"(?:[\s,]*(?:apt|apartment|unit|suite|ste|apto|depto|piso|fl(?:oor)?|rm|room|\#)\.?\s*\#?\s*[\w-]{1,6}\b)?"
_CITY = r"""(?:(?:[\s,]+(?!is\b|my\b)[a-zà-ÿ.]+){0,4}?[\s,]+\d{5}(?:-\d{4})?\b(?!\s*(?:dollars|units))
    |,\s*(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2})(?:,?\s(?-i:[A-Z]{2})\b)?)?"""
_ADDRESSES = (
    compiled(
        rf"{_HOUSE}(?:\s+(?!{_NO_STREET})[\wà-ÿ.'’-]+){{1,4}}?\s+{_STREET}(?:\s+(?:[ns][ew]?|[ew])\b)?{_UNIT}{_CITY}"
    ),
    compiled(rf"""\b(?:p\.?\s?o\.?\s?box|apartado(?:\s+postal)?)\s*\#?\s*\d+{_CITY}"""),
    compiled(
        rf"\b(?:calle|avenida|avda?\.?|carrera)\s+(?:[\wà-ÿ.]+\s+){{1,4}}?(?:\#|n[úu]m(?:ero)?\.?|no\.?)?\s*\d{{1,5}}\b{_UNIT}{_CITY}"
    ),
    compiled(
        rf"""\b(?:(?:live|living|reside|home)\s+(?:at|on|is)|address\s*(?:is|:)|(?:ship|send|mail|deliver)(?:\s+(?:it|them|that))?
        \s+to|vivo\s+en|direcci[óo]n\s*(?:es|:))\s+(?P<what>\d{{1,6}}(?:\s+(?!{_NO_STREET})[a-zà-ÿ][\wà-ÿ.'’-]*){{1,3}}{_UNIT}{_CITY})"""
    ),
)
_OF_A_PLAN = compiled(r"\b(?:appeals?|claims?|grievances?)\b[^.?!\n]{0,30}\bto\s+$")  # no secret


def addresses(text: str) -> Iterator[Span]:
    """Streets with their house, post boxes, and what follows "I live at"."""
    for pattern in _ADDRESSES:
        for match in pattern.finditer(text):
            if _OF_A_PLAN.search(text, max(0, match.start() - 60), match.start()):
                continue
            yield Span(*match.span("what" if "what" in match.groupdict() else 0), "address")
