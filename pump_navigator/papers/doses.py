"""Finds doses, rates and ratios in what somebody typed, so that no paper repeats one.

A paper goes to a clinic or a plan. A dose that the patient typed could be read as an order there, so it is
left out, and a blank says who fills it in. Lab values ("mg/dL", "A1c 7.4") and counts ("four shots a day")
are no doses and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_WORDS: Final = (
    "half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
_DIGITS: Final = r"(?:\d(?:[\d.,]{0,6}\d)?|[½¼¾])"
_NUMBER: Final = rf"(?:{_DIGITS}|\b(?:{_WORDS})(?:[ -](?:{_WORDS}|point \w+|and a half)){{0,3}}\b)"
# "10-12", "10/5/5", "2:15", "10 to 12"
_NUMBERS: Final = rf"{_NUMBER}(?:\s*(?:[/:–—-]|to|and|or)\s*{_NUMBER}){{0,4}}"
_EACH: Final = (
    rf"(?:\s*(?:/|(?:per|an|a|each|every|for)\b)\s*(?:{_NUMBER}\s*)?"
    r"(?:kg|kilo\w*|hours?|hrs?|h|days?|d|carbs?|grams?|g|meals?|exchange|units?|u|m2|m²)\b){0,3}"
)
# Not followed by what makes it the unit of a lab value.
_NO_LAB: Final = r"(?!\s*(?:/|per)\s*(?:d\s?l|l|ml|m\s?l|min|minute|24\s?h|g\b))"
_UNITS: Final = r"(?:units?|unidades|iu|ui|u)\b"
_MASS: Final = r"(?:milligrams?|micrograms?|miligramos|mgs?|mcgs?|µgs?|μgs?|ugs?|mls?|cc|milliliters?)\b"
_SETTING: Final = (
    r"(?:basal|bolus(?:es)?|correction(?: factor)?|carb (?:factor|ratio)|ratio|i:?c|icr|isf|tdd|"
    r"sensitivity(?: factor)?|total daily dose|daily dose|dose|doses|stress dose|temp basal|infusion rate|"
    r"basal rates?|flow rate|sliding scale)"
)
_MEDICINE: Final = (
    r"(?:insulin|lantus|basaglar|toujeo|tresiba|levemir|semglee|rezvoglar|humalog|novolog|novorapid|fiasp|"
    r"lyumjev|apidra|admelog|humulin|novolin|nph|afrezza|glargine|degludec|detemir|lispro|aspart|"
    r"hydrocortisone|hydrocort|cortef|solu-?\s?cortef|hc|prednisone|prednisolone|dexamethasone|"
    r"fludrocortisone|florinef|medrol|cortisone|glucagon)"
)
# A number after a medicine or a setting that counts something else, or is a year or part of a date.
_COUNTS: Final = (
    r"(?!\d)(?!\s*(?:%\s*(?:in|of the time)|x\b|times?\b|shots?\b|injections?\b|pens?\b|years?\b|yrs?\b|"
    r"months?\b|weeks?\b|days?\b|hours? ago|people|kinds?\b|types?\b|brands?\b|doses?\b|boluses\b|"
    r"percent\b|lows?\b|visits?\b|a\.?m\b|p\.?m\b|:\d))"
)
_NO_NAME: Final = r"(?<![a-z]-)(?<![a-z\d.,/])"  # "U-100 insulin" is the name of a strength
_NO_YEAR: Final = r"(?!(?:19|20)\d\d\b)"
_LINK: Final = (
    r"\s*(?:(?:is|was|were|at|of|set|to|around|about|ca\.?|=|:|-|up|down|from|by|went|goes|dropped|fell|rose|"
    r"increased|decreased|changed|needs?|uses?|used|takes?|took|taking|total|daily|now|only|dose|per day|a day)"
    r"\s*){0,6}"
)
_MOMENT: Final = r"(?:mornings?|nights?|bedtime|breakfast|lunch|dinner|supper|noon|evenings?|meals?|bed)"

_PATTERNS: Final = (
    # 24 units, 0.8 u/hr, ten units per day, half a unit
    rf"(?P<dose>{_NUMBERS}(?:\s+an?)?\s*-?\s*{_UNITS}{_EACH})",
    # 20 mg, 100mcg/h, but not 180 mg/dL
    rf"(?P<dose>{_NUMBERS}\s*-?\s*{_MASS}{_NO_LAB}{_EACH})",
    # 50 mg/ml: how strong a mixture is
    rf"(?P<dose>{_NUMBERS}\s*-?\s*(?:mgs?|milligrams?)\s*(?:/|per)\s*(?:{_NUMBER}\s*)?m\s?ls?\b)",
    # 1:10, 1 : 8, but not 1:30 pm, not "at 1:30" and not 2:30, as ratios start with one
    r"(?<![\d:])(?<!at )(?<!by )(?<!around )(?<!until )(?<!from )\b"
    r"(?P<dose>1\s*:\s*\d{1,3}(?:\.\d+)?)\b(?!\s*[ap]\.?\s?m\b)(?!:\d)",
    # at 1:9, as a time has two digits
    r"(?<![\d:])\b(?P<dose>1\s*:\s*\d(?:\.\d+)?)\b(?!\s*[ap]\.?\s?m\b)(?!:\d)",
    # from 1:14 to 1:11, though it may be a time: better a time too few than a ratio too many
    r"\bfrom (?P<dose>1\s*:\s*\d{1,2}\s*(?:to|-)\s*1\s*:\s*\d{1,2})\b(?!\s*[ap]\.?\s?m\b)",
    # 10 grams per unit; 10 to 1 ratio
    rf"(?P<dose>{_NUMBERS}\s*(?:g|grams?|carbs?)\s*(?:/|per|for|to)\s*(?:(?:a|one|1|each|every)\s*)?(?:u|unit)s?\b)",
    rf"(?P<dose>{_NUMBERS}\s*(?:to|in)\s*{_NUMBER})\s*(?:ratio|carb|insulin)",
    # basal rate of 0.8, TDD 40, ratio 1 to 10
    rf"\b{_SETTING}\b{_LINK}{_NO_YEAR}(?P<dose>{_NUMBERS}%?){_COUNTS}",
    rf"{_NO_NAME}{_NO_YEAR}(?P<dose>{_NUMBERS}(?:\s*%)?)\s*(?:of\s+)?(?:{_SETTING})\b(?!\s*(?:a|per|each|times)\b)",
    # Lantus 24, 24 of Lantus, hydrocortisone 10/5/5
    rf"\b{_MEDICINE}\b{_LINK}{_NO_YEAR}(?P<dose>{_NUMBERS}%?){_COUNTS}",
    rf"{_NO_NAME}{_NO_YEAR}\b(?P<dose>{_DIGITS})\s*(?:of\s+)?{_MEDICINE}\b",
)
# These are doses only where a medicine or a setting is spoken of at all.
_PATTERNS_IN_CONTEXT: Final = (
    # at 1:13, which else may be a time
    r"(?<![\d:])\b(?P<dose>1\s*:\s*\d{1,2})\b(?!\s*[ap]\.?\s?m\b)(?!:\d)",
    # morning 12, night: 14
    rf"\b{_MOMENT}\b\s*(?:is|was|=|:)?\s*{_NO_YEAR}(?P<dose>{_NUMBERS}){_COUNTS}",
    # 24 at night, 6 with meals
    rf"{_NO_NAME}{_NO_YEAR}(?P<dose>{_NUMBERS})\s+(?:at|in the|with|before|for|each|every)\s+{_MOMENT}\b",
    # units per day: 40
    rf"\bunits\b(?:\s*(?:per|a|each)\s*\w+|\s*daily)?{_LINK}{_NO_YEAR}(?P<dose>{_NUMBERS}){_COUNTS}",
)
_DOSE: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)
_DOSE_IN_CONTEXT: Final = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS_IN_CONTEXT)
_COUNTED: Final = r"(?:shots?|injections?|pens?|times|boluses|corrections|doses|days|lows|visits|hours)"
_CONTEXT: Final = re.compile(rf"\b(?:{_SETTING}|{_MEDICINE}|units|mgs?|mcgs?)\b(?!\s+{_COUNTED})", re.IGNORECASE)


def without_doses(text: str, around: str = "") -> tuple[str, ...]:
    """The parts of the text between the doses. One part: there was none.

    `around` is what was typed with it: in "Lantus; 12 at night", the second part is a dose because of the first.
    """
    parts, start = [], 0
    for first, last in _merged(text, speaks_of_doses(f"{text} {around}")):
        parts.append(text[start:first])
        start = last
    return (*parts, text[start:])


def has_dose(text: str) -> bool:
    """Whether a dose, a rate or a ratio stands in the text."""
    return any(True for _ in _places(text, speaks_of_doses(text)))


def speaks_of_doses(text: str) -> bool:
    """Whether it speaks of a medicine, a unit or a setting, so that a bare number beside it would be a dose."""
    return _CONTEXT.search(text) is not None


def _places(text: str, in_context: bool) -> Iterator[tuple[int, int]]:
    patterns = (*_DOSE, *_DOSE_IN_CONTEXT) if in_context else _DOSE
    for pattern in patterns:
        yield from (match.span("dose") for match in pattern.finditer(text))


def _merged(text: str, in_context: bool) -> Iterator[tuple[int, int]]:
    """The places of doses in order; those that touch become one."""
    current: tuple[int, int] | None = None
    for first, last in sorted(_places(text, in_context)):
        if current is None:
            current = first, last
        elif first <= current[1] + 1:
            current = current[0], max(current[1], last)
        else:
            yield current
            current = first, last
    if current:
        yield current
