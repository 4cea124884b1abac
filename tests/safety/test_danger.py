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
    ],
)
def test_a_reading_in_mmol_is_read_as_one(screen: DangerScreen, text: str, kind: str) -> None:
    found = screen.screen(text)
    assert found is not None
    assert found.kind == kind
