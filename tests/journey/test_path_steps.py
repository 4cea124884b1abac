"""The path to one device, free of any words: what a step's change does to the others."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pump_navigator.journey.content import journey_content
from pump_navigator.journey.journey import Asked, Journey
from pump_navigator.journey.path import (
    APPEAL,
    DEVICES,
    NOT_STARTED,
    WAYS,
    Change,
    DeviceName,
    Event,
    Party,
    Path,
    Status,
)

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)


def told(path: Path, *changes: Change) -> Path:
    for change in changes:
        path = path.after(change, TODAY)
    return path


SENT = Change("insurance_approval", Event.WAITING, Party.PLAN, day=MONDAY)
DENIED = Change("insurance_approval", Event.DENIED)
APPROVED = Change("insurance_approval", Event.APPROVED)
APPEALED = Change(APPEAL, Event.WAITING, Party.PLAN)


def test_a_new_path_begins_with_its_first_step() -> None:
    assert Path("pump").current == "choose_device"
    assert Path("cortisol_pump").current == "learn"
    assert APPEAL not in Path("pump").order


def test_who_waits_for_the_plan_is_through_with_the_doctor() -> None:
    path = told(Path("pump"), Change("doctor_and_prescription", Event.WAITING, Party.DOCTOR), SENT)
    assert path.is_done("doctor_and_prescription")
    assert path.progress("costs") == NOT_STARTED  # nobody told
    assert path.current == "insurance_approval"
    waits = path.progress("insurance_approval")
    assert (waits.status, waits.waits_for, waits.since) == (Status.WAITING, Party.PLAN, MONDAY)


def test_waiting_told_again_keeps_its_day() -> None:
    again = Change("insurance_approval", Event.WAITING, Party.PLAN)
    assert told(Path("pump"), SENT, again).progress("insurance_approval").since == MONDAY


def test_a_denial_opens_the_branch_and_an_approval_closes_it() -> None:
    denied = told(Path("pump"), SENT, DENIED)
    assert denied.order.index(APPEAL) == denied.order.index("insurance_approval") + 1
    assert denied.current == APPEAL
    approved = told(denied, APPEALED, APPROVED)
    assert APPEAL not in approved.order
    assert approved.is_done("insurance_approval")
    assert approved.current == "get_device"


def test_while_the_appeal_is_open_papers_for_the_plan_are_the_appeal() -> None:
    path = told(Path("pump"), DENIED, SENT)
    assert path.progress(APPEAL).waits_for is Party.PLAN
    assert path.denied == TODAY


def test_a_second_no_to_a_cortisol_pump_leads_on_without_approval() -> None:
    no = Change("insurance", Event.DENIED)
    path = told(Path("cortisol_pump"), no, APPEALED, no)
    assert path.is_done(APPEAL)
    assert path.current == "go_without_approval"
    assert told(path, Change("go_without_approval", Event.DONE)).current is None


def test_a_second_no_to_a_sensor_opens_the_next_level_of_the_appeal() -> None:
    path = told(Path("cgm"), DENIED, APPEALED, Change(APPEAL, Event.DENIED_AGAIN))
    assert path.progress(APPEAL).status is Status.IN_PROGRESS
    assert path.current == APPEAL


def test_the_box_proves_all_that_leads_to_it() -> None:
    path = told(Path("pump"), DENIED, Change("get_device", Event.DONE))
    assert all(path.is_done(step) for step in path.order if step != "training")
    assert path.current == "training"


def test_late_news_take_nothing_back() -> None:
    path = told(Path("pump"), APPROVED, Change("doctor_and_prescription", Event.IN_PROGRESS))
    assert path.is_done("doctor_and_prescription")


def test_going_back_opens_one_step_and_leaves_the_others() -> None:
    path = told(Path("pump"), Change("costs", Event.DONE), APPROVED).gone_back("costs", TODAY)
    assert path.current == "costs"
    assert path.is_done("insurance_approval")
    assert told(path, Change("costs", Event.DONE)).current == "get_device"


def test_going_back_to_the_approval_closes_the_appeal() -> None:
    path = told(Path("pump"), DENIED).gone_back("insurance_approval", TODAY)
    assert (path.denied, path.current) == (None, "insurance_approval")


@pytest.mark.parametrize(
    "broken", ["x", 7, [], {"paths": {"pump": {"steps": {"costs": {}}}}}, {"paths": 1, "asked": 2}]
)
def test_a_slot_that_cannot_be_read_is_an_empty_journey(broken: object) -> None:
    assert Journey.from_json(broken) == Journey()


EFFECTS = [
    (device, effect)
    for device in DEVICES
    for report in journey_content().reports.values()
    for effect in [report.effect(device), getattr(report.effect(device), "then", None)]
    if effect
]
DAYS = st.none() | st.integers(0, 200).map(lambda days: TODAY - timedelta(days=days))
REPORTS = st.tuples(st.sampled_from(EFFECTS), DAYS)


@given(st.lists(REPORTS, max_size=25))
def test_any_order_of_reports_keeps_every_path_consistent(reports: list) -> None:
    journey = Journey(asked=Asked("got_approval", TODAY, ("pump",)))
    for (device, effect), day in reports:
        change = Change(effect.step, effect.event, effect.waits_for, day)
        journey = journey.with_path(journey.path(device).after(change, TODAY))
        for path in journey.paths.values():
            consistent(path)
    kept = json.loads(json.dumps(journey.as_json()))
    assert Journey.from_json(kept) == journey


@given(st.sampled_from(DEVICES), st.lists(st.sampled_from([*Event]), max_size=8), st.data())
def test_going_back_at_any_time_keeps_the_path_consistent(
    device: DeviceName, events: list[Event], data: st.DataObject
) -> None:
    path = Path(device)
    for event in events:
        step = data.draw(st.sampled_from(path.order))
        waits_for = Party.PLAN if event is Event.WAITING else None
        path = path.after(Change(step, event, waits_for), TODAY)
        path = path.gone_back(data.draw(st.sampled_from(path.order)), TODAY)
        consistent(path)


def consistent(path: Path) -> None:
    way = WAYS[path.device]
    assert set(path.steps) <= {*way.main, *way.branch}
    for progress in path.steps.values():
        assert (progress.status is Status.WAITING) == (progress.waits_for is not None)
        assert progress.since is not None or progress.status is Status.DONE
        assert progress.since is None or progress.since <= TODAY
    if path.denied:
        assert path.progress(APPEAL).status is not Status.NOT_STARTED
        assert path.current in (*way.branch, None)
    else:
        assert not set(path.steps) & set(way.branch)
    if path.current is None:
        assert path.is_done(path.order[-1]) or path.denied
    else:
        assert path.current in path.order
        assert not path.is_done(path.current)
