"""The talk about a paper: what is taken for an answer, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from pump_navigator.intents import ASK_WHY, GIVE_ANSWER, SKIP_QUESTION, STOP_PAPER
from pump_navigator.papers.draft import Draft, paper_meant, paper_offered
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.said import Said
from pump_navigator.papers.talk import PaperTalk, Turn

CONTENT = papers_content()
TODAY = date(2026, 11, 22)
TALK = PaperTalk(CONTENT, TODAY)
DATES = Draft().begun("appeal_packet", device="pump", plan_type="employer", letter_kind="first")
REASON = DATES.answered(CONTENT.question("letter_date"), date(2026, 3, 1))


def take(draft: Draft, text: str, intent: str = "nlu_fallback", confidence: float = 0.9, **entities: str) -> Turn:
    turn = TALK.take(draft, Said(text, intent, confidence, entities))
    assert turn is not None
    return turn


def words(turn: Turn) -> str:
    return "\n".join(message.text for message in turn.messages)


def test_an_answer_is_kept_and_said_back() -> None:
    turn = take(DATES, "march 4 2026")
    assert turn.draft.facts.day("letter_date") == date(2026, 3, 4)
    assert "March 4, 2026" in words(turn)


def test_an_answer_that_fits_is_one_whatever_the_model_took_it_for() -> None:
    assert take(DATES, "it is from march 4, 2026", "ask_appeal").draft.facts.day("letter_date")


def test_the_answer_before_is_corrected() -> None:
    turn = take(REASON, "no, march 4")
    assert turn.draft.facts.day("letter_date") == date(2026, 3, 4)
    assert turn.draft.facts.text("denial_reason") is None


@pytest.mark.parametrize("text", ["no er visits", "not medically necessary", "No documentation of lows was sent"])
def test_a_no_that_fits_the_open_question_alone_corrects_nothing(text: str) -> None:
    turn = take(REASON, text)
    assert turn.draft.facts.day("letter_date") == date(2026, 3, 1)
    assert turn.draft.facts.text("denial_reason") == text


def test_own_words_are_corrected_only_when_it_is_said() -> None:
    events = take(REASON, "not needed").draft
    assert take(events, "no, nothing happened at work").draft.facts.text("denial_reason") == "not needed"
    assert take(events, "sorry, not covered").draft.facts.text("denial_reason") == "not covered"


def test_a_choice_of_an_earlier_question_changes_it() -> None:
    turn = take(REASON, "/give_answer{}", GIVE_ANSWER, question="plan_type", answer="medicare")
    assert turn.draft.facts.text("plan_type") == "medicare"


def test_why_is_answered_and_nothing_is_kept() -> None:
    turn = take(DATES, "why do you ask that", ASK_WHY)
    assert words(turn) == CONTENT.question("letter_date").why
    assert turn.draft == DATES


@pytest.mark.parametrize("draft", [DATES, REASON])
def test_a_question_can_be_skipped(draft: Draft) -> None:
    question = draft.question(CONTENT)
    assert question is not None
    assert take(draft, "skip this one", SKIP_QUESTION).draft.skipped == (question.id,)


def test_nothing_to_tell_leaves_a_blank() -> None:
    assert take(REASON, "None.").draft.skipped == ("denial_reason",)


@pytest.mark.parametrize(
    ("draft", "text", "intent"),
    [
        (DATES, "how long do i have", "ask_appeal"),
        (DATES, "i want to talk to a person", "ask_human"),
        (DATES, "stop, later", STOP_PAPER),
        (REASON, "what does medically necessary mean?", "ask_medical_necessity_letter"),
        (REASON, "stop, later", STOP_PAPER),
        (REASON, "can i talk to somebody", "ask_human"),
    ],
)
def test_what_is_meant_for_somebody_else_is_left(draft: Draft, text: str, intent: str) -> None:
    assert TALK.take(draft, Said(text, intent, 0.9)) is None


def test_questions_are_the_answer_where_questions_are_asked_for() -> None:
    draft = Draft().begun("call_script", device="pump", model="any")
    assert take(draft, "do you pay for batteries?", "ask_costs").draft.facts.text("call_question")


def test_the_third_misunderstanding_leaves_a_blank() -> None:
    draft = DATES
    for _ in range(2):
        draft = take(draft, "blah").draft
        assert draft.skipped == ()
        assert TALK.asking(draft).text == CONTENT.question("letter_date").again
    turn = take(draft, "blah")
    assert words(turn) == CONTENT.talk_line("left_blank")
    assert turn.draft.skipped == ("letter_date",)
    assert turn.draft.tries == 0


def test_a_draft_survives_its_slots() -> None:
    assert Draft.of(REASON.as_slots(), CONTENT) == REASON


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("help me write the appeal", "appeal_packet"),
        ("make me a calendar with my appeal deadline", "follow_up_calendar"),
        ("letter of medical necessity facts for my doctor", "necessity_facts"),
        ("make me a checklist of papers", "paper_checklist"),
        ("what do i bring, make a sheet", "visit_sheet"),
        ("i need a call script", "call_script"),
        ("make me a paper", None),
    ],
)
def test_papers_are_known_by_their_names(text: str, paper: str | None) -> None:
    found = paper_meant(text, CONTENT)
    assert (found.id if found else None) == paper


def test_every_topic_offers_one_paper_at_most() -> None:
    topics = [topic for paper in CONTENT.papers for topic in paper.topics]
    assert len(topics) == len(set(topics))
    offered = paper_offered("cortisol/appeal", CONTENT)
    assert offered is not None
    assert offered.id == "appeal_packet"


@pytest.mark.parametrize(
    ("paper", "device", "topic"),
    [
        ("appeal_packet", "cortisol_pump", "cortisol/appeal"),
        ("appeal_packet", "pump", "diabetes/appeal"),
        ("appeal_packet", None, "diabetes/appeal"),
        ("follow_up_calendar", "cortisol_pump", "diabetes/wait_time"),  # that guide offers none
    ],
)
def test_a_paper_is_at_the_topic_of_its_devices_guide(paper: str, device: str | None, topic: str) -> None:
    assert CONTENT.paper(paper).topic_about(device) == topic
