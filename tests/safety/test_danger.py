"""The emergency check, text by text; `test_safety_measured.py` has the sets."""

from __future__ import annotations

import pytest

from pump_navigator.embeddings import shared_encoder
from pump_navigator.safety.danger import DangerScreen


@pytest.fixture(scope="module")
def screen() -> DangerScreen:
    return DangerScreen.load(shared_encoder())


def test_an_emergency_buried_in_two_thousand_characters_is_found(screen: DangerScreen) -> None:
    story = "we have been waiting for the prior authorization of the omnipod and nobody calls back. " * 11
    assert screen.screen(f"{story} by the way he passed out and wont wake up, sugar is 30. {story}")


@pytest.mark.parametrize(
    "text", ["*" * 2000, "?!", "…", "()", "ÖRÿ\f}\x8a\x15" + "*" * 2000, "what does it cost" + "!" * 500]
)
def test_rows_of_signs_raise_no_alarm(screen: DangerScreen, text: str) -> None:
    assert screen.screen(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my son's sugar is 32 mmol and he keeps throwing up", "dka"),
        ("glucose 27 mmol/L, fruity breath, breathing fast", "dka"),
        ("she is at 2 mmol and shaking all over", "severe_low"),
        ("his meter: 31 mg/dl", "severe_low"),
        ("no joke, 26 mg/dL and sweating", "severe_low"),
    ],
)
def test_a_reading_with_its_unit_is_read_as_one(screen: DangerScreen, text: str, kind: str) -> None:
    found = screen.screen(text)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize("text", ["🆘", "SOS", "emergency!", "auxilio", "help us please, it's my dad"])
def test_a_bare_cry_is_answered(screen: DangerScreen, text: str) -> None:
    assert screen.screen(text) is not None


def test_a_lab_value_with_its_unit_is_no_low(screen: DangerScreen) -> None:
    assert screen.screen("the policy wants a c peptide under 1.1 mg/dl") is None


@pytest.mark.parametrize(
    "text", ["mi nieta no dispierta", "se desmallo mi esposo", "trae el asucar en 38 y esta temblando"]
)
def test_spanish_as_it_is_often_written_is_understood(screen: DangerScreen, text: str) -> None:
    assert screen.screen(text) is not None


@pytest.mark.parametrize("text", ["35", "2023", "the insurer is not responding", "el proveedor no contesta"])
def test_a_bare_number_or_a_silent_office_raises_no_alarm(screen: DangerScreen, text: str) -> None:
    assert screen.screen(text) is None


def test_who_does_not_respond_is_in_danger_though_an_office_is_silent_too(screen: DangerScreen) -> None:
    assert screen.screen("the supplier is not responding and neither is my husband, he is on the floor")


@pytest.mark.parametrize(
    "text",
    ["at which ketone level do we go to the ER", "how high does glucose get before we should go to the hospital"],
)
def test_who_asks_from_which_value_on_it_is_an_emergency_is_told_the_signs(screen: DangerScreen, text: str) -> None:
    found = screen.screen(text)
    assert found is not None
    assert found.kind == "information"
