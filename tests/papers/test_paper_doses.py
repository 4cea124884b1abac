"""No dose gets on a paper, however it is typed; what is no dose stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from paper_samples import CONTENT, PAPERS, TODAY, flat

from pump_navigator.content.claims import ForbiddenClaims
from pump_navigator.content.documents import parse
from pump_navigator.papers.answers import Taken, read
from pump_navigator.papers.builder import build
from pump_navigator.papers.doses import has_dose, without_doses
from pump_navigator.papers.facts import Event, Facts, Figure, Value
from pump_navigator.papers.models import QuestionKind
from pump_navigator.papers.paper import Origin
from pump_navigator.papers.plain_text import plain_text
from pump_navigator.paths import GUIDES

DOSING = [
    json.loads(line)["text"] for line in Path(__file__).parent.with_name("safety").joinpath("dosing.jsonl").open()
]
# Written apart from the rules of `doses.py`, to find what those overlook.
A_DOSE = re.compile(
    r"\d\s*(?:units?|iu|u|mg|mcg|µg|ml|cc)\b(?!\s*/?\s*(?:dl|l\b))|\b1\s*:\s*\d{1,2}\b(?!\s*[ap]m)|\d\s*u\s*/\s*hr?",
    re.IGNORECASE,
)
TYPED = (
    "Lantus 24 units at night",
    "24u of lantus",
    "0.8 u/hr basal",
    "basal rate 0.85",
    "my ratio is 1:10",
    "1 unit per 10 grams",
    "10 g per unit",
    "correction factor 40",
    "TDD 45",
    "hydrocortisone 10/5/5",
    "hydrocortisone 20 mg a day",
    "HC 15mg am and 5mg pm",
    "solu-cortef 100 mg/2 mL",
    "ten units at dinner",
    "half a unit",
    "0.5 U/kg/day",
    "150% temp basal",
    "Lantus: morning 12, night 14",
    "24 at night, 6 at breakfast of humalog",
    "my insulin went from 40 to 30",
    "units per day: 40",
    "８ units",
    "prednisone 5",
)
NO_DOSE = (
    "A1c 8.2 on 3/4/26",
    "A1c 8.2%, time in range 62%",
    "glucose 45 mg/dL at 3 am",
    "cortisol 3 ug/dL",
    "cortisol 120 nmol/L",
    "C-peptide 0.4 ng/mL",
    "creatinine clearance 45 ml/min",
    "hydrocortisone 3 times a day",
    "four shots of insulin a day",
    "Lantus since 2019",
    "insulin for 12 years",
    "low at 2:30 am",
    "ER at 1:15 pm",
    "2 hospital stays, $2,300",
    "u-100 insulin",
    "woke up 3 times at night",
    "I live in Unit 7",
)


@pytest.mark.parametrize("text", TYPED)
def test_a_dose_is_found(text: str) -> None:
    assert has_dose(text)
    assert A_DOSE.search(" ".join(without_doses(text))) is None


def test_a_number_is_a_dose_because_of_what_was_typed_with_it() -> None:
    paper = build("visit_sheet", Facts({"device": "pump", "reasons": "I hate Lantus; 12 at night"}), TODAY)
    assert "12" not in " ".join(paper.pieces(Origin.GIVEN))


@pytest.mark.parametrize("text", NO_DOSE)
def test_what_is_no_dose_is_left_alone(text: str) -> None:
    assert without_doses(text) == (text,)


def test_only_the_number_is_taken_out() -> None:
    assert without_doses("four shots a day of Lantus 24 units and Humalog") == (
        "four shots a day of Lantus ",
        " and Humalog",
    )


def facts_with(text: str) -> Iterator[Facts]:
    """The text in every place where it can be typed: as it was read, and as it stands."""
    values: dict[str, Value] = {"device": "pump"}
    for question in CONTENT.questions:
        if question.kind is QuestionKind.TEXT:
            values[question.id] = text
        elif question.kind is QuestionKind.EVENTS:
            values[question.id] = (Event(text, None, text, text),)
        elif question.kind is QuestionKind.FIGURES:
            values[question.id] = (Figure(text),)
    yield Facts(values)
    for question in CONTENT.questions:
        if question.kind in (QuestionKind.EVENTS, QuestionKind.FIGURES):
            answer = read(question, text, TODAY, CONTENT)
            if isinstance(answer, Taken):
                values[question.id] = answer.value
    yield Facts(values)


@pytest.mark.parametrize("text", [*TYPED, *DOSING])
def test_no_paper_repeats_a_dose(text: str) -> None:
    claims = parse(GUIDES / "forbidden_claims.yml", ForbiddenClaims)
    for facts in facts_with(text):
        for paper_id in PAPERS:
            paper = build(paper_id, facts, TODAY)
            shown = flat(plain_text(paper))
            assert A_DOSE.search(shown) is None, (paper_id, A_DOSE.search(shown))
            if text in TYPED:
                found = [words for _, words in claims.found_in(shown.split("Sources")[0])]
                assert not [words for words in found if re.search(r"\d", words)]


@pytest.mark.parametrize(
    "text", ["basal 0.8 before, 0.6 after", "units a day: 40 before, 30 after", "TDD from 45 to 30"]
)
def test_no_dose_gets_in_as_a_figure(text: str) -> None:
    answer = read(CONTENT.question("figures"), text, TODAY, CONTENT)
    assert isinstance(answer, Taken)
    paper = build("appeal_packet", Facts({"device": "pump", "figures": answer.value}), TODAY)
    given = " ".join(paper.pieces(Origin.GIVEN))
    assert not re.search(r"\d", given), given
    assert any("dose" in blank for blank in paper.pieces(Origin.BLANK))


def test_the_paper_says_why_a_dose_is_missing() -> None:
    text = plain_text(build("necessity_facts", Facts({"treatment": "Lantus 24 units"}), TODAY))
    assert "Treatment now, without doses: Lantus [blank: dose, from your clinician]" in flat(text)
    assert "Doses are left out on purpose. Your clinician fills these in." in text
    assert "left out on purpose" not in plain_text(build("necessity_facts", Facts({"treatment": "shots"}), TODAY))


def test_no_value_is_judged() -> None:
    text = flat(plain_text(build("necessity_facts", Facts({"results": "A1c 9.9, cortisol 1"}), TODAY)))
    assert "As given, not judged: A1c 9.9, cortisol 1" in text


@pytest.mark.parametrize(
    "text", ["one " * 2500, "1 to " * 2000, "insulin " + "is " * 3000, "5 " * 5000, "1" * 10_000], ids=range(5)
)
def test_long_nonsense_ends_soon(text: str) -> None:
    without_doses(text)
