"""How well strangers are understood, measured on sets that the training never saw."""

from __future__ import annotations

import asyncio
import json
import random
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from perturbations import PERTURBATIONS

from pump_navigator.content.library import library
from pump_navigator.content.topics import OUT_OF_SCOPE
from pump_navigator.evaluation import Outcome, evaluate, read_questions
from pump_navigator.messages import Reply

HERE = Path(__file__).parent
OURS = HERE / "questions.jsonl"
DIALOGUES = HERE / "dialogues.jsonl"  # by five hands, each turn with the topics that fit
STRANGERS = HERE / "strangers.jsonl"  # by another hand, from docs/intents.md alone
SHARED = HERE.parents[2] / "shared" / "questions" / "questions.jsonl"


@pytest.fixture(scope="module")
def ours(navigator) -> list[Outcome]:
    return asyncio.run(evaluate(navigator, read_questions(OURS)))


def test_our_questions_get_the_right_topic(ours: list[Outcome], capsys) -> None:
    _tell(capsys, _summary(ours), OURS.name)
    assert _accuracy(ours) >= 0.91


def test_the_shared_questions_get_the_right_topic(navigator, capsys) -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED.name} is not beside this clone")
    outcomes = asyncio.run(evaluate(navigator, read_questions(SHARED)))
    _tell(capsys, _summary(outcomes), "shared questions")
    assert _accuracy(outcomes) >= 0.90


def test_strangers_get_an_answer_to_what_they_ask(navigator, capsys) -> None:
    asked = [json.loads(line) for line in STRANGERS.read_text().splitlines()]
    asked = [question for question in asked if question["intent"] != OUT_OF_SCOPE]
    replies = asyncio.run(_replies(navigator, [question["text"] for question in asked]))
    right = sum(question["intent"] in _intents(reply) for question, reply in zip(asked, replies, strict=True))
    _tell(capsys, f"{right} of {len(asked)} right ({right / len(asked):.3f}):", STRANGERS.name)
    assert right / len(asked) >= 0.93


def test_the_turns_of_dialogues_get_an_answer_that_fits(navigator, capsys) -> None:
    fits = asyncio.run(_turns_that_fit(navigator))
    _tell(
        capsys,
        f"{sum(fits)} of {len(fits)} turns answered with what fits ({sum(fits) / len(fits):.3f}):",
        DIALOGUES.name,
    )
    assert sum(fits) / len(fits) >= 0.80


def test_what_is_out_of_scope_is_told_from_what_is_not(ours: list[Outcome], capsys) -> None:
    foreign = [outcome for outcome in ours if outcome.question.topic == OUT_OF_SCOPE]
    recognised = sum(outcome.right for outcome in foreign) / len(foreign)
    others = [outcome for outcome in ours if outcome.question.topic != OUT_OF_SCOPE]
    sent_away = sum(outcome.reply.topic == OUT_OF_SCOPE for outcome in others) / len(others)
    _tell(capsys, f"out of scope: {recognised:.3f} recognised, {sent_away:.3f} of the others sent away")
    assert recognised >= 0.90
    assert sent_away <= 0.03


def test_the_same_question_written_otherwise_costs_at_most_three_points(navigator, ours: list[Outcome], capsys) -> None:
    questions = [outcome.question for outcome in ours]
    chance = random.Random(0)
    kinds = list(PERTURBATIONS)
    # Two ways for each question, each way for a third of them.
    ways = [kinds[(place + offset) % len(kinds)] for offset in (0, 3) for place in range(len(questions))]
    otherwise = [
        replace(question, text=PERTURBATIONS[way](question.text, chance))
        for way, question in zip(ways, [*questions, *questions], strict=True)
    ]
    loss = _accuracy(ours) - _accuracy(asyncio.run(evaluate(navigator, otherwise)))
    _tell(capsys, f"loss by slips, case, punctuation, greeting or thanks: {loss:+.3f}")
    assert loss <= 0.03


async def _turns_that_fit(navigator) -> list[bool]:
    """For each turn of each dialogue, whether one of the topics that fit was answered."""
    fits = []
    for dialogue in map(json.loads, DIALOGUES.read_text().splitlines()):
        conversation = uuid.uuid4().hex
        await navigator.begin(conversation)
        for turn in dialogue["turns"]:
            reply = await navigator.say(conversation, turn["user"])
            fits.append(not set(reply.topics).isdisjoint(turn["topics"]))
    return fits


async def _replies(navigator, texts: list[str]) -> list[Reply]:
    replies = []
    for text in texts:
        conversation = uuid.uuid4().hex
        await navigator.begin(conversation)
        replies.append(await navigator.say(conversation, text))
    return replies


def _intents(reply: Reply) -> set[str | None]:
    """What a reply answers."""
    entry = library().entries.get(reply.topic)
    return {reply.intent, *(entry.intents if entry else ())}


def _summary(outcomes: list[Outcome]) -> str:
    right = sum(outcome.right for outcome in outcomes)
    return f"{right} of {len(outcomes)} right ({right / len(outcomes):.3f}):"


def _tell(capsys, *words: str) -> None:
    with capsys.disabled():
        print("\n" + " ".join(words))


def _accuracy(outcomes: list[Outcome]) -> float:
    return sum(outcome.right for outcome in outcomes) / len(outcomes)
