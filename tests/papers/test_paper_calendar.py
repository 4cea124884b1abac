"""The calendar file, read back by the library that made it and by another one."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
import vobject
from icalendar import Calendar
from paper_samples import ALL, CONTENT, PLANS, TODAY

from pump_navigator.papers.builder import build
from pump_navigator.papers.calendar import ics
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.plain_text import plain_text
from pump_navigator.papers.schedule import dues

FACTS = Facts(ALL)
MADE = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)


def made(facts: Facts = FACTS, owner: str = "conversation") -> bytes:
    return ics(facts, TODAY, owner, MADE)


def events(facts: Facts = FACTS) -> dict[str, object]:
    calendar = Calendar.from_ical(made(facts))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def days(facts: Facts = FACTS) -> dict[str, date]:
    return {title: event["dtstart"].dt for title, event in events(facts).items()}  # type: ignore[index]


def test_the_days_are_right() -> None:
    assert days() == {
        "Check in on my papers": date(2026, 11, 23),
        "Order supplies": date(2027, 1, 5),
        "Last day to send my appeal": date(2027, 4, 29),
    }


def test_another_parser_reads_the_same() -> None:
    calendar = vobject.readOne(made().decode())
    read = {event.summary.value: event.dtstart.value for event in calendar.vevent_list}
    assert read == days()
    for event in calendar.vevent_list:
        assert event.dtend.value - event.dtstart.value == timedelta(days=1)
        assert event.uid.value
        assert event.dtstamp.value == MADE
        assert event.valarm.action.value == "DISPLAY"


def test_check_ins_repeat_and_stop() -> None:
    calendar = vobject.readOne(made().decode())
    check_in = next(event for event in calendar.vevent_list if "Check in" in event.summary.value)
    found = [day.date() for day in check_in.getrruleset(addRDate=True)]
    assert found == [date(2026, 11, 23) + timedelta(weeks=number) for number in range(6)]


def test_every_two_weeks() -> None:
    facts = FACTS.with_value("check_in_every", "two_weeks").with_value("sent_on", date(2026, 11, 10))
    due = next(due for due in dues(CONTENT, facts, TODAY) if due.kind == "check_in")
    assert due.days[:3] == (date(2026, 11, 24), date(2026, 12, 8), date(2026, 12, 22))
    assert b"INTERVAL=2" in made(facts)


@pytest.mark.parametrize("number", range(21))
@pytest.mark.parametrize("every", ["week", "two_weeks"])
def test_check_ins_are_to_come_and_on_workdays(number: int, every: str) -> None:
    facts = Facts({"sent_on": TODAY - timedelta(days=number), "check_in_every": every})
    (due,) = dues(CONTENT, facts, TODAY)
    assert all(day > TODAY and day.weekday() < 5 for day in due.days)
    assert due.days[0] - TODAY <= timedelta(days=16)


def test_whole_days_without_time_zones() -> None:
    text = made().decode()
    assert "VTIMEZONE" not in text
    assert "DTSTART;VALUE=DATE:20270429" in text
    assert "DTEND;VALUE=DATE:20270430" in text
    assert "DTSTAMP:20261122T120000Z" in text


def test_the_file_is_well_formed() -> None:
    raw = made()
    assert raw.startswith(b"BEGIN:VCALENDAR\r\n")
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    calendar = Calendar.from_ical(raw)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    assert not [error for event in calendar.walk("VEVENT") for error in event.errors]


def test_the_last_day_rings_two_weeks_one_week_and_one_day_before() -> None:
    event = events()["Last day to send my appeal"]
    triggers = sorted(alarm["trigger"].dt for alarm in event.walk("VALARM"))  # type: ignore[attr-defined]
    nine = timedelta(hours=9)
    assert triggers == [nine - timedelta(days=14), nine - timedelta(days=7), nine - timedelta(days=1)]


def test_made_again_it_replaces_its_events_and_no_others() -> None:
    def uids(raw: bytes) -> set[str]:
        return {str(event["uid"]) for event in Calendar.from_ical(raw).walk("VEVENT")}

    assert uids(made()) == uids(made(FACTS.with_value("refill_on", date(2027, 2, 1))))
    assert not uids(made()) & uids(made(owner="another"))
    assert len(uids(made())) == 3


def test_nothing_in_it_names_an_illness_or_a_device() -> None:
    text = made(Facts({**ALL, "letter_kind": "final"})).decode().casefold()
    for word in ("pump", "insulin", "sensor", "diabetes", "cortisol", "omnipod"):
        assert word not in text.replace("pump-navigator", "").replace("pump navigator", "")
    assert text.count("class:private") == text.count("begin:vevent")


def test_after_a_final_no_the_outside_review_and_the_aim() -> None:
    found = days(FACTS.with_value("letter_kind", "final"))
    assert found["Last day to ask for an outside review"] == date(2027, 2, 28)
    assert found["Aim to send my request by today"] == date(2026, 12, 30)
    assert "Last day to send my appeal" not in found


@pytest.mark.parametrize("plan", PLANS[2:])
def test_no_last_day_where_the_notice_rules(plan: str) -> None:
    assert set(days(FACTS.with_value("plan_type", plan))) == {"Check in on my papers", "Order supplies"}


def test_a_last_day_that_is_over_is_not_put_in() -> None:
    assert "Last day to send my appeal" not in days(FACTS.with_value("letter_date", date(2026, 1, 2)))


def test_with_nothing_known_it_still_holds_check_ins() -> None:
    assert list(days(Facts())) == ["Check in on my papers"]


def test_the_page_lists_the_same_days() -> None:
    text = plain_text(build("follow_up_calendar", FACTS, TODAY))
    table = text.split("Your dates")[1].split("The last day to appeal")[0]
    for due in dues(CONTENT, FACTS, TODAY):
        for day in due.days:
            assert f"Date: {day:%B} {day.day}, {day.year}" in table
    assert table.count("Date: ") == 8
