"""The front door and the model ask the same screens, and a text is judged once."""

from __future__ import annotations

import pytest

from pump_navigator.safety.danger import DangerScreen
from pump_navigator.safety.refusal import RefusalScreen
from pump_navigator.safety.screens import Screens


@pytest.fixture(scope="module")
def by_rules() -> tuple[DangerScreen, RefusalScreen]:
    return DangerScreen.load(None), RefusalScreen.load(None)


@pytest.mark.parametrize("text", ["sugar 28 and he is having a seizure", "how do i appeal"])
def test_a_text_is_judged_once(
    by_rules: tuple[DangerScreen, RefusalScreen], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    danger, refusal = by_rules
    screens = Screens(danger, refusal)
    first = screens.danger(text), screens.refusal(text)
    for screen in by_rules:
        monkeypatch.setattr(screen, "screen", _fail)
    assert (screens.danger(text), screens.refusal(text)) == first


def test_a_row_of_digits_hides_no_danger(by_rules: tuple[DangerScreen, RefusalScreen]) -> None:
    danger, _ = by_rules
    text = "help he is unconscious and does not wake up " + "1" * 400
    assert danger.screen(text) is not None


def _fail(text: str) -> None:
    pytest.fail("judged twice")
