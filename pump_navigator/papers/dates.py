"""Finds the day that somebody means: "March 4", "3/4/26", "yesterday", "last friday", "in two weeks".

Dates are read the US way, month first. What is no day, or could be two, is refused with a reason; nothing
is guessed. The words are matched here; `dateutil` does the arithmetic.
"""

from __future__ import annotations

import re
from calendar import day_name, month_abbr, month_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from enum import Enum
from typing import Final, Literal

from dateutil.relativedelta import relativedelta

When = Literal["past", "future"]

_SATURDAY: Final = 5


class Problem(str, Enum):
    """Why no day could be told. The values are ids of `refusals` in `papers.yml`."""

    NO_DATE = "no_date"
    NO_DAY = "no_day"
    NO_SUCH_DAY = "no_such_day"
    DAY_FIRST = "day_first"
    IN_FUTURE = "in_future"
    IN_PAST = "in_past"
    TOO_LONG_AGO = "too_long_ago"
    TOO_FAR_OFF = "too_far_off"
    SEVERAL = "several_dates"


@dataclass(frozen=True)
class Mention:
    """A date in a text, where it stands, and what it means."""

    start: int
    end: int
    meaning: date | Problem


_MONTHS: Final = {name.lower(): number for number, name in enumerate(month_name) if name}
_SHORT_MONTHS: Final = {name.lower(): number for number, name in enumerate(month_abbr) if name} | {"sept": 9}
_WEEKDAYS: Final = {name.lower(): number for number, name in enumerate(day_name)}
_SHORT_WEEKDAYS: Final = {
    **{name[:3]: number for name, number in _WEEKDAYS.items()},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "couple": 2, "a couple of": 2, "a couple": 2}
_FIRST_ORDINALS: Final = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
_ORDINALS: Final = {
    **{word: number for number, word in enumerate(_FIRST_ORDINALS, start=1)},
    **{f"twenty-{word}": 20 + number for number, word in enumerate(_FIRST_ORDINALS[:9], start=1)},
    **{"thirtieth": 30, "thirty-first": 31},
}
_LAST_CENTURY_AFTER: Final = 10  # years to come in which a year of two digits may lie
_OLDEST: Final = 120

_ANY_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True)).replace("-", "[- ]")
_DAY = rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?|(?P<ordinal>{_ANY_ORDINAL}))"
# A year of two digits has to stand at the end, or "March 4 20 people came" would be in 2020.
_YEAR = r"(?:(?:\s*,\s*|\s+(?:of\s+)?|\s*-\s*)(?P<year>\d{4}(?![\d:/])|'?\d{2}(?=\s*(?:$|[,.;)]))))?"
_FEW = "a few"
_AMOUNT = r"(?P<amount>\d{1,3}|" + "|".join(sorted((*_NUMBERS, _FEW), key=len, reverse=True)) + r")"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_ANY_WEEKDAY = "|".join(sorted({*_WEEKDAYS, *_SHORT_WEEKDAYS}, key=len, reverse=True))
_ANY_MONTH = "|".join(sorted({*_MONTHS, *_SHORT_MONTHS}, key=len, reverse=True))

_Reader = Callable[[re.Match[str], date, When], "date | Problem | None"]


def mentions(text: str, today: date, when: When = "past") -> tuple[Mention, ...]:
    """All dates in a text, in the order in which they stand. A date after "not" is taken back, so left out."""
    found: list[Mention] = []
    lower = _same_length_lower(text)
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(lower):
            meaning = read(match, today, when)
            if meaning is not None and not any(_overlap(match, mention) for mention in found):
                found.append(Mention(match.start(), match.end(), meaning))
    found.sort(key=lambda mention: mention.start)
    return tuple(mention for mention in found if not _TAKEN_BACK.search(lower[: mention.start]))


def read_day(text: str, today: date, when: When = "past", within_years: int | None = None) -> date | Problem:
    """The one day that a text names, checked against the direction in time that was asked for."""
    meanings = list(dict.fromkeys(mention.meaning for mention in mentions(text, today, when)))
    days = [meaning for meaning in meanings if isinstance(meaning, date)]
    if len(days) > 1:
        return Problem.SEVERAL
    if days:
        return check(days[0], today, when, within_years)
    return next((meaning for meaning in meanings if isinstance(meaning, Problem)), Problem.NO_DATE)


def check(day: date, today: date, when: When, within_years: int | None = None) -> date | Problem:
    """The day, or what is wrong with it."""
    if when == "past" and day > today:
        return Problem.IN_FUTURE
    if when == "future" and day < today:
        return Problem.IN_PAST
    if within_years is not None and day < today - relativedelta(years=within_years):
        return Problem.TOO_LONG_AGO
    if within_years is not None and day > today + relativedelta(years=within_years):
        return Problem.TOO_FAR_OFF
    return day


def in_words(day: date) -> str:
    """A day as people in the US write it."""
    return f"{month_name[day.month]} {day.day}, {day.year}"


def is_weekend(day: date) -> bool:
    """Whether offices are closed on it."""
    return day.weekday() >= _SATURDAY


def _same_length_lower(text: str) -> str:
    """In lower case, character by character, so that places in it are places in the text."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")


def _overlap(match: re.Match[str], mention: Mention) -> bool:
    return match.start() < mention.end and mention.start < match.end()


def _iso(match: re.Match[str], today: date, when: When) -> date | Problem:
    return _day(int(match["year"]), int(match["month"]), int(match["day"]))


def _slashed(match: re.Match[str], today: date, when: When) -> date | Problem:
    month, day = int(match["month"]), int(match["day"])
    if month > 12:
        return Problem.DAY_FIRST if day <= 12 and month <= 31 else Problem.NO_SUCH_DAY
    return _in_year(match.groupdict().get("year"), month, day, today, when)


def _named_month(match: re.Match[str], today: date, when: When) -> date | Problem | None:
    month = _month(match["month"])
    if month is None:
        return None
    return _in_year(match["year"], month, _day_number(match), today, when)


def _day_then_month(match: re.Match[str], today: date, when: When) -> date | Problem | None:
    if match["month"] == "may" and not (match["of"] or match["year"]):
        return None  # "type 1 may"
    return _named_month(match, today, when)


def _day_number(match: re.Match[str]) -> int:
    return int(match["day"]) if match["day"] else _ORDINALS[match["ordinal"].replace(" ", "-")]


def _month(word: str) -> int | None:
    """The month that a word names, mended if it is nearly one."""
    known = _MONTHS.get(word) or _SHORT_MONTHS.get(word)
    if known or len(word) < 5:
        return known
    near = get_close_matches(word, _MONTHS, n=1, cutoff=0.8)
    return _MONTHS[near[0]] if near else None


def _in_year(year: str | None, month: int, day: int, today: date, when: When) -> date | Problem:
    if year is not None:
        return _day(_full_year(year, today), month, day)
    years = (today.year, today.year - 1) if when == "past" else (today.year, today.year + 1)
    for candidate in years:
        found = _day(candidate, month, day)
        if isinstance(found, date) and (found <= today if when == "past" else found >= today):
            return found
    return Problem.NO_SUCH_DAY


def _full_year(digits: str, today: date) -> int:
    digits = digits.removeprefix("'")
    if len(digits) == 4:
        return int(digits)
    year = today.year - today.year % 100 + int(digits)
    return year - 100 if year > today.year + _LAST_CENTURY_AFTER else year


def _day(year: int, month: int, day: int) -> date | Problem:
    try:
        return date(year, month, day)
    except ValueError:
        return Problem.NO_SUCH_DAY


def _near(match: re.Match[str], today: date, when: When) -> date:
    days = {"yesterday": -1, "today": 0, "tonight": 0, "this morning": 0, "tomorrow": 1}
    word = match["word"]
    if word.startswith("the day"):
        return today + timedelta(days=-2 if "before" in word else 2)
    return today + timedelta(days=days[word])


def _ago(match: re.Match[str], today: date, when: When) -> date | Problem:
    return _shifted(match, today, -1)


def _ahead(match: re.Match[str], today: date, when: When) -> date | Problem:
    return _shifted(match, today, 1)


def _shifted(match: re.Match[str], today: date, sign: int) -> date | Problem:
    amount = match["amount"]
    if amount == _FEW:
        return Problem.NO_DAY
    number = int(amount) if amount.isdigit() else _NUMBERS[amount]
    if match["unit"] == "year" and number > _OLDEST:
        return Problem.NO_SUCH_DAY
    steps = {f"{match['unit']}s": sign * number}
    return today + relativedelta(**steps)  # type: ignore[arg-type]


def _weekday(match: re.Match[str], today: date, when: When) -> date | None:
    """A weekday. With "last" it is before today, with "next" after it; else the nearest on the side asked for."""
    word, which = match["weekday"], match["which"]
    if word in _WEEKDAYS:
        number = _WEEKDAYS[word]
    elif which or match.group() == match.string.strip():
        number = _SHORT_WEEKDAYS[word]
    else:
        return None  # "sat in the waiting room"
    back, ahead = (today.weekday() - number) % 7, (number - today.weekday()) % 7
    if which in ("last", "past"):
        return today - timedelta(days=back or 7)
    if which in ("next", "coming"):
        return today + timedelta(days=ahead or 7)
    return today - timedelta(days=back) if when == "past" else today + timedelta(days=ahead)


def _day_of_month(match: re.Match[str], today: date, when: When) -> date | Problem:
    """A day alone, such as "the 4th": the nearest one on the side that was asked for."""
    for back in range(12):
        month = today + relativedelta(months=-back if when == "past" else back)
        found = _day(month.year, month.month, int(match["day"]))
        if isinstance(found, date) and (found <= today if when == "past" else found >= today):
            return found
    return Problem.NO_SUCH_DAY


def _no_day(match: re.Match[str], today: date, when: When) -> Problem | None:
    return Problem.NO_DAY


def _compiled() -> Iterator[tuple[re.Pattern[str], _Reader]]:
    """The patterns with their readers; an earlier one wins over a later one at the same place."""
    separator = r"\s*(?P<separator>[/.-])\s*"
    for pattern, read in (
        (r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b", _iso),
        (
            rf"(?<![\d/.,$:-])(?P<month>\d{{1,2}}){separator}(?P<day>\d{{1,2}})\s*(?P=separator)\s*"
            r"(?P<year>\d{4}|'?\d{2})(?![\d/-])",
            _slashed,
        ),
        (rf"\b(?P<month>[a-z]{{3,10}})\.?,?\s*(?:the\s+)?{_DAY}(?![\d/:%]){_YEAR}", _named_month),
        (rf"\b{_DAY}\s*(?P<of>of\s+)?(?P<month>[a-z]{{3,10}})\b\.?{_YEAR}", _day_then_month),
        (r"(?<![\d/.,$:-])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?![\d/%:-])", _slashed),
        (
            r"\b(?P<word>yesterday|today|tonight|tomorrow|this morning"
            r"|the day before yesterday|the day after tomorrow)\b",
            _near,
        ),
        (rf"\b{_AMOUNT}\s+{_UNIT}\s+(?:ago|back|before today)\b", _ago),
        (rf"\bin\s+(?:the\s+)?{_AMOUNT}\s+{_UNIT}\b", _ahead),
        (rf"\b{_AMOUNT}\s+{_UNIT}\s+(?:from\s+(?:now|today)|ahead)\b", _ahead),
        (rf"\b(?:(?P<which>last|past|this|next|coming|on)\s+)?(?P<weekday>{_ANY_WEEKDAY})\b\.?", _weekday),
        (r"\bthe\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b", _day_of_month),
        (
            rf"\b(?:in|since|last|next|this|early|late|mid|of)\s+(?:{_ANY_MONTH})\b|\b(?:{_ANY_MONTH})\s+\d{{4}}\b"
            r"|\b(?:last|next|this)\s+(?:week|month|year|spring|summer|fall|winter)\b"
            r"|\b(?:in|since)\s+(?:19|20)\d{2}\b|^\s*(?:19|20)\d{2}\s*$"
            rf"|^\s*(?:{_ANY_MONTH})\s*$",
            _no_day,
        ),
    ):
        yield re.compile(pattern), read


_PATTERNS: Final = tuple(_compiled())
_TAKEN_BACK: Final = re.compile(r"\b(?:not|isn't|wasn't)\s+(?:on\s+)?$")
