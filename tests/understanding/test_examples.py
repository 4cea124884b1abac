"""The training examples: enough, and not copied from what measures them."""

from __future__ import annotations

import json
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from pump_navigator.paths import DATA
from pump_navigator.understanding.annotate import annotated
from pump_navigator.understanding.examples import read_examples

HERE = Path(__file__).parent
MEASURING = [
    HERE / "questions.jsonl",
    HERE / "strangers.jsonl",
    HERE.parents[2] / "shared" / "questions" / "questions.jsonl",
]
_NEAR = 0.9  # of the letters in their order


def test_every_intent_has_at_least_forty_examples() -> None:
    counted = Counter(intent for intent, _ in read_examples())
    assert {intent: count for intent, count in counted.items() if count < 40} == {}


def test_no_example_stands_twice() -> None:
    counted = Counter(" ".join(text.casefold().split()) for _, text in read_examples())
    assert [text for text, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("path", MEASURING, ids=["ours", "strangers", "shared"])
def test_no_example_is_a_near_copy_of_a_measuring_question(path: Path) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this clone")
    questions = [json.loads(line)["text"].casefold() for line in path.read_text().splitlines()]
    examples = [text.casefold() for _, text in read_examples()]
    copies = [
        (question, example)
        for question in questions
        if len(question.split()) > 4  # "what about the sensor?" can hardly be said otherwise
        for example in examples
        if _may_be_near(question, example) and SequenceMatcher(None, question, example).ratio() >= _NEAR
    ]
    assert copies == []


def _may_be_near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= 0.2 * max(len(one), len(other)) and len(
        set(one.split()) & set(other.split())
    ) >= 0.6 * len(set(one.split()))


def test_every_example_has_its_entities_marked() -> None:
    """Mend: `python -m pump_navigator.understanding.annotate`."""
    lines = re.findall(r"^      - (.+)$", (DATA / "nlu.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert [line for line in lines if annotated(line) != line] == []
