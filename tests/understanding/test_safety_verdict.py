"""The classifier's guess at an emergency, a dose or a diagnosis counts only where the screens see it too."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from pump_navigator.understanding.safety_verdict import SafetyVerdict

HARMLESS = "what does in network mean"
DOSE = "how many units should i take for 60 carbs"


@pytest.fixture(scope="module")
def verdict() -> SafetyVerdict:
    return SafetyVerdict()


def judged(verdict: SafetyVerdict, text: str, *ranking: tuple[str, float]) -> list[str]:
    message = Message({TEXT: text})
    message.set("intent_ranking", [{"name": name, "confidence": share} for name, share in ranking])
    verdict.process([message])
    assert message.get(INTENT) == message.get("intent_ranking")[0]
    return [likely["name"] for likely in message.get("intent_ranking")]


@pytest.mark.parametrize("guess", ["ask_dosing", "ask_diagnosis", "report_emergency"])
def test_a_guess_that_the_screens_do_not_share_is_dropped(verdict: SafetyVerdict, guess: str) -> None:
    assert judged(verdict, HARMLESS, (guess, 0.7), ("ask_benefit_type", 0.2)) == ["ask_benefit_type"]


def test_what_is_left_keeps_its_share(verdict: SafetyVerdict) -> None:
    message = Message({TEXT: HARMLESS})
    message.set("intent_ranking", [{"name": "ask_dosing", "confidence": 0.9}, {"name": "thank", "confidence": 0.1}])
    verdict.process([message])
    assert message.get(INTENT) == {"name": "thank", "confidence": 0.1}


def test_a_dose_is_refused_whatever_the_classifier_says(verdict: SafetyVerdict) -> None:
    assert judged(verdict, DOSE, ("ask_costs", 0.9), ("ask_dosing", 0.05)) == ["ask_dosing", "ask_costs"]


def test_an_emergency_that_the_screen_sees_stays(verdict: SafetyVerdict) -> None:
    text = "my son passed out and wont wake up, he is diabetic"
    assert judged(verdict, text, ("report_emergency", 0.6), ("ask_costs", 0.3))[0] == "report_emergency"


def test_what_is_refused_is_the_first_of_several_questions(verdict: SafetyVerdict) -> None:
    message = Message({TEXT: DOSE})
    message.set("intent_ranking", [{"name": "ask_costs", "confidence": 0.9}])
    message.set("questions", [{"text": "what does it cost"}, {"text": "who trains me"}, {"text": "how do i appeal"}])
    verdict.process([message])
    asked = message.get("questions")
    assert [question["text"] for question in asked] == [DOSE, "what does it cost", "who trains me"]
    assert asked[0]["intent"]["name"] == "ask_dosing"
