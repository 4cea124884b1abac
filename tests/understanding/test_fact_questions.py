"""The questions of facts become examples of the intents that their entry answers."""

from __future__ import annotations

import numpy as np
import pytest

from pump_navigator.content.library import library
from pump_navigator.understanding.fact_questions import LikeliestIntent, questions_of

COSTS, TRAINING, APPEAL = np.eye(3, dtype=np.float32)


@pytest.fixture
def likeliest() -> LikeliestIntent:
    return LikeliestIntent(np.stack([COSTS, TRAINING, APPEAL]), ["costs", "training", "appeal"])


def test_a_question_belongs_to_the_intent_that_it_resembles(likeliest: LikeliestIntent) -> None:
    allowed = [["costs", "training"], ["costs", "training"]]
    assert likeliest.among(allowed, np.stack([TRAINING, COSTS])) == ["training", "costs"]


def test_only_the_intents_of_its_entry_are_taken(likeliest: LikeliestIntent) -> None:
    assert likeliest.among([["costs"]], TRAINING[None]) == ["costs"]


def test_without_examples_of_any_it_is_the_first(likeliest: LikeliestIntent) -> None:
    assert likeliest.among([["unheard", "of"]], COSTS[None]) == ["unheard"]


def test_a_fact_teaches_no_more_than_ten_questions() -> None:
    counts = [len(questions_of(passage)) for passage in library().passages.values()]
    assert max(counts) == 10
