"""How well strangers are understood, measured on sets that the training never saw."""

from __future__ import annotations

from pathlib import Path

import pytest

from pump_navigator.evaluation import evaluate, read_questions, report

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "questions" / "questions.jsonl"

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(("path", "least"), [(HERE / "questions.jsonl", 0.85), (SHARED, 0.80)], ids=["ours", "shared"])
async def test_questions_get_the_right_topic(navigator, path: Path, least: float, capsys) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this clone")
    from pump_navigator.understanding.examples import Examples

    outcomes = await evaluate(navigator, read_questions(path))
    with capsys.disabled():
        print("\n" + report(outcomes, Examples.load()).partition("\n")[0], path.name)
    assert sum(outcome.right for outcome in outcomes) / len(outcomes) >= least
