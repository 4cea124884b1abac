"""Devices compared in the talk: from the dated data, in words and as a table, and never ranked."""

from __future__ import annotations

import pytest

from pump_navigator.messages import Table

pytestmark = pytest.mark.asyncio


def table(talk) -> Table:
    tables = [message.table for message in talk.messages if message.table]
    assert tables, talk.text
    return tables[0]


def names(talk) -> list[str]:
    return [row[0] for row in table(talk).rows]


@pytest.mark.parametrize(
    ("text", "devices", "columns"),
    [
        ("compare omnipod 5 and t:slim", ["Omnipod 5", "t:slim X2"], {"Tubing", "Works with", "Cleared for", "Water"}),
        ("difference between libre 3 plus and dexcom g7", ["Dexcom G7", "FreeStyle Libre 3 Plus"], {"Worn for"}),
        ("which pumps work with libre", ["iLet Bionic Pancreas", "t:slim X2", "twiist"], {"Works with"}),
        ("tubeless", ["Omnipod 5", "Omnipod DASH"], {"Tubing"}),
        ("which pump for a 4 year old", ["Omnipod 5", "t:slim X2", "Tandem Mobi"], {"Cleared for"}),
        ("can i swim with omnipod 5", ["Omnipod 5"], {"Water"}),
    ],
)
async def test_devices_are_compared(talk, text: str, devices: list[str], columns: set[str]) -> None:
    assert (await talk.say(text)).topic == "diabetes/choose_device"
    assert names(talk) == devices
    assert columns <= set(table(talk).columns)
    assert "As of " in talk.text
    assert talk.buttons
    for word in ("best", "better", "top", "recommend"):
        assert word not in talk.text.casefold()


async def test_a_question_goes_on_with_what_was_compared(talk) -> None:
    await talk.say("compare omnipod 5 and t:slim")
    await talk.say("can i swim with it?")
    assert names(talk) == ["Omnipod 5", "t:slim X2"]
    assert table(talk).columns == ("Device", "Water")
    await talk.say("and with the mobi?")
    assert names(talk) == ["Tandem Mobi"]


async def test_all_of_a_kind_are_listed_from_a_to_z(talk) -> None:
    await talk.say("compare the pumps")
    listed = names(talk)
    assert len(listed) > 6
    assert listed == sorted(listed, key=str.casefold)
    assert "Not confirmed" not in " ".join(row[1] for row in table(talk).rows)


async def test_an_age_or_an_illness_that_does_not_fit_goes_to_the_clinician(talk) -> None:
    await talk.say("omnipod 5 vs minimed 780g for my 5 yr old with type 2")
    assert "Please ask your clinician" in talk.text


async def test_the_phone_is_told_of(talk) -> None:
    await talk.say("which pump can i use with an android phone")
    assert "Phone" in table(talk).columns


async def test_which_devices_a_clinic_works_with_is_no_comparison(talk) -> None:
    await talk.say("which devices do you work with")
    assert not any(message.table for message in talk.messages)
