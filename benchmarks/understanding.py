"""Three pipelines on the same data: how well they understand strangers, and what they take for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from sklearn.model_selection import StratifiedGroupKFold

from benchmarks.calibration import Guess, expected_calibration_error
from benchmarks.contenders import NLU, Contender
from benchmarks.examples import SAME, Examples
from benchmarks.parsers import Parse, parser
from benchmarks.paths import KEPT
from benchmarks.progress import doing
from benchmarks.readings import read_by, with_intents_of
from benchmarks.tables import Table, share, times
from benchmarks.training import Trained, trained
from pump_navigator.content.library import library
from pump_navigator.content.topics import CLARIFY
from pump_navigator.embeddings import DIMENSIONS, shared_encoder
from pump_navigator.evaluation import Question, evaluate
from pump_navigator.navigator import Navigator


@dataclass(frozen=True)
class Half:
    """A file with half of the examples, and the other half to ask: text and intent."""

    learnt: Path
    asked: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figures:
    """All that was measured of one pipeline."""

    name: str
    right_topics: float
    right_intents: float
    guesses: list[Guess]  # on the half of the examples that it has not seen
    parse_seconds: list[float]
    megabytes: float
    training: Trained

    @property
    def right_on_half(self) -> float:
        """The part of the unseen half whose intent is right."""
        return float(np.mean([right for _, right in self.guesses]))


def measured(
    contender: Contender, own: bool, navigator: Navigator, questions: Sequence[Question], half: Half
) -> Figures:
    """Train it (unless its models are kept), and ask it. `own` if the navigator runs with this very pipeline."""
    whole = trained(contender, NLU)
    with doing(f"{contender.name} reads {len(questions)} questions"), parser(contender, whole.model) as reader:
        reader.parse(questions[0].text)  # the first is slow in every pipeline
        parses = reader.parse_all([question.text for question in questions])
        megabytes = reader.megabytes
        topics = _right_topics(navigator, questions, None if own else reader.parse)
    halved = trained(contender, half.learnt)
    with doing(f"{contender.name} reads {len(half.asked)} unseen examples"), parser(contender, halved.model) as reader:
        guesses = [
            (parse.confidence, parse.likeliest == intent)
            for parse, intent in ((reader.parse(text), intent) for text, intent in half.asked)
        ]
    return Figures(
        name=contender.name,
        right_topics=topics,
        right_intents=_right_intents(parses, questions),
        guesses=guesses,
        parse_seconds=[parse.seconds for parse in parses],
        megabytes=megabytes,
        training=whole,
    )


def _right_topics(navigator: Navigator, questions: Sequence[Question], parse: Callable[[str], Parse] | None) -> float:
    """With our front door and dialogue behind the pipeline."""
    if parse is None:
        outcomes = asyncio.run(evaluate(navigator, questions))
    else:
        with read_by(navigator, with_intents_of(parse)):
            outcomes = asyncio.run(evaluate(navigator, questions))
    return sum(outcome.right for outcome in outcomes) / len(outcomes)


def _right_intents(parses: Sequence[Parse], questions: Sequence[Question]) -> float:
    """The part of the questions whose likeliest intent is one of those that the question's topics answer."""
    entries = library().entries
    right = []
    for parse, question in zip(parses, questions, strict=True):
        topics = (question.topic, *question.acceptable)
        if question.topic != CLARIFY:  # of these no intent is right
            right.append(any(topic in entries and parse.likeliest in entries[topic].intents for topic in topics))
    return float(np.mean(right))


def halves(examples: Examples) -> Half:
    """Half to learn and half to ask, paraphrases on one side, none asked that our content's own questions equal."""
    folds = StratifiedGroupKFold(2, shuffle=True, random_state=0)
    learnt, asked = next(iter(folds.split(examples.texts, examples.intents, examples.groups)))
    asks = [text for entry in library().entries.values() for text in entry.asks]
    nearest = (examples.vectors[asked, :DIMENSIONS] @ shared_encoder().encode(asks).T).max(axis=1)
    asked = asked[nearest < SAME]
    pairs = [(str(examples.texts[i]), str(examples.intents[i])) for i in asked]
    return Half(_written([(str(examples.texts[i]), str(examples.intents[i])) for i in learnt]), tuple(pairs))


def _written(pairs: Sequence[tuple[str, str]]) -> Path:
    by_intent: dict[str, list[str]] = {}
    for text, intent in pairs:
        by_intent.setdefault(intent, []).append(f"- {text}\n")
    blocks = [{"intent": intent, "examples": "".join(lines)} for intent, lines in by_intent.items()]
    path = KEPT / "half-of-nlu.yml"
    path.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")
    return path


def table(compared: Sequence[Figures]) -> Table:
    """A row for each measure. The first pipeline is ours, the second the one that the ratio is to."""
    ours, stock = compared[:2]
    rows: list[tuple[str, ...]] = [
        ("questions with the right topic", *(share(f.right_topics) for f in compared), ""),
        ("questions with a right intent", *(share(f.right_intents) for f in compared), ""),
        ("unseen half of the examples, right intent", *(share(f.right_on_half) for f in compared), ""),
        ("expected calibration error", *(share(expected_calibration_error(f.guesses)) for f in compared), ""),
    ]
    costs: tuple[tuple[str, Callable[[Figures], float], str], ...] = (
        ("a parse, median", lambda f: 1e3 * float(np.percentile(f.parse_seconds, 50)), "{:.1f} ms"),
        ("a parse, p95", lambda f: 1e3 * float(np.percentile(f.parse_seconds, 95)), "{:.1f} ms"),
        ("training, CPU seconds", lambda f: f.training.cpu_seconds, "{:.0f} s"),
        ("training, most memory", lambda f: f.training.megabytes, "{:.0f} MB"),
        ("memory with the pipeline loaded", lambda f: f.megabytes, "{:.0f} MB"),
        ("model file", lambda f: f.training.size, "{:.1f} MB"),
    )
    rows += [(name, *(form.format(of(f)) for f in compared), times(of(stock) / of(ours))) for name, of, form in costs]
    return Table(("", *(f.name for f in compared), "stock ÷ ours"), tuple(rows))
