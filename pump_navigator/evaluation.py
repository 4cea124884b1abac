"""`pump-navigator evaluate`: how well strangers' questions are understood, and where not."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pump_navigator import quiet
from pump_navigator.errors import UserError

if TYPE_CHECKING:
    from pump_navigator.messages import Reply
    from pump_navigator.navigator import Navigator
    from pump_navigator.understanding.examples import Examples


@dataclass(frozen=True)
class Question:
    """One line of a file of questions."""

    text: str
    topic: str
    acceptable: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """A question with the answer that it got."""

    question: Question
    reply: Reply

    @property
    def right(self) -> bool:
        """Whether the answer speaks of the topic, or of one that is fitting too."""
        return self.reply.topic in (self.question.topic, *self.question.acceptable)


def read_questions(path: Path) -> list[Question]:
    """The questions of a file. Raises `UserError` with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read ({error}). Mend: name a file of JSON lines.") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            questions.append(Question(data["text"], data["topic"], tuple(data.get("acceptable", ()))))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise UserError(
                f"{path}:{number}: not a question ({error}). "
                'Mend: {"text": "…", "topic": "diabetes/costs", "acceptable": []}'
            ) from error
    if not questions:
        raise UserError(f"{path}: holds no question. Mend: one JSON object a line.")
    return questions


async def evaluate(navigator: Navigator, questions: Sequence[Question]) -> list[Outcome]:
    """Ask each question in a conversation of its own."""
    return [Outcome(question, await _answer(navigator, question.text)) for question in questions]


async def _answer(navigator: Navigator, text: str) -> Reply:
    conversation = uuid.uuid4().hex
    await navigator.begin(conversation)
    return await navigator.say(conversation, text)


def run(path: Path) -> int:
    """Print the figures and the misses. Returns the exit status."""
    questions = read_questions(path)
    quiet.be_quiet()
    from pump_navigator.startup import navigator, progress
    from pump_navigator.understanding.examples import Examples

    with progress("Loading the model …"):
        loaded = navigator()
    with progress(f"Asking {len(questions)} questions …"):
        outcomes = asyncio.run(evaluate(loaded, questions))
        examples = Examples.load()
    print(report(outcomes, examples))
    return 0


def report(outcomes: Sequence[Outcome], examples: Examples) -> str:
    """Accuracy, figures for each topic, and each miss with its nearest training examples."""
    asked = Counter(outcome.question.topic for outcome in outcomes)
    right = Counter(outcome.question.topic for outcome in outcomes if outcome.right)
    lines = [
        f"accuracy {sum(right.values()) / len(outcomes):.3f} ({sum(right.values())} of {len(outcomes)})",
        "",
    ]
    lines += [f"{right[topic]:4} of {count:<4} {topic}" for topic, count in sorted(asked.items())]
    misses = [outcome for outcome in outcomes if not outcome.right]
    if misses:
        lines += ["", f"{len(misses)} misses: wanted <- got (intent, confidence)"]
    for miss in misses:
        got = f"{miss.reply.topic} ({miss.reply.intent}, {miss.reply.confidence or 0:.2f})"
        lines += ["", f"{miss.question.topic} <- {got}", f"  {miss.question.text}"]
        lines += [f"    near: {intent}: {text}" for intent, text in examples.nearest(miss.question.text)]
    return "\n".join(lines)
