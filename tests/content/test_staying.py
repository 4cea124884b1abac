"""Whether a message stays with the present topic: a short one does more gladly."""

from __future__ import annotations

import pytest

from pump_navigator.content.library import library
from pump_navigator.dialogue.choice import Chooser
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.scope import Scope
from pump_navigator.dialogue.state import State

COSTS, LETTER = "diabetes/costs", "diabetes/medical_necessity_letter"
EVENLY = (("ask_costs", 0.5), ("ask_medical_necessity_letter", 0.5))
LONG = "so now that all of this is done and sent away and read by them too what about it then"


def likeliest(text: str, topic: str | None) -> list[str]:
    """The entries for a message that may as well mean either, the likeliest first."""
    reading = Reading(text=text, intent="ask_costs", confidence=0.5, ranking=EVENLY)
    choices = Chooser(library()).choices(reading, State(scope=Scope("diabetes", "pump"), topic=topic))
    return [choice.entry.id for choice in choices]


@pytest.mark.parametrize("topic", [COSTS, LETTER])
def test_a_short_message_stays_with_the_present_topic(topic: str) -> None:
    assert likeliest("what about it", topic)[0] == topic


@pytest.mark.parametrize(("topic", "other"), [(COSTS, LETTER), (LETTER, COSTS)])
def test_a_long_message_is_as_glad_to_leave_it(topic: str, other: str) -> None:
    assert likeliest(LONG, topic)[0] == other
