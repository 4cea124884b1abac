"""The path in real conversations: noted by talking and by buttons, kept over days, and found again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pump_navigator.journey.journey import Journey
from pump_navigator.messages import StepLine
from pump_navigator.papers.dates import in_words
from pump_navigator.tracker_store import SQLStore

# Nobody knows whether the person who writes is the one who needs the device.
CLAIMS_THE_PATIENT = re.compile(
    r"\byour (?:\w+ )?(?:pump|sensor|device|diabetes|illness|body|prescription)\b", re.IGNORECASE
)


async def told(talk, *lines: str) -> str:
    for line in lines:
        await talk.say(line)
    return talk.text


async def path(talk, device: str = "pump"):
    tracker = await talk.navigator.agent.tracker_store.retrieve(talk.conversation)
    return Journey.from_json(tracker.get_slot("journey")).paths[device]


def steps(talk, title: str = "The insulin pump") -> dict[str, StepLine]:
    """The progress line of a device in the last answer."""
    lines = [message.progress for message in talk.messages if message.progress]
    line = next((line for line in lines if line.title == title), None)
    assert line, talk.text
    return {step.step: step for step in line.steps}


def last(weekday: int) -> date:
    today = date.today()
    return today - timedelta(days=(today.weekday() - weekday) % 7)


START = "how do i get an insulin pump"


@pytest.mark.parametrize(
    ("text", "step", "status", "waiting_for"),
    [
        ("we picked the omnipod", "choose_device", "done", None),
        ("i know what it costs now", "costs", "done", None),
        ("my endo said yes", "doctor_and_prescription", "in_progress", None),
        ("waiting for the doctor to sign", "doctor_and_prescription", "waiting", "the doctor’s office"),
        ("got the prescription", "doctor_and_prescription", "done", None),
        ("doctor signed", "doctor_and_prescription", "done", None),
        ("they want a letter", "insurance_approval", "in_progress", None),
        ("waiting on the insurance", "insurance_approval", "waiting", "the insurance plan"),
        ("approved!", "insurance_approval", "done", None),
        ("I finally got the prior auth", "insurance_approval", "done", None),
        ("it shipped today", "get_device", "waiting", "the company that sends it"),
        ("the box is here", "get_device", "done", None),
        ("finished the training", "training", "done", None),
    ],
)
async def test_each_status_is_set_by_talking(talk, text: str, step: str, status: str, waiting_for: str | None) -> None:
    await told(talk, START, text)
    shown = steps(talk)[step]
    assert (shown.status, shown.waiting_for) == (status, waiting_for)
    assert talk.reply.topic == "assistant/next_step"
    assert shown.since


async def test_a_weekday_is_the_last_one(talk) -> None:
    text = await told(talk, START, "faxed it monday")
    assert steps(talk)["insurance_approval"].since == last(0).isoformat()
    assert in_words(last(0)) in text


async def test_a_day_to_come_is_kept_with_its_step(talk) -> None:
    day = date.today() + timedelta(days=10)
    await told(talk, START, f"training is on {in_words(day)}")
    training = steps(talk)["training"]
    assert (training.status, training.on) == ("waiting", day.isoformat())
    assert in_words(day) in training.words


async def test_a_denial_opens_the_appeal_and_an_approval_closes_it(talk) -> None:
    await told(talk, START, "faxed it monday", "i got a denial letter today")
    assert (await path(talk)).current == "appeal"
    await told(talk, "where am i")
    assert steps(talk)["appeal"].status == "in_progress"
    assert "denied" in steps(talk)["insurance_approval"].words
    await told(talk, "sent the appeal by certified mail")
    assert steps(talk)["appeal"].waiting_for == "the insurance plan"
    await told(talk, "we won the appeal!")
    assert "appeal" not in steps(talk)
    assert (await path(talk)).current == "get_device"


async def test_a_question_about_a_denial_is_answered_and_the_denial_noted(talk) -> None:
    text = await told(talk, "my insurance denied the pump")
    assert talk.reply.topic == "diabetes/appeal"
    assert "I noted it." in text
    assert (await path(talk)).denied == date.today()


async def test_the_appeal_of_a_cortisol_pump_leads_on_without_approval(talk) -> None:
    await told(talk, "how do i get a cortisol pump", "insurance denied it", "sent the appeal", "they denied my appeal")
    assert (await path(talk, "cortisol_pump")).current == "go_without_approval"
    assert talk.reply.guide == "cortisol"


async def test_without_a_device_it_is_asked_which_one(talk) -> None:
    text = await told(talk, "got the prescription")
    assert "which one is it for" in text
    await talk.press("Sensor (CGM)")
    assert steps(talk, "The sensor")["doctor_and_prescription"].status == "done"


async def test_the_device_can_be_told_in_own_words(talk) -> None:
    await told(talk, "faxed it monday", "it is for the dexcom")
    assert (await path(talk, "cgm")).progress("insurance_approval").since == last(0)


async def test_pump_and_sensor_run_side_by_side(talk) -> None:
    await told(talk, "got the prescription for both, the pump and the sensor")
    await told(talk, "the pump was approved, the sensor was denied")
    assert (await path(talk, "pump")).current == "get_device"
    assert (await path(talk, "cgm")).current == "appeal"
    text = await told(talk, "where am i")
    assert "The insulin pump" in text
    assert "The sensor" in text
    await told(talk, "what is left for the sensor")
    assert [message.progress.title for message in talk.messages if message.progress] == ["The sensor"]


async def test_who_writes_for_a_child_is_never_taken_for_the_patient(talk) -> None:
    said = ""
    for line in (
        "my son's pump got denied",
        "we sent the appeal",
        "what next",
        "his pump was approved!",
        "where is he on the way now",
        "the box is here",
        "his training is next tuesday",
        "hi",
    ):
        said += await told(talk, line) + "\n"
    assert (await path(talk)).progress("get_device").status.value == "done"
    noted = [line for line in said.splitlines() if "The insulin pump" in line or "noted" in line]
    assert noted
    assert not [line for line in noted if CLAIMS_THE_PATIENT.search(line)]


async def test_what_is_set_by_buttons_is_the_same(talk) -> None:
    await told(talk, START, "waiting on the insurance", "where am i")
    await talk.press("They denied it")
    assert (await path(talk)).current == "appeal"
    await told(talk, "where am i")
    await talk.press("The appeal is sent")
    assert steps(talk)["appeal"].status == "waiting"


async def test_done_alone_is_the_step_at_which_one_is(talk) -> None:
    await told(talk, START, "we picked the omnipod", "ok done")
    assert steps(talk)["costs"].status == "done"


async def test_done_is_asked_back_where_a_plan_decides(talk) -> None:
    await told(talk, START, "got the prescription", "done")
    assert "I want to note it right" in talk.text
    assert "They approved it" in [button.title for button in talk.buttons]


async def test_what_next_follows_the_path(talk) -> None:
    await told(talk, START, "got the prescription")
    assert "Get insurance approval" in await told(talk, "what next")
    assert "diabetes/insurance_approval" in talk.reply.topics
    text = await told(talk, "faxed it monday", "what next")
    assert "waiting for the insurance plan since" in text
    assert "Make my calendar" in [button.title for button in talk.buttons]


async def test_what_is_left_names_what_is_still_to_come(talk) -> None:
    text = await told(talk, START, "approved!", "what is left")
    assert "Next: Get the device." in text
    assert "Still to come: Training and support." in text


async def test_start_over_asks_first(talk) -> None:
    await told(talk, START, "got the prescription", "start over")
    assert (await path(talk)).is_done("doctor_and_prescription")
    await talk.press("No, keep it")
    assert (await path(talk)).is_done("doctor_and_prescription")
    await told(talk, "start over", "yes")
    with pytest.raises(KeyError):
        await path(talk)


async def test_a_yes_to_something_else_clears_nothing(talk) -> None:
    await told(talk, START, "got the prescription", "start over", "what is a deductible?", "yes")
    assert (await path(talk)).is_done("doctor_and_prescription")


async def test_going_back_opens_a_step_again(talk) -> None:
    await told(talk, START, "i know what it costs now", "approved!", "go back to costs")
    assert (await path(talk)).current == "costs"
    assert "diabetes/costs" in talk.reply.topics


async def test_a_step_that_is_not_done_after_all_is_opened_again(talk) -> None:
    await told(talk, START, "got the prescription", "the prescription is not done after all")
    assert (await path(talk)).current == "doctor_and_prescription"


async def test_an_emergency_in_the_middle_keeps_the_path_and_offers_it(talk) -> None:
    await told(talk, START, "faxed it monday", "my son is unconscious and won't wake up")
    assert talk.reply.topic == "safety/emergency"
    assert not [message for message in talk.messages if message.progress]
    await talk.press("I am safe now")
    await talk.press("Show the path")
    assert steps(talk)["insurance_approval"].since == last(0).isoformat()


async def test_news_with_danger_in_it_are_an_emergency_first(talk) -> None:
    await told(talk, START, "they denied it again and now he is unconscious on the floor")
    assert talk.reply.topic == "safety/emergency"


async def test_what_others_went_through_is_not_noted(talk) -> None:
    await told(talk, START, "my friend was denied, will they deny mine too?")
    with pytest.raises(KeyError):
        await path(talk)


async def test_a_reminder_is_not_promised_and_a_calendar_is_offered(talk) -> None:
    text = await told(talk, "remind me in a week")
    assert "cannot send you reminders" in text
    assert talk.reply.topic == "assistant/capabilities"
    assert "Make my calendar" in [button.title for button in talk.buttons]


@dataclass
class Clock:
    """A clock that a test sets."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 17, 9, 0).astimezone())


@pytest.fixture
def later(navigator, clock: Clock, talk) -> Callable[..., None]:
    """Lets time pass in a talk."""
    talk.navigator = replace(navigator, clock=clock)

    def passes(**time: int) -> None:
        clock.now += timedelta(**time)

    return passes


async def test_who_comes_back_days_later_hears_where_they_were(talk, later) -> None:
    await told(talk, START, "faxed it monday")
    later(days=3)
    text = await told(talk, "hi")
    assert text.startswith("Welcome back.")
    assert "waiting for the insurance plan since November 16, 2026" in text
    assert steps(talk)["insurance_approval"].since == "2026-11-16"


async def test_who_comes_back_with_a_question_is_welcomed_and_answered(talk, later) -> None:
    await told(talk, START, "faxed it monday")
    later(days=3)
    text = await told(talk, "what is a deductible")
    assert text.startswith("Welcome back.")
    assert talk.reply.topic == "diabetes/deductible"
    assert "Welcome back" not in await told(talk, "and what is a copay")


async def test_a_weekday_is_counted_from_the_day_of_the_message(talk, later) -> None:
    await told(talk, START)
    later(days=7)
    await told(talk, "faxed it monday")
    assert steps(talk)["insurance_approval"].since == "2026-11-23"


async def test_who_was_away_for_minutes_is_not_welcomed_back(talk, later) -> None:
    await told(talk, START, "faxed it monday")
    later(minutes=20)
    assert "Welcome back" not in await told(talk, "hi")


async def test_a_real_database_brings_it_all_back_after_a_restart(talk, navigator, tmp_path: Path) -> None:
    before, domain = navigator.agent.tracker_store, navigator.agent.domain
    file = str(tmp_path / "chat.sqlite")
    try:
        _use(navigator, SQLStore(domain=domain, db=file))
        await told(talk, START, "faxed it monday", "got a denial letter today", "we sent the appeal")
        _use(navigator, SQLStore(domain=domain, db=file))
        back = await navigator.resume(talk.conversation)
        assert back[0].text.startswith("Welcome back.")
        assert "Appeal the denial, waiting for the insurance plan" in back[1].text
        assert {step.step: step.status for step in back[1].progress.steps}["appeal"] == "waiting"
        talk.reply = await navigator.press(talk.conversation, back[-1].buttons[0].payload)
        assert "Appeal the denial" in talk.text
        assert await navigator.resume("nobody") is None
    finally:
        _use(navigator, before)


def _use(navigator, store) -> None:
    navigator.agent.tracker_store = store
    navigator.agent.processor.tracker_store = store


async def test_who_comes_back_in_an_alert_hears_the_alert(talk, navigator) -> None:
    await told(talk, START, "faxed it monday", "my son is unconscious and won't wake up")
    back = await navigator.resume(talk.conversation)
    assert [message.kind for message in back] == ["alert"]


@pytest.mark.parametrize("told", ["he says it was never approved", "the plan has not approved it", "it's not approved"])
async def test_what_was_not_approved_is_never_good_news(talk, told: str) -> None:
    await talk.say("my doctor wants a cortisol pump for me")
    await talk.say(told)
    assert "good news" not in talk.text


async def test_what_comes_next_waits_until_it_is_told_for_which_device(talk) -> None:
    await talk.say("hooray, they approved it")
    await talk.say("so what comes now")
    assert [button.title for button in talk.buttons][:2] == ["Insulin pump", "Sensor (CGM)"]
