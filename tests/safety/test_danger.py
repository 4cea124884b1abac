"""The emergency check on the committed sets. Texts are never in a message: some are held out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pump_navigator.embeddings import shared_encoder
from pump_navigator.safety.danger import DangerScreen

HERE = Path(__file__).parent


def _texts(name: str) -> list[str]:
    return [json.loads(line)["text"] for line in (HERE / name).read_text().splitlines()]


def _alarms(screen: DangerScreen, texts: list[str]) -> int:
    return sum(screen.screen(text) is not None for text in texts)


@pytest.fixture(scope="module")
def screen() -> DangerScreen:
    return DangerScreen.load(shared_encoder())


def test_emergencies_are_found(screen: DangerScreen) -> None:
    texts = _texts("emergencies.jsonl")
    assert _alarms(screen, texts) >= 0.99 * len(texts)


def test_emergencies_are_found_by_rules_alone() -> None:
    texts = _texts("emergencies.jsonl")
    assert _alarms(DangerScreen.load(None), texts) >= 0.90 * len(texts)


def test_ordinary_texts_raise_few_alarms(screen: DangerScreen) -> None:
    # What is reached, so that it cannot rise; the aim is 0.02 (docs/safety.md).
    texts = _texts("confusables.jsonl")
    assert _alarms(screen, texts) <= 0.03 * len(texts)


def test_an_emergency_buried_in_two_thousand_characters_is_found(screen: DangerScreen) -> None:
    story = "we have been waiting for the prior authorization of the omnipod and nobody calls back. " * 11
    assert screen.screen(f"{story} by the way he passed out and wont wake up, sugar is 30. {story}")
