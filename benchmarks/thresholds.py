"""What the thresholds of the FallbackClassifier trade, and whether our confidence can be believed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

import numpy as np
import yaml
from sklearn.model_selection import StratifiedGroupKFold

from benchmarks.calibration import Guess
from benchmarks.examples import Examples
from benchmarks.progress import doing
from benchmarks.readings import read_by, with_thresholds
from benchmarks.tables import Table
from pump_navigator.content.topics import CLARIFY, OUT_OF_SCOPE
from pump_navigator.evaluation import Outcome, Question, evaluate
from pump_navigator.navigator import Navigator
from pump_navigator.paths import CONFIG
from pump_navigator.understanding.intent_model import IntentModel

_FOLDS = 3
TRIED = (
    (0.0, 0.0),
    (0.15, 0.02),
    (0.25, 0.02),
    (0.25, 0.1),
    (0.3, 0.1),
    (0.4, 0.1),
    (0.5, 0.2),
    (0.6, 0.2),
    (0.7, 0.3),
)
_HEADS = (
    "threshold",
    "ambiguity",
    "answered right",
    "answered wrong",
    "asked back",
    "sent away",
    "out of scope recognised",
)


def table(navigator: Navigator, questions: Sequence[Question], tried: Sequence[tuple[float, float]] = TRIED) -> Table:
    """A row for each pair of thresholds: what becomes of the questions."""
    return Table(_HEADS, tuple(_rows(navigator, questions, sorted({*tried, set_thresholds()}))))


def set_thresholds() -> tuple[float, float]:
    """Threshold and ambiguity threshold of `config.yml`."""
    pipeline = yaml.safe_load(CONFIG.read_text(encoding="utf-8"))["pipeline"]
    fallback = next(component for component in pipeline if component["name"] == "FallbackClassifier")
    return fallback["threshold"], fallback["ambiguity_threshold"]


def _rows(
    navigator: Navigator, questions: Sequence[Question], tried: Sequence[tuple[float, float]]
) -> Iterator[tuple[str, ...]]:
    for pair in tried:
        with doing(f"thresholds {pair[0]} and {pair[1]}"), read_by(navigator, with_thresholds(*pair)):
            outcomes = asyncio.run(evaluate(navigator, questions))
        mark = " (ours)" if pair == set_thresholds() else ""
        yield f"{pair[0]:.2f}{mark}", f"{pair[1]:.2f}", *_shares(outcomes)


def _shares(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Of what is ours the parts answered right, wrong, asked back, sent away; of the rest the part recognised."""
    foreign = [o for o in outcomes if o.question.topic == OUT_OF_SCOPE]
    ours = [o for o in outcomes if o.question.topic != OUT_OF_SCOPE]
    right = [o for o in ours if o.right]
    wrong = [o for o in ours if not o.right]
    asked = [o for o in wrong if o.reply.topic == CLARIFY]
    away = [o for o in wrong if o.reply.topic == OUT_OF_SCOPE]
    yield _percent(len(right), len(ours))
    yield _percent(len(wrong) - len(asked) - len(away), len(ours))
    yield _percent(len(asked), len(ours))
    yield _percent(len(away), len(ours))
    yield _percent(sum(o.right for o in foreign), len(foreign))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def cross_validated_guesses(examples: Examples) -> list[Guess]:
    """Our classifier on examples that it has not seen, nor their paraphrases: how sure, and whether right."""
    guesses: list[Guess] = []
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)
    with doing("cross-validating our classifier's confidence"):
        for learnt, asked in folds.split(examples.texts, examples.intents, examples.groups):
            model = IntentModel.fit(examples.texts[learnt], examples.vectors[learnt], examples.intents[learnt])
            probabilities = model.probabilities(examples.texts[asked], examples.vectors[asked])
            likeliest = np.array(model.intents)[probabilities.argmax(axis=1)]
            right = likeliest == examples.intents[asked]
            guesses += list(zip(probabilities.max(axis=1).tolist(), right.tolist(), strict=True))
    return guesses
