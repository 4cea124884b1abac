"""Days as people write them; nothing is guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from paper_samples import CONTENT

from pump_navigator.papers.dates import Problem, When, in_words, mentions, read_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("March 4", date(2026, 3, 4)),
        ("march 4th", date(2026, 3, 4)),
        ("march4", date(2026, 3, 4)),
        ("mar. 4, 2025", date(2025, 3, 4)),
        ("Mar 4 '26", date(2026, 3, 4)),
        ("Sept 9", date(2026, 9, 9)),
        ("the 4th of march", date(2026, 3, 4)),
        ("4 march 2026", date(2026, 3, 4)),
        ("march fourth", date(2026, 3, 4)),
        ("march the twenty-first", date(2026, 3, 21)),
        ("3/4/26", date(2026, 3, 4)),
        ("03/04/2026", date(2026, 3, 4)),
        ("3-4-2026", date(2026, 3, 4)),
        ("3.4.2026", date(2026, 3, 4)),
        ("3/4", date(2026, 3, 4)),
        ("12/25", date(2025, 12, 25)),
        ("2026-03-04", date(2026, 3, 4)),
        ("3/4/98", date(1998, 3, 4)),
        ("febuary 3", date(2026, 2, 3)),
        ("setember 12 2025", date(2025, 9, 12)),
        ("feb 29 2024", date(2024, 2, 29)),
        ("today", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
        ("the day before yesterday", date(2026, 11, 20)),
        ("3 days ago", date(2026, 11, 19)),
        ("two weeks ago", date(2026, 11, 8)),
        ("a couple of weeks ago", date(2026, 11, 8)),
        ("a month ago", date(2026, 10, 22)),
        ("last friday", date(2026, 11, 20)),
        ("last sunday", date(2026, 11, 15)),
        ("on monday", date(2026, 11, 16)),
        ("fri", date(2026, 11, 20)),
        ("the 4th", date(2026, 11, 4)),
        ("the 31st", date(2026, 10, 31)),
        ("no, March 4", date(2026, 3, 4)),
        ("no, not march 3, march 4", date(2026, 3, 4)),
        ("it came on 3/4/26 i think", date(2026, 3, 4)),
        ("March 4 at 10 pm", date(2026, 3, 4)),
        ("March 4 20 people came", date(2026, 3, 4)),
        ("３/４/２６", date(2026, 3, 4)),
    ],
)
def test_days_that_are_over(text: str, day: date) -> None:
    assert read_day(text, SUNDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in two weeks", date(2026, 12, 6)),
        ("two weeks from now", date(2026, 12, 6)),
        ("in 90 days", date(2027, 2, 20)),
        ("in 3 months", date(2027, 2, 22)),
        ("tomorrow", date(2026, 11, 23)),
        ("next friday", date(2026, 11, 27)),
        ("friday", date(2026, 11, 27)),
        ("March 4", date(2027, 3, 4)),
        ("12/1", date(2026, 12, 1)),
        ("11/1", date(2027, 11, 1)),
        ("the 1st", date(2026, 12, 1)),
        ("feb 29 2028", date(2028, 2, 29)),
    ],
)
def test_days_to_come(text: str, day: date) -> None:
    assert read_day(text, SUNDAY, "future") == day


@pytest.mark.parametrize(
    ("text", "when", "problem"),
    [
        ("banana", "past", Problem.NO_DATE),
        ("", "past", Problem.NO_DATE),
        ("12", "past", Problem.NO_DATE),
        ("10:30", "past", Problem.NO_DATE),
        ("$3,400", "past", Problem.NO_DATE),
        ("120/80", "past", Problem.NO_DATE),
        ("a1c 7-8", "past", Problem.NO_DATE),
        ("hc 10/5/5", "past", Problem.NO_DATE),
        ("i may have 4 of them", "past", Problem.NO_DATE),
        ("type 1 may be", "past", Problem.NO_DATE),
        ("sat in the er", "past", Problem.NO_DATE),
        ("march", "past", Problem.NO_DAY),
        ("in march", "past", Problem.NO_DAY),
        ("march 2026", "past", Problem.NO_DAY),
        ("2026", "past", Problem.NO_DAY),
        ("last week", "past", Problem.NO_DAY),
        ("a few weeks ago", "past", Problem.NO_DAY),
        ("next month", "future", Problem.NO_DAY),
        ("2/30/2026", "past", Problem.NO_SUCH_DAY),
        ("feb 29 2026", "past", Problem.NO_SUCH_DAY),
        ("0/0/00", "past", Problem.NO_SUCH_DAY),
        ("99/99/9999", "past", Problem.NO_SUCH_DAY),
        ("13/4/2026", "past", Problem.DAY_FIRST),
        ("31/12/2025", "past", Problem.DAY_FIRST),
        ("march 3 or march 4", "past", Problem.SEVERAL),
        ("tomorrow", "past", Problem.IN_FUTURE),
        ("11/23/2026", "past", Problem.IN_FUTURE),
        ("yesterday", "future", Problem.IN_PAST),
        ("1/2/2020", "past", Problem.TOO_LONG_AGO),
        ("1/2/2040", "future", Problem.TOO_FAR_OFF),
    ],
)
def test_what_is_no_day_is_refused_with_a_reason(text: str, when: When, problem: Problem) -> None:
    assert read_day(text, SUNDAY, when, within_years=5) is problem


def test_every_reason_has_its_words() -> None:
    for problem in Problem:
        assert CONTENT.refusal(problem.value)


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2027, 12, 31), date(2028, 1, 1), date(2026, 3, 31)])
def test_words_for_days_hold_on_any_day(today: date) -> None:
    assert read_day("yesterday", today) == today - timedelta(days=1)
    assert read_day("in a month", today, "future") > today  # type: ignore[operator]
    for name in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"):
        last, coming = read_day(f"last {name}", today), read_day(f"next {name}", today, "future")
        assert isinstance(last, date)
        assert isinstance(coming, date)
        assert timedelta(days=1) <= today - last <= timedelta(days=7)
        assert (coming - last) in (timedelta(days=7), timedelta(days=14))
        assert last.strftime("%A").casefold() == coming.strftime("%A").casefold() == name


@pytest.mark.parametrize("number", range(0, 1500, 13))
def test_what_we_write_we_can_read(number: int) -> None:
    day = SUNDAY - timedelta(days=number)
    assert read_day(in_words(day), SUNDAY) == day
    assert read_day(f"{day:%m/%d/%Y}", SUNDAY) == day
    assert read_day(day.isoformat(), SUNDAY) == day


def test_a_mention_tells_where_it_stands() -> None:
    text = "ER on March 4, 2026 at Mercy"
    (mention,) = mentions(text, SUNDAY)
    assert text[mention.start : mention.end] == "March 4, 2026"


@pytest.mark.parametrize(
    "text",
    ["1/" * 5000, "march " * 2000, "9" * 10_000, "in a " * 2500, "\u0130" * 5000, "the 4th " * 1500],
    ids=range(6),
)
def test_long_nonsense_ends_soon(text: str) -> None:
    read_day(text, SUNDAY)
