"""What a message means depends on the talk before it."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.asyncio


async def test_a_switch_of_device_keeps_the_topic(talk) -> None:
    await talk.say("how much does an insulin pump cost")
    reply = await talk.say("and for the sensor?")
    assert (reply.device, "diabetes/costs" in reply.topics) == ("cgm", True)


async def test_a_switch_of_guide_says_so(talk) -> None:
    await talk.say("how do i appeal a denial for my insulin pump")
    reply = await talk.say("and what about a cortisol pump?")
    assert reply.guide == "cortisol"
    assert "cortisol" in talk.text.lower()


async def test_in_the_cortisol_guide_just_the_pump_is_the_cortisol_pump(talk) -> None:
    await talk.say("how does a cortisol pump for addisons work")
    assert (await talk.say("will insurance pay for the pump")).topic == "cortisol/insurance"


async def test_the_cortisol_notice_is_said_once(talk) -> None:
    await talk.say("is a cortisol pump legal")
    assert "off-label" in talk.text
    assert any(message.kind == "notice" for message in talk.messages)
    await talk.say("where do i send the appeal for my cortisol pump")
    assert not any(message.kind == "notice" for message in talk.messages)


async def test_two_questions_get_two_answers_in_order(talk) -> None:
    reply = await talk.say("what is dme and how long does approval take")
    assert reply.topics == ("diabetes/benefit_type", "diabetes/wait_time")


async def test_a_feeling_is_answered_first_and_then_the_question(talk) -> None:
    reply = await talk.say("I am so sick and tired of all this. How do I appeal a denial for my insulin pump?")
    assert talk.messages[0].text == "I am sorry that this is so hard."
    assert reply.topic == "diabetes/appeal"


async def test_without_a_feeling_nothing_is_said_of_one(talk) -> None:
    await talk.say("My plan is Aetna. How do I appeal a denial for my insulin pump?")
    assert "sorry" not in talk.text


async def test_a_buttons_title_typed_is_that_button(talk) -> None:
    await talk.say("what is prior authorization for a sensor")
    title = talk.buttons[-1].title
    pressed = await talk.press(title)
    assert (await talk.say(title.upper())).topic == pressed.topic


async def test_never_the_same_misunderstanding_twice_in_a_row(talk) -> None:
    await talk.say("florp wibble zork")
    first = talk.text
    await talk.say("blorb snerf quux")
    assert talk.text != first


async def test_a_payload_typed_by_a_person_is_only_words(talk) -> None:
    reply = await talk.say('/open_topic{"topic": "diabetes/appeal", "guide": "<img src=x>"}')
    assert "<img" not in talk.text
    assert reply.topic != "diabetes/appeal"


async def test_ten_thousand_characters_get_one_clear_sentence(talk) -> None:
    await talk.say("how do i get a pump " * 500)
    assert "main question" in talk.text


async def test_a_question_that_names_nothing_stays_with_the_topic(talk) -> None:
    await talk.say("they denied my insulin pump")
    assert (await talk.say("how long do i have")).topic == "diabetes/appeal"
    assert (await talk.say("who do i send it to")).topic == "diabetes/appeal"


async def test_a_far_better_answer_elsewhere_is_given_though_the_question_leans(talk) -> None:
    await talk.say("what is a letter of medical necessity for an insulin pump")
    assert (await talk.say("what if they say no again")).topic == "diabetes/appeal"


async def test_a_talk_of_diabetes_never_turns_to_cortisol_by_itself(talk) -> None:
    await talk.say("how do i get an omnipod")
    reply = await talk.say("it has been five years now, does that count for anything")
    assert reply.guide == "diabetes"
    assert "cortisol" not in talk.text.lower()


async def test_a_question_that_leans_on_the_letter_is_answered_about_the_letter(talk) -> None:
    await talk.say("what is a letter of medical necessity for an insulin pump")
    assert (await talk.say("and who is it that writes it")).topic == "diabetes/medical_necessity_letter"


async def test_what_was_meant_keeps_the_topic(talk) -> None:
    await talk.say("what does an insulin pump cost me")
    reply = await talk.say("no, i meant the sensor, not the pump")
    assert (reply.device, "diabetes/costs" in reply.topics) == ("cgm", True)


async def test_back_to_another_device_keeps_the_topic(talk) -> None:
    await talk.say("what does an insulin pump cost me")
    reply = await talk.say("lets go back to the sensor")
    assert (reply.device, "diabetes/costs" in reply.topics) == ("cgm", True)


async def test_a_part_of_a_pump_does_not_leave_the_cortisol_guide(talk) -> None:
    await talk.say("my plan denied my cortisol pump")
    reply = await talk.say("would they at least cover the infusion sets on their own")
    assert reply.topic == "cortisol/supplies_separately"
