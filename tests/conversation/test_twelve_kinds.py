"""Real conversations through the agent: the twelve kinds of talk that go wrong in assistants."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.asyncio


async def test_happy_path_from_the_first_step_to_the_next(talk) -> None:
    assert (await talk.say("how do i get an insulin pump")).topic == "diabetes/overview"
    assert (await talk.say("how much will it cost me")).topic == "diabetes/costs"
    reply = await talk.say("what next")
    assert reply.topic == "assistant/next_step"
    assert len(reply.topics) == 2


async def test_invalid_path_of_a_button_that_was_never_offered_is_refused(talk) -> None:
    from pump_navigator.navigator import NotOfferedError

    await talk.say("hello")
    with pytest.raises(NotOfferedError):
        await talk.navigator.press(talk.conversation, '/open_topic{"topic": "diabetes/appeal"}')


async def test_correction_of_a_wrong_guess_asks_what_was_meant(talk) -> None:
    await talk.say("what is a deductible")
    assert (await talk.say("no, that is not what i asked")).topic == "assistant/clarify"


async def test_cancellation_by_goodbye_ends_kindly(talk) -> None:
    await talk.say("what is a letter of medical necessity")
    assert (await talk.say("ok bye, thats all")).topic == "assistant/goodbye"


async def test_digression_to_another_topic_and_back_by_name(talk) -> None:
    assert (await talk.say("how do i appeal a denial for my omnipod")).topic == "diabetes/appeal"
    assert (await talk.say("by the way, does it hurt to put in a sensor")).guide == "diabetes"
    assert (await talk.say("ok back to the denial, where do i send my appeal")).topic == "diabetes/appeal"


async def test_disambiguation_offers_titled_buttons(talk) -> None:
    reply = await talk.say("what about the sensor?")
    assert reply.topic == "assistant/clarify"
    assert talk.buttons
    assert all(not button.title.startswith("ask_") for button in talk.buttons)


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "🙂🙂", "?!?!"])
async def test_invalid_input_gets_a_sentence(talk, text: str) -> None:
    reply = await talk.say(text)
    assert reply.topic == "assistant/clarify"
    assert talk.text.strip()


async def test_guards_refuse_a_dose(talk) -> None:
    assert (await talk.say("how many units should i bolus for 60 carbs")).topic == "safety/dosing"


async def test_knowledge_is_answered_with_the_fact(talk) -> None:
    await talk.say("what is an explanation of benefits")
    assert "not a bill" in talk.text


async def test_negation_is_not_taken_for_a_yes(talk) -> None:
    await talk.say("what is a deductible")
    assert (await talk.say("no")).topic == "assistant/clarify"


async def test_repeat_says_it_in_plainer_words(talk) -> None:
    await talk.say("what is prior authorization")
    before = talk.text
    assert (await talk.say("can you say that simpler")).topic == "assistant/rephrase"
    assert talk.text != before


async def test_small_talk_is_answered_kindly(talk) -> None:
    assert (await talk.say("hi there")).topic == "assistant/greeting"
    assert (await talk.say("are you a real person")).topic == "assistant/identity"
    assert (await talk.say("thank you so much")).topic == "assistant/thanks"
