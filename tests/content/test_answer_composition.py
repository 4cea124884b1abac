"""How an answer is put together: which entry, which passages first, which buttons, links and words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from pump_navigator.clinic import Clinic
from pump_navigator.content.library import Library
from pump_navigator.content.models import CORTISOL_PUMP, PUMP, SENSOR, Text, Title
from pump_navigator.content.topics import OUT_OF_SCOPE
from pump_navigator.dialogue.answer import NEAR, Answerer, sentences
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.scope import Scope
from pump_navigator.dialogue.state import State
from pump_navigator.intents import ASK_CALL_SCRIPT
from pump_navigator.messages import Button
from pump_navigator.papers.builder import PAPERS

OVERVIEW = "diabetes/overview"
CLINIC = Clinic(name=Text("Elm Clinic"), phone=Text("555-0100"), hours=Text("9 to 5"))
ABOUT_PUMPS = State(scope=Scope("diabetes", PUMP))
DEVICES = (None, PUMP, SENSOR)


@pytest.fixture
def answerer(small_library: Library) -> Answerer:
    """Answers from the small content."""
    return Answerer(small_library, CLINIC)


def asked(*near: tuple[str, float], intent: str = "ask_overview", **entities: str) -> Reading:
    """A question near to some passages of the overview."""
    return Reading(
        text="?",
        intent=intent,
        confidence=1.0,
        entities={name: (value,) for name, value in entities.items()},
        passages={name if "#" in name else f"{OVERVIEW}#{name}": similarity for name, similarity in near},
    )


def said(answerer: Answerer, *near: tuple[str, float], state: State = ABOUT_PUMPS) -> str:
    """The text of the answer to a question."""
    return answerer.about(answerer.library.entries[OVERVIEW], asked(*near), state).messages[0].text


def titles(buttons: Iterable[Button]) -> list[str]:
    """The titles of buttons."""
    return [button.title for button in buttons]


# Which passages come first


def test_what_lies_nearest_to_the_question_is_said_before_the_answer(answerer: Answerer) -> None:
    text = said(answerer, ("first", 0.9), ("a_line", NEAR - 0.3))
    assert text == "Ask them about this.\n\nAsk your plan. Ask your doctor."


def test_nothing_is_put_first_if_nothing_lies_near(answerer: Answerer) -> None:
    assert said(answerer, ("first", NEAR - 0.01)) == "Ask your plan. Ask your doctor."


def test_a_passage_of_another_entry_comes_first_only_if_it_is_far_nearer(answerer: Answerer) -> None:
    far_nearer = said(answerer, ("diabetes/deductible#term_deductible", 0.9), ("first", 0.7))
    assert far_nearer.startswith("You pay this first.")
    nearly_as_near = said(answerer, ("diabetes/deductible#term_deductible", 0.8), ("first", 0.7))
    assert "You pay this first." not in nearly_as_near


def test_what_the_entry_says_anyway_goes_before_what_lies_farther(answerer: Answerer) -> None:
    reading = replace(asked(), passages={OVERVIEW: 0.9, "diabetes/deductible#term_deductible": 0.8})
    answer = answerer.about(answerer.library.entries[OVERVIEW], reading, ABOUT_PUMPS)
    assert answer.messages[0].text == "Ask your plan. Ask your doctor."


@pytest.mark.parametrize(("intent", "told"), [("ask_costs", False), (ASK_CALL_SCRIPT, True)])
def test_words_to_say_of_another_entry_are_for_those_who_ask_for_words(
    answerer: Answerer, intent: str, told: bool
) -> None:
    costs = answerer.library.entries["diabetes/costs"]
    answer = answerer.about(costs, asked(("a_line", 0.9), intent=intent), ABOUT_PUMPS)
    assert ("“Do you cover my insulin pump?”" in answer.messages[0].text) == told


def test_nothing_of_ours_is_told_with_what_is_out_of_scope(answerer: Answerer) -> None:
    out_of_scope = answerer.library.entries[OUT_OF_SCOPE]
    answer = answerer.about(out_of_scope, asked(("diabetes/deductible#term_deductible", 0.9)), ABOUT_PUMPS)
    assert "You pay this first." not in answer.messages[0].text


def test_a_passage_that_is_gone_from_the_content_is_left_out(answerer: Answerer) -> None:
    assert said(answerer, ("gone", 0.99)) == "Ask your plan. Ask your doctor."


def test_a_passage_for_the_pump_is_not_said_of_the_sensor(answerer: Answerer) -> None:
    assert said(answerer, ("pump_tip", 0.9)).startswith("Ask about tubes.")
    sensor = State(scope=Scope("diabetes", SENSOR))
    assert said(answerer, ("pump_tip", 0.9), state=sensor) == "Ask about your sensor."


def test_at_most_two_passages_come_first(answerer: Answerer) -> None:
    text = said(answerer, ("first", 0.9), ("pump_tip", 0.9), ("a_tip", 0.9))
    assert text.count("\n\n") == 2


def test_a_long_lead_leaves_only_the_start_of_the_answer(answerer: Answerer) -> None:
    text = said(answerer, ("a_tip", 0.9))
    assert text.endswith("\n\nAsk your plan.")


def test_a_word_of_the_glossary_can_come_first(answerer: Answerer) -> None:
    entry = answerer.library.entries["diabetes/deductible"]
    reading = asked(("diabetes/deductible#term_deductible", 0.9))
    assert answerer.about(entry, reading, ABOUT_PUMPS).messages[0].text.startswith("You pay this first.")


# Words in place


def test_the_device_of_the_talk_is_named(answerer: Answerer) -> None:
    text = "Is my {device} at {clinic}? In danger, call {emergency_number}."
    assert answerer.fill(text, PUMP) == "Is my insulin pump at Elm Clinic? In danger, call 911."
    assert answerer.fill(text, SENSOR).startswith("Is my sensor at")
    assert answerer.fill(text, None).startswith("Is my device at")
    assert answerer.fill(text, CORTISOL_PUMP).startswith("Is my pump at")


def test_the_answer_is_worded_for_the_sensor(answerer: Answerer) -> None:
    assert said(answerer, state=State(scope=Scope("diabetes", SENSOR))) == "Ask about your sensor."


def test_a_phrase_takes_its_values(answerer: Answerer) -> None:
    assert answerer.phrase("next_is", "assistant/next_step", title="Costs").text == "Look Costs."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Say: “Is it covered?” Then wait.", ["Say: “Is it covered?”", "Then wait."]),
        ("It is 2.5 miles, i.e. far.", ["It is 2.5 miles, i.e. far."]),
        ("“Who was it?” “Me.”", ["“Who was it?”", "“Me.”"]),
    ],
)
def test_a_text_is_cut_between_its_sentences_and_nothing_is_lost(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts


# Buttons and links


def test_the_buttons_offer_tips_words_to_say_and_what_is_next(answerer: Answerer) -> None:
    message = answerer.about(answerer.library.entries[OVERVIEW], None, ABOUT_PUMPS).messages[-1]
    phrase = answerer.library.phrase
    assert titles(message.buttons) == [phrase("button_tips"), phrase("button_say"), "Title of costs"]
    assert message.buttons[0].payload == '/open_topic{"topic": "diabetes/overview", "part": "tips"}'
    assert message.buttons[2].payload == '/open_topic{"topic": "diabetes/costs"}'


def test_while_nothing_tells_the_guide_the_other_one_is_offered_first(answerer: Answerer) -> None:
    message = answerer.about(answerer.library.entries[OVERVIEW], None, State()).messages[-1]
    assert len(message.buttons) == 3
    assert message.buttons[0].payload == '/open_topic{"topic": "cortisol/overview"}'


def test_the_links_are_those_of_the_entry(answerer: Answerer) -> None:
    message = answerer.about(answerer.library.entries[OVERVIEW], None, ABOUT_PUMPS).messages[-1]
    assert [(link.title, link.url) for link in message.links] == [("A maker", "https://maker.example/")]


def test_a_list_holds_what_fits_the_device(answerer: Answerer) -> None:
    entry = answerer.library.entries[OVERVIEW]
    everything = answerer.listed(entry, entry.tips, ABOUT_PUMPS).text
    assert everything == "• Write it down. “Who was it?” Keep the note.\n• Ask about tubes."
    sensor = State(scope=Scope("diabetes", SENSOR))
    assert "tubes" not in answerer.listed(entry, entry.tips, sensor).text


# Which entry, and what is remembered


@pytest.mark.parametrize(
    ("state", "topic"),
    [
        (State(), "diabetes/overview"),
        (State(scope=Scope("diabetes", PUMP)), "diabetes/overview"),
        (State(scope=Scope("cortisol", CORTISOL_PUMP)), "cortisol/overview"),
    ],
)
def test_the_talk_decides_between_the_guides(state: State, topic: str, answerer: Answerer) -> None:
    assert answerer.chooser.choices(asked(), state)[0].entry.id == topic


def test_the_words_of_the_question_go_before_the_talk(answerer: Answerer) -> None:
    assert answerer.chooser.choices(asked(device="cortisol pump"), ABOUT_PUMPS)[0].entry.id == "cortisol/overview"


def test_no_entry_answers_an_intent_of_the_talk(answerer: Answerer) -> None:
    assert answerer.chooser.choices(asked(intent="nlu_fallback"), State()) == []


def test_the_notice_of_the_cortisol_guide_is_said_once(answerer: Answerer) -> None:
    entry = answerer.library.entries["cortisol/overview"]
    first = answerer.about(entry, None, State())
    again = answerer.about(entry, None, first.state)
    assert [message.text for message in first.messages if message.kind == "notice"] == ["This use is off-label."]
    assert not [message for message in again.messages if message.kind == "notice"]


def test_an_answer_leaves_its_topic_and_guide_behind(answerer: Answerer) -> None:
    entry = answerer.library.entries[OVERVIEW]
    state = answerer.about(entry, asked(device="sensor"), State(misunderstood=2)).state
    assert (state.topic, state.scope, state.misunderstood) == (OVERVIEW, Scope("diabetes", SENSOR), 0)


def test_small_talk_does_not_change_the_topic(answerer: Answerer) -> None:
    state = State(scope=Scope("diabetes", PUMP), topic=OVERVIEW)
    assert answerer.about(answerer.library.entries["assistant/thanks"], None, state).state == state


# The project's own content


@pytest.mark.parametrize("clinic", [Clinic(), CLINIC], ids=["no clinic", "a clinic"])
def test_every_entry_of_ours_can_be_said_in_every_way(clinic: Clinic, real_library: Library) -> None:
    answerer = Answerer(real_library, clinic)
    for entry in real_library.entries.values():
        for device in DEVICES:
            state = State(scope=Scope("diabetes", device) if device else Scope())
            for message in answerer.about(entry, None, state).messages:
                assert message.text.strip(), entry.id
                assert "{" not in message.text, entry.id
            for facts in (entry.facts, entry.tips, entry.say):
                assert "{" not in answerer.listed(entry, facts, state).text, entry.id


def test_every_button_of_ours_fits_and_leads_somewhere(real_library: Library) -> None:
    answerer = Answerer(real_library, Clinic())
    for entry in real_library.entries.values():
        for state in (State(), ABOUT_PUMPS):
            buttons = answerer.about(entry, None, state).messages[-1].buttons
            assert len(buttons) <= 3, entry.id
            for button in buttons:
                assert len(button.title) <= (Title.max_length or 0), button
                told = json.loads(re.sub(r"^/\w+", "", button.payload))
                assert told.get("topic") in real_library.entries or told.get("paper") in PAPERS


def test_every_link_of_ours_is_safe_to_open(real_library: Library) -> None:
    answerer = Answerer(real_library, Clinic())
    for entry in real_library.entries.values():
        for link in answerer.about(entry, None, ABOUT_PUMPS).messages[-1].links:
            assert link.url.startswith("https://"), (entry.id, link)
