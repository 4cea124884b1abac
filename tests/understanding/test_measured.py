"""How well strangers are understood, measured on sets that the training never saw."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from perturbations import PERTURBATIONS

from pump_navigator.content.topics import OUT_OF_SCOPE
from pump_navigator.evaluation import Outcome, evaluate, read_questions, report

HERE = Path(__file__).parent
OURS = HERE / "questions.jsonl"
SHARED = HERE.parents[2] / "shared" / "questions" / "questions.jsonl"

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(("path", "least"), [(OURS, 0.90), (SHARED, 0.88)], ids=["ours", "shared"])
async def test_questions_get_the_right_topic(navigator, path: Path, least: float, capsys) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this clone")
    from pump_navigator.understanding.examples import Examples

    outcomes = await evaluate(navigator, read_questions(path))
    with capsys.disabled():
        print("\n" + report(outcomes, Examples.load()).partition("\n")[0], path.name)
    assert sum(outcome.right for outcome in outcomes) / len(outcomes) >= least


async def test_what_is_out_of_scope_is_told_from_what_is_not(navigator, capsys) -> None:
    outcomes = await evaluate(navigator, read_questions(OURS))
    foreign = [outcome for outcome in outcomes if outcome.question.topic == OUT_OF_SCOPE]
    recognised = sum(outcome.right for outcome in foreign) / len(foreign)
    ours = [outcome for outcome in outcomes if outcome.question.topic != OUT_OF_SCOPE]
    sent_away = sum(outcome.reply.topic == OUT_OF_SCOPE for outcome in ours) / len(ours)
    with capsys.disabled():
        print(f"\nout of scope: {recognised:.3f} recognised, {sent_away:.3f} of the others sent away")
    assert recognised >= 0.90
    assert sent_away <= 0.03


async def test_the_same_question_written_otherwise_costs_at_most_three_points(navigator, capsys) -> None:
    questions = read_questions(OURS)
    chance = random.Random(0)
    kinds = list(PERTURBATIONS)
    # Two ways for each question, each way for a third of them.
    ways = [kinds[(place + offset) % len(kinds)] for offset in (0, 3) for place in range(len(questions))]
    otherwise = [
        replace(question, text=PERTURBATIONS[way](question.text, chance))
        for way, question in zip(ways, [*questions, *questions], strict=True)
    ]
    loss = _accuracy(await evaluate(navigator, questions)) - _accuracy(await evaluate(navigator, otherwise))
    with capsys.disabled():
        print(f"\nloss by slips, case, punctuation, greeting or thanks: {loss:+.3f}")
    assert loss <= 0.03


def _accuracy(outcomes: list[Outcome]) -> float:
    return sum(outcome.right for outcome in outcomes) / len(outcomes)
