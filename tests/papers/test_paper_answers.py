"""What people type as an answer, and what of it is taken."""

from __future__ import annotations

from datetime import date

import pytest
from paper_samples import ALL, CONTENT, TODAY

from pump_navigator.papers.answers import Answer, Refused, Taken, describe, read, tidy
from pump_navigator.papers.facts import Event, Facts, Figure, Value
from pump_navigator.papers.models import Question, QuestionKind


def answer(question: str | Question, text: str, *, correcting: bool = False) -> Answer:
    asked = CONTENT.question(question) if isinstance(question, str) else question
    return read(asked, text, TODAY, CONTENT, correcting=correcting)


def value(question: str | Question, text: str) -> Value:
    taken = answer(question, text)
    assert isinstance(taken, Taken), taken
    return taken.value


@pytest.mark.parametrize(
    ("question", "text", "choice"),
    [
        ("device", "pump", "pump"),
        ("device", "Insulin pump", "pump"),
        ("device", "the dexcom sensor", "cgm"),
        ("device", "both", "both"),
        ("device", "a pump and a cgm", "both"),
        ("device", "cortisol pump", "cortisol_pump"),
        ("plan_type", "through my wife's work", "employer"),
        ("plan_type", "through my wife’s work", "employer"),
        ("plan_type", "BCBS from my job", "employer"),
        ("plan_type", "obamacare", "marketplace"),
        ("plan_type", "medicare", "medicare"),
        ("plan_type", "MEDICARE ADVANTAGE", "medicare_advantage"),
        ("plan_type", "medicaid", "medicaid"),
        ("plan_type", "idk", "other"),
        ("plan_type", "tricare", "other"),
        ("letter_kind", "the first one", "first"),
        ("letter_kind", "it says final", "final"),
        ("letter_kind", "i don't know", "not_sure"),
        ("letter_kind", "they denied it twice, denied again", "not_sure"),
        ("check_in_every", "weekly", "week"),
        ("check_in_every", "every other week", "two_weeks"),
    ],
)
def test_choices(question: str, text: str, choice: str) -> None:
    assert value(question, text) == choice


@pytest.mark.parametrize("question", [question for question in CONTENT.questions if question.choices])
def test_every_title_and_id_and_word_is_its_own_choice(question: Question) -> None:
    for choice in question.choices:
        for word in (choice.title, choice.id, *choice.words):
            taken = value(question, word)
            assert taken == (choice.id if question.kind is QuestionKind.CHOICE else (choice.id,)), word


def test_what_fits_several_choices_is_asked_again() -> None:
    assert answer("plan_type", "medicaid and medicare") == Refused("several_choices")
    assert answer("letter_kind", "the first or the final") == Refused("several_choices")
    assert answer("plan_type", "purple") == Refused("no_choice")


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("card, a1c and the letter", ("card", "a1c", "letter")),
        ("prescription & logs", ("prescription", "logs")),
        ("just the card, no letter yet", ("card",)),
        ("card and prescription but not the labs", ("card", "prescription")),
        ("i need the letter, i have the card", ("card",)),
        ("none", ()),
        ("nothing yet", ()),
        ("no", ()),
    ],
)
def test_several_choices(text: str, papers: tuple[str, ...]) -> None:
    assert value("have", text) == papers


def test_everything_is_not_guessed() -> None:
    assert answer("have", "everything but the letter") == Refused("no_choice")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "March 4 2026, ER visit, Mercy Hospital, $2,300",
            Event("ER visit", date(2026, 3, 4), "Mercy Hospital", "$2,300"),
        ),
        ("3/4/26 ER at Mercy Hospital $2,300", Event("ER", date(2026, 3, 4), "Mercy Hospital", "$2,300")),
        (
            "he passed out at school on march 4 and it cost us 500 dollars",
            Event("he passed out", date(2026, 3, 4), "school", "500 dollars"),
        ),
        ("yesterday: severe low, home", Event("severe low", date(2026, 11, 21), "home")),
        ("lows every night", Event("lows every night")),
        ("low since june 3 2026", Event("low since june 3 2026")),
        ("seizure in June 2025", Event("seizure in June 2025")),
        ("Dec 2-5 hospital", Event("Dec 2-5 hospital")),
        ("ER (March 4), glucose 40 mg/dL", Event("glucose 40 mg/dL", date(2026, 3, 4), "ER")),
    ],
)
def test_one_event(text: str, event: Event) -> None:
    assert value("events", text) == (event,)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/4/26 ER; 5/6/26 low at school", [date(2026, 3, 4), date(2026, 5, 6)]),
        ("3/4/26 ER\n5/6/26 low", [date(2026, 3, 4), date(2026, 5, 6)]),
        ("3/4/26 ER at Mercy $2,300, 5/6/26 low", [date(2026, 3, 4), date(2026, 5, 6)]),
        ("ER on 3/4, hospital on 5/6", [date(2026, 3, 4), date(2026, 5, 6)]),
        ("Dec 2 2025 to Dec 5 2025 in the hospital", [date(2025, 12, 2)]),
    ],
)
def test_several_events(text: str, days: list[date]) -> None:
    assert [event.day for event in value("events", text)] == days  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ER visit March 4, $2000, seizure, June 7", "mixed_events"),
        ("2/30/26 seizure", "no_such_day"),
        ("12/25/2026 seizure", "in_future"),
        ("13/4/2026 seizure", "day_first"),
    ],
)
def test_events_that_cannot_be_told(text: str, reason: str) -> None:
    assert answer("events", text) == Refused(reason)


@pytest.mark.parametrize(
    "text",
    [
        "March 4 2026, ER visit, Mercy Hospital, $2,300",
        "ER at Mercy, 3/4/26, with 911 call, billed $40",
        "passed out in the car, spouse called 911",
        "low, low, low",
    ],
)
def test_no_word_of_an_event_is_lost_or_doubled(text: str) -> None:
    def words(given: str) -> list[str]:
        return sorted(word for word in given.replace(",", " ").split() if word.isalpha())

    (event,) = value("events", text)  # type: ignore[misc]
    told = " ".join(part for part in (event.what, event.place, event.cost) if part)  # type: ignore[union-attr]
    dropped = {"March", "billed", "on", "at"}
    assert [word for word in words(told) if word not in dropped] == [
        word for word in words(text) if word not in dropped
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("missed school days, 9 before, 2 after", Figure("missed school days", "9", "2")),
        ("A1c from 9.1 to 7.2", Figure("A1c", "9.1", "7.2")),
        ("time in range 45% before and 70% after", Figure("time in range", "45%", "70%")),
        ("hospital stays before 3, after 0", Figure("hospital stays", "3", "0")),
        ("lows a week: 6 -> 1", Figure("lows a week", "6", "1")),
        ("ER bills from $12,000 to $300", Figure("ER bills", "$12,000", "$300")),
        ("fewer lows", Figure("fewer lows")),
    ],
)
def test_figures(text: str, figure: Figure) -> None:
    assert value("figures", text) == (figure,)


def test_dates_follow_the_question() -> None:
    assert value("letter_date", "it is dated March 4") == date(2026, 3, 4)
    assert value("refill_on", "March 4") == date(2027, 3, 4)
    assert answer("letter_date", "tomorrow") == Refused("in_future")
    assert answer("letter_date", "1/2/2010") == Refused("too_long_ago")


def test_a_correction_is_not_part_of_the_answer() -> None:
    assert answer("model", "no, sorry, it's t:slim X2", correcting=True) == Taken("t:slim X2")
    assert answer("model", "no tubes please") == Taken("no tubes please")
    assert answer("letter_date", "no, March 4", correcting=True) == Taken(date(2026, 3, 4))


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "?!", "\u200b"])
def test_nothing_is_nothing(text: str) -> None:
    for question in CONTENT.questions:
        assert answer(question, text) == Refused("nothing")


def test_far_too_long_is_refused() -> None:
    assert answer("reasons", "x" * 10_000) == Refused("too_long")


@pytest.mark.parametrize("question", CONTENT.questions, ids=lambda question: question.id)
@pytest.mark.parametrize(
    "text", ["<b>x</b>", "{device}", "שלום", "a\x00b", "1/2", ";;;x;;;", "\n\n x", "ß" * 3000, "'"]
)
def test_any_text_gets_an_answer_or_a_reason_with_words(question: Question, text: str) -> None:
    found = answer(question, text)
    if isinstance(found, Refused):
        assert CONTENT.refusal(found.reason)
    else:
        assert Facts.from_json(CONTENT, Facts({question.id: found.value}).as_json()).values[question.id] == found.value


def test_tidy_keeps_lines_and_what_can_be_seen() -> None:
    assert tidy("  a\tb \r\n\r\n c\x07 ") == "a b\nc"
    assert tidy("क्‍ष 👩‍👧") == "क्‍ष 👩‍👧"


def test_values_can_be_said_back() -> None:
    said = {question.id: describe(question, ALL[question.id]) for question in CONTENT.questions}
    assert said["plan_type"] == "Plan from work"
    assert said["letter_date"] == "October 31, 2026"
    assert said["have"] == "Insurance card; A1c result"
    assert said["events"].startswith("March 4, 2026, second thing, Mercy Hospital, $2,300; ")
    assert said["figures"] == "missed days, 19 days → 3 days; fewer scares"
