"""What was given stands on each paper once, and nothing that was not."""

from __future__ import annotations

import re

import pytest
from paper_samples import ALL, CONTENT, DEVICES, OTHER, PAPERS, PLANS, TODAY, flat, typed

from pump_navigator.papers.builder import build
from pump_navigator.papers.facts import Facts
from pump_navigator.papers.html import html
from pump_navigator.papers.paper import Origin, Paper
from pump_navigator.papers.plain_text import plain_text

NOTHING = Facts()
FACTS = Facts(ALL)


def made(paper_id: str, facts: Facts = FACTS) -> Paper:
    return build(paper_id, facts, TODAY)


@pytest.mark.parametrize("paper_id", PAPERS)
def test_every_fact_stands_there_exactly_once(paper_id: str) -> None:
    text = flat(plain_text(made(paper_id)))
    facts = list(typed(FACTS, paper_id))
    assert facts
    for fact in facts:
        assert len(re.findall(rf"(?<!\w){re.escape(fact)}(?!\w)", text)) == 1, fact


@pytest.mark.parametrize("paper_id", PAPERS)
def test_what_counts_as_given_is_just_what_was_given(paper_id: str) -> None:
    given = [flat(text) for text in made(paper_id).pieces(Origin.GIVEN)]
    ticked = [CONTENT.question("have").choice(item).title for item in ALL["have"]]  # type: ignore[union-attr]
    assert sorted(text for text in given if text not in ticked) == sorted(typed(FACTS, paper_id))


@pytest.mark.parametrize("paper_id", PAPERS)
def test_our_own_words_do_not_depend_on_what_was_typed(paper_id: str) -> None:
    assert list(made(paper_id).pieces(Origin.OURS)) == list(made(paper_id, Facts(OTHER)).pieces(Origin.OURS))


@pytest.mark.parametrize("device", [None, *DEVICES])
@pytest.mark.parametrize("paper_id", PAPERS)
def test_with_no_facts_there_are_only_our_words_and_blanks(paper_id: str, device: str | None) -> None:
    paper = made(paper_id, Facts({"device": device} if device else {}))
    assert list(paper.pieces(Origin.GIVEN)) == []
    assert paper.blanks
    for question in CONTENT.asked_by(paper_id):
        if question.id in CONTENT.shared.blanks and question.id not in ("call_question", "visit_questions"):
            blank = CONTENT.shared.blanks[question.id]  # type: ignore[index]
            is_said = any(blank in piece for piece in paper.pieces(Origin.BLANK))
            assert is_said or question.depends_on, question.id


@pytest.mark.parametrize("paper_id", PAPERS)
def test_blanks_are_visibly_marked(paper_id: str) -> None:
    for blank in made(paper_id, NOTHING).pieces(Origin.BLANK):
        assert re.fullmatch(r"\[blank: [^\[\]]+\]", blank)
    assert "[blank: " in plain_text(made(paper_id, NOTHING))
    assert "<mark>[blank: " in html(made(paper_id, NOTHING))


@pytest.mark.parametrize("paper_id", PAPERS)
@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("device", DEVICES)
def test_no_brace_and_no_empty_text_is_left_for_any_device_and_plan(paper_id: str, plan: str, device: str) -> None:
    paper = made(paper_id, Facts({**ALL, "device": device, "plan_type": plan}))
    assert "{" not in plain_text(paper)
    for text in paper.texts():
        assert any(piece.text.strip() for piece in text)
    assert all(section.heading and section.parts for section in paper.sections)


@pytest.mark.parametrize("paper_id", PAPERS)
def test_facts_that_a_paper_does_not_ask_for_do_not_get_on_it(paper_id: str) -> None:
    asked = CONTENT.paper(paper_id).asks
    text = plain_text(made(paper_id))
    for question in CONTENT.questions:
        if question.id not in asked and isinstance(ALL[question.id], str) and not question.choices:
            assert str(ALL[question.id]).split(";")[0] not in text


def test_the_letter_facts_say_that_a_clinician_signs() -> None:
    paper = made("necessity_facts")
    text = plain_text(paper)
    assert text.count("A clinician must review and sign this.") == 2
    assert "[blank: name of the clinician]" in text


def test_the_packet_says_that_the_letters_date_wins_on_the_page_to_keep() -> None:
    kept, sent = plain_text(made("appeal_packet")).split("To send\n=======")
    assert "Your letter's date wins." in kept
    assert "Your letter's date wins." not in sent
    assert "not shown to be needed" in sent
    assert "April 29, 2027" in kept
    assert "April 29, 2027" not in sent


def test_after_a_final_no_the_packet_asks_for_an_outside_review() -> None:
    final = plain_text(made("appeal_packet", FACTS.with_value("letter_kind", "final")))
    assert "Request for an external review" in final
    assert "180 days" not in final
    first = plain_text(made("appeal_packet"))
    assert "Appeal of a denial" in first
    assert "4 months" not in first


def test_nothing_pleads() -> None:
    for paper_id in PAPERS:
        ours = " ".join(made(paper_id).pieces(Origin.OURS)).casefold()
        for word in ("beg", "desperate", "heart", "unfair", "sincerely hope", "implore", "urge you"):
            assert re.search(rf"\b{word}\b", ours) is None


def test_the_call_script_asks_about_off_label_use_only_for_a_cortisol_pump() -> None:
    cortisol = plain_text(made("call_script", FACTS.with_value("device", "cortisol_pump")))
    assert "experimental" in cortisol
    assert "This use is off-label" in flat(cortisol)
    assert "experimental" not in plain_text(made("call_script"))


@pytest.mark.parametrize("paper_id", [paper for paper in PAPERS if paper != "follow_up_calendar"])
def test_a_cortisol_paper_shows_the_off_label_notice(paper_id: str) -> None:
    text = flat(plain_text(made(paper_id, FACTS.with_value("device", "cortisol_pump"))))
    assert "neither the pump nor the drug in it is approved for it" in text


def test_the_checklist_follows_plan_and_device() -> None:
    medicare = plain_text(made("paper_checklist", FACTS.with_value("plan_type", "medicare")))
    assert "C-peptide with glucose" in medicare
    work = plain_text(made("paper_checklist"))
    assert "C-peptide" not in work
    sensor = plain_text(made("paper_checklist", Facts({**ALL, "plan_type": "medicare", "device": "cgm"})))
    assert "6 months" in sensor
    assert "C-peptide" not in sensor


def test_what_is_there_gets_a_tick_and_is_not_missing() -> None:
    have, missing = plain_text(made("paper_checklist")).split("Papers still to get")
    assert "[x] Insurance card, front and back." in have
    assert "Insurance card" not in missing
    nothing = plain_text(made("paper_checklist", FACTS.with_value("have", ())))
    assert "No paper is ticked yet." in nothing


def test_events_stand_in_the_order_of_time_and_undated_ones_last() -> None:
    text = plain_text(made("appeal_packet"))
    assert text.index("first thing") < text.index("second thing") < text.index("undated thing")


@pytest.mark.parametrize("paper_id", PAPERS)
def test_rules_come_with_their_day_and_their_sources(paper_id: str) -> None:
    paper = made(paper_id)
    assert "November 22, 2026" in "".join(piece.text for piece in paper.as_of)
    assert paper.sources
    assert all((source.url or "").startswith("http") for source in paper.sources)


@pytest.mark.parametrize("paper_id", PAPERS)
def test_a_paper_is_made_twice_the_same(paper_id: str) -> None:
    assert made(paper_id) == made(paper_id)
    assert plain_text(made(paper_id)) == plain_text(made(paper_id))
