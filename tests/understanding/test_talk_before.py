"""A short message whose words alone tell little is read in the talk too."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message

from pump_navigator.understanding.talk_before import ABOUT, TALK, Ranking, TalkBefore, talk_of

LETTER = "diabetes/medical_necessity_letter"
IN_TALK: Ranking = [{"name": "ask_medical_necessity_letter", "confidence": 1.0}]


def ranking(*likely: tuple[str, float]) -> Ranking:
    return [{"name": name, "confidence": share} for name, share in likely]


def message(text: str, about: str | None = LETTER) -> Message:
    return Message({TEXT: text, METADATA: {ABOUT: about}})


def in_talk(text: str, about: str | None, *alone: tuple[str, float]) -> Any:
    return talk_of(message(text, about), ranking(*alone), lambda _: IN_TALK)


def test_it_is_read_after_the_title_of_what_the_talk_is_at() -> None:
    read: list[str] = []
    talk_of(message("who writes it"), ranking(("ask_prescription", 0.5)), lambda text: read.append(text) or IN_TALK)
    assert read == ["Letter of Medical Necessity: who writes it"]


def test_what_only_follows_tells_nothing_by_itself() -> None:
    assert in_talk("who does that", LETTER, ("ask_follow_up", 0.95), ("ask_costs", 0.05)) is not None


@pytest.mark.parametrize(
    ("text", "about", "share"),
    [("what does a pump cost", LETTER, 0.95), ("who writes it", None, 0.2), ("so " * 30, LETTER, 0.2)],
)
def test_sure_words_a_new_talk_and_long_messages_stand_alone(text: str, about: str | None, share: float) -> None:
    assert in_talk(text, about, ("ask_costs", share)) is None


def told(*alone: tuple[str, float]) -> str:
    asked = message("who writes it")
    asked.set("intent_ranking", ranking(*alone))
    asked.set(INTENT, asked.get("intent_ranking")[0])
    asked.set(TALK, talk_of(asked, ranking(*alone), lambda _: IN_TALK))
    TalkBefore().process([asked])
    return str(asked.get(INTENT)["name"])


def test_the_talk_turns_what_is_unsure() -> None:
    assert told(("ask_prescription", 0.3), ("ask_medical_necessity_letter", 0.2)) == "ask_medical_necessity_letter"


def test_surer_words_are_not_turned() -> None:
    assert told(("ask_prescription", 0.85), ("ask_costs", 0.1)) == "ask_prescription"


@pytest.mark.parametrize("judged", ["ask_dosing", "ask_diagnosis", "report_emergency"])
def test_what_the_safety_screens_judged_stays(judged: str) -> None:
    assert told((judged, 0.3), ("ask_prescription", 0.2)) == judged
