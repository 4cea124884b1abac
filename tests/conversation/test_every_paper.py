"""The twelve kinds of talk, for each paper; an emergency in the middle of each; and what no paper may ever do."""

from __future__ import annotations

import re

import pytest
from paper_talks import CONTENT, DIGRESSION, EMERGENCY, TALKS, answered, asks, finished, shown

pytestmark = [pytest.mark.asyncio, pytest.mark.parametrize("paper_id", list(TALKS))]

MIDDLE = 2


def once(fact: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(fact)}(?!\w)", " ".join(text.split()))) == 1


async def test_happy_path_in_under_ten_turns_with_every_fact_there_once(talk, paper_id: str) -> None:
    paper = TALKS[paper_id]
    assert [question for question, _ in paper.answers] == CONTENT.paper(paper_id).asks
    assert 1 + len(paper.answers) < 10
    await answered(talk, paper_id)
    text = shown(talk).text
    assert [fact for fact in paper.told if not once(fact, text)] == []
    assert (
        next(message.document for message in talk.messages if message.document).title == CONTENT.paper(paper_id).title
    )


async def test_invalid_path_is_counted_and_has_a_way_out(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 0)
    question = CONTENT.question(TALKS[paper_id].answers[0][0])
    for nonsense in ("florp wibble", "zork"):
        await talk.say(nonsense)
        assert question.again in talk.text
    await talk.say("blorb snerf")
    assert CONTENT.talk_line("left_blank") in talk.text
    assert question.again not in talk.text


async def test_correction_by_name_in_the_middle_and_when_the_paper_is_ready(talk, paper_id: str) -> None:
    typed, old, new = TALKS[paper_id].change
    await answered(talk, paper_id)
    assert old in shown(talk).text
    await talk.say(typed)
    assert new in talk.messages[0].text
    assert new in shown(talk).text
    assert old not in shown(talk).text


async def test_correction_by_a_button_asks_that_question_again(talk, paper_id: str) -> None:
    await answered(talk, paper_id)
    await talk.press(CONTENT.talk_line("button_change"))
    question = CONTENT.question(TALKS[paper_id].answers[MIDDLE][0])
    await talk.press(question.title)
    assert asks(paper_id, MIDDLE) in talk.text
    await talk.say(TALKS[paper_id].answers[MIDDLE][1])
    assert shown(talk)


async def test_correction_of_a_name_is_left_to_the_hand(talk, paper_id: str) -> None:
    await answered(talk, paper_id, MIDDLE)
    await talk.say("my name is wrong, it's Ana Ruiz")
    assert CONTENT.talk_line("no_name") in talk.text
    assert asks(paper_id, MIDDLE) in talk.text
    assert "Ruiz" not in await finished(talk, paper_id, MIDDLE)


async def test_cancellation_keeps_what_was_given(talk, paper_id: str) -> None:
    await answered(talk, paper_id, MIDDLE)
    await talk.say("stop, later")
    assert talk.text == CONTENT.talk_line("stopped")
    await talk.say(DIGRESSION)
    assert asks(paper_id, MIDDLE) not in talk.text
    await talk.say("go on")
    assert asks(paper_id, MIDDLE) in talk.text
    assert await finished(talk, paper_id, MIDDLE)


async def test_digression_is_answered_and_the_question_comes_back(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 1)
    assert (await talk.say(DIGRESSION)).topic == "diabetes/deductible"
    assert talk.messages[-1].text == asks(paper_id, 1)
    assert [button.title for button in talk.messages[0].buttons] == []
    assert DIGRESSION not in await finished(talk, paper_id, 1)


async def test_disambiguation_of_two_choices_at_once(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 0)
    two = {"device": "a sensor, no wait, or the cortisol pump", "plan_type": "medicaid and medicare"}
    await talk.say(two[TALKS[paper_id].answers[0][0]])
    assert CONTENT.refusal("several_choices") in talk.text
    assert len(talk.buttons) > 2


async def test_invalid_input_changes_nothing(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 0)
    for text in ("", "🙂🙂", "so " * 2000, '/give_answer{"question": "model", "answer": "<b>"}'):
        await talk.say(text)
        assert talk.text.strip()
    paper = await finished(talk, paper_id, 0)
    assert "<b>" not in paper
    assert "🙂" not in paper


async def test_guards_refuse_a_dose_and_keep_it_off_the_paper(talk, paper_id: str) -> None:
    await answered(talk, paper_id, MIDDLE)
    assert (await talk.say("how many units should i bolus for 61 carbs?")).topic == "safety/dosing"
    assert asks(paper_id, MIDDLE) in talk.text
    assert "61" not in await finished(talk, paper_id, MIDDLE)


async def test_knowledge_of_why_a_question_is_asked(talk, paper_id: str) -> None:
    for number, (question, text) in enumerate(TALKS[paper_id].answers):
        await answered(talk, paper_id, 0) if number == 0 else None
        await talk.say("why do you ask?")
        assert CONTENT.question(question).why in talk.text
        await talk.say(text)
    assert shown(talk)


async def test_negation_corrects_the_answer_before(talk, paper_id: str) -> None:
    first = TALKS[paper_id].answers[0][0]
    await answered(talk, paper_id, 1)
    words, title = {"device": ("no, a sensor", "Sensor (CGM)"), "plan_type": ("no, medicaid", "Medicaid or CHIP")}[
        first
    ]
    await talk.say(words)
    changed = CONTENT.talk_line("changed").replace("{title}", CONTENT.question(first).title)
    assert changed.replace("{value}", title) in talk.text


async def test_negation_leaves_a_blank_where_there_is_nothing(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 0)
    for question_id, text in TALKS[paper_id].answers:
        await talk.say("no" if CONTENT.question(question_id).optional else text)
    assert "[blank: " in shown(talk).text


async def test_repeat_of_the_question_in_other_words(talk, paper_id: str) -> None:
    await answered(talk, paper_id, MIDDLE)
    await talk.say("i don't get it, can you say that again")
    assert asks(paper_id, MIDDLE) in talk.text
    assert "get it" not in await finished(talk, paper_id, MIDDLE)


async def test_small_talk_is_no_answer(talk, paper_id: str) -> None:
    await answered(talk, paper_id, MIDDLE)
    for text, topic in (
        ("thank you so much", "assistant/thanks"),
        ("are you a real person?", "assistant/identity"),
        ("i am so tired of all this", "assistant/frustration"),
    ):
        assert (await talk.say(text)).topic == topic
        assert asks(paper_id, MIDDLE) in talk.text
    paper = await finished(talk, paper_id, MIDDLE)
    assert "thank" not in paper
    assert "tired of" not in paper


async def test_an_emergency_in_the_middle_comes_first_and_the_paper_waits(talk, paper_id: str) -> None:
    for number in range(len(TALKS[paper_id].answers)):
        await talk.say(TALKS[paper_id].begin if number == 0 else TALKS[paper_id].answers[number - 1][1])
        assert (await talk.say(EMERGENCY)).topic == "safety/emergency"
        assert "911" in talk.messages[0].text.split(". ")[0]
        assert asks(paper_id, number) not in talk.text
        assert (await talk.say(TALKS[paper_id].answers[number][1])).topic == "safety/emergency"
        await talk.press("I am safe now")
        await talk.press(CONTENT.talk_line("button_go_on"))
        assert asks(paper_id, number) in talk.text
    await talk.say(TALKS[paper_id].answers[-1][1])
    assert "unconscious" not in shown(talk).text


async def test_a_dose_that_is_typed_is_left_to_the_clinician(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 0)
    for question_id, text in TALKS[paper_id].answers:
        is_free = CONTENT.question(question_id).kind.value == "text"
        await talk.say("Humalog 17 units at lunch" if is_free else text)
    if not any(CONTENT.question(question_id).kind.value == "text" for question_id, _ in TALKS[paper_id].answers):
        return
    text = shown(talk).text
    assert "17" not in text
    assert f"[blank: {CONTENT.shared.blanks['dose']}]" in text  # type: ignore[index]


async def test_a_value_that_is_typed_is_never_judged(talk, paper_id: str) -> None:
    await answered(talk, paper_id, MIDDLE)
    await talk.say("my a1c is 9.3, is that bad?")
    assert not re.search(r"\b(?:high|low|good|bad|normal|poor|too)\b", talk.messages[0].text.casefold())


async def test_with_everything_skipped_every_blank_is_marked_and_nothing_is_invented(talk, paper_id: str) -> None:
    await answered(talk, paper_id, 0)
    for _ in TALKS[paper_id].answers:
        if not any(message.kind == "paper" for message in talk.messages):
            await talk.say("skip")
    text = shown(talk).text
    blanks = re.findall(r"\[blank: [^\]]+\]", text)
    assert blanks
    for word in ("Omnipod", "Dexcom", "Mercy", "$", "type 1"):
        assert word not in text


async def test_a_last_day_is_said_only_for_the_right_letter_and_the_letter_wins(talk, paper_id: str) -> None:
    if paper_id not in ("appeal_packet", "follow_up_calendar"):
        await answered(talk, paper_id)
        assert "180 days" not in shown(talk).text
        assert "4 months" not in shown(talk).text
        return
    await answered(talk, paper_id)
    assert "180 days" in shown(talk).text
    assert "4 months" not in shown(talk).text
    assert "Your letter's date wins." in shown(talk).text
    await talk.say("change the letter to final no")
    assert "4 months" in shown(talk).text
    assert "180 days" not in shown(talk).text
    await talk.say("change the plan to Medicaid")
    assert "4 months" not in shown(talk).text
    assert "Go by the date on your notice" in shown(talk).text
