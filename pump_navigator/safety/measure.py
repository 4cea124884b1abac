"""Measure the emergency check, the refusals and the masking: `python -m pump_navigator.safety.measure`.

In: the committed sets in `tests/safety`. Out: for each of the three what every kind was taken for, with the sentence
embedding and without it, and the rates that docs/safety.md names.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from pump_navigator.content.topics import BASAL_RATES, DIAGNOSIS, DOSING, EMERGENCY
from pump_navigator.paths import PROJECT
from pump_navigator.privacy.masking import mask
from pump_navigator.safety.danger import DangerScreen
from pump_navigator.safety.refusal import RefusalScreen

if TYPE_CHECKING:
    from pump_navigator.messages import Reply
    from pump_navigator.navigator import Navigator

SETS = PROJECT / "tests" / "safety"
NOTHING: Final = "nothing"
SPLITS: Final = ("tuned", "held_out", "unseen")  # unseen: written blind, and never tuned on
_MASKED: Final = "identifiers"
_LEFT_IN: Final = "left in"
_REFUSED_TOPICS: Final = {DOSING: "dosing", DIAGNOSIS: "diagnosis", EMERGENCY: "danger"}


@dataclass(frozen=True)
class Sample:
    """One text of a set: what it is (`NOTHING` for an ordinary one), and what has to vanish from it."""

    text: str
    kind: str
    split: str
    vanish: tuple[str, ...] = ()


@dataclass(frozen=True)
class Confusion:
    """What the samples of each split were taken for."""

    counts: Counter[tuple[str, str, str]]  # split, kind, taken for

    @classmethod
    def of(cls, samples: Iterable[Sample], take: Callable[[Sample], str]) -> Confusion:
        """Count them."""
        return cls(Counter((sample.split, sample.kind, take(sample)) for sample in samples))

    def found(self, *splits: str) -> float:
        """The share of the texts with something in them of which anything was found."""
        return self._taken(splits, ordinary=False)

    def false(self, *splits: str) -> float:
        """The share of the ordinary texts in which something was found."""
        return self._taken(splits, ordinary=True)

    def _taken(self, splits: Sequence[str], ordinary: bool) -> float:
        of_interest = {
            key: count
            for key, count in self.counts.items()
            if key[0] in (splits or SPLITS) and (key[1] == NOTHING) == ordinary
        }
        taken = sum(count for (_, _, taken_for), count in of_interest.items() if taken_for not in (NOTHING, _LEFT_IN))
        return taken / max(1, sum(of_interest.values()))


def samples(name: str, ordinary: str) -> list[Sample]:
    """A set with something in it, and the ordinary texts near it."""
    return [*_read(name, _MASKED), *_read(ordinary, NOTHING)]


def _read(name: str, kind: str) -> Iterator[Sample]:
    for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Sample(row["text"], row.get("kind", kind), row["split"], tuple(row.get("vanish", ())))


def danger(screen: DangerScreen) -> Confusion:
    """Emergencies and texts that sound like one."""
    return Confusion.of(
        samples("emergencies", "confusables"),
        lambda sample: found.kind if (found := screen.screen(sample.text)) else NOTHING,
    )


def refusal(screen: RefusalScreen) -> Confusion:
    """Requests for a dose or a diagnosis, and ordinary questions near them: what the screen refuses by itself."""
    return Confusion.of(
        samples("dosing", "not_dosing"),
        lambda sample: found.kind if (found := screen.screen(sample.text)) and found.certain else NOTHING,
    )


def masking() -> Confusion:
    """Texts with identifiers, and ordinary ones with numbers and names of things."""
    return Confusion.of(samples("identifiers", "not_identifiers"), _mask)


def _mask(sample: Sample) -> str:
    masked = mask(sample.text)
    if not masked.kinds:
        return NOTHING if sample.kind == NOTHING else _LEFT_IN
    return _LEFT_IN if any(secret in masked.text for secret in sample.vanish) else _MASKED


async def answers(navigator: Navigator) -> list[tuple[Sample, Reply]]:
    """The texts of `refusal`, each as the first question of a conversation, and the whole assistant's replies."""
    heard = []
    for i, sample in enumerate(samples("dosing", "not_dosing")):
        conversation = f"measure-{i}"
        await navigator.begin(conversation)
        heard.append((sample, await navigator.say(conversation, sample.text)))
        await navigator.forget(conversation)
    return heard


def front_door(heard: Sequence[tuple[Sample, Reply]]) -> Confusion:
    """What those replies speak of."""
    taken = {sample: _taken_for(sample, reply) for sample, reply in heard}
    return Confusion.of(taken, taken.__getitem__)


def _taken_for(sample: Sample, reply: Reply) -> str:
    # It says who sets them, and no number: right for either.
    if BASAL_RATES in reply.topics and sample.kind != NOTHING:
        return BASAL_RATES
    return next((_REFUSED_TOPICS[topic] for topic in reply.topics if topic in _REFUSED_TOPICS), NOTHING)


def _rates(confusion: Confusion, name: str) -> Table:
    table = Table(title=name, title_justify="left")
    for column in ("split", "texts", "found", "ordinary", "false"):
        table.add_column(column)
    for split in SPLITS:
        ordinary = sum(n for (s, kind, _), n in confusion.counts.items() if s == split and kind == NOTHING)
        texts = sum(n for (s, _, _), n in confusion.counts.items() if s == split) - ordinary
        table.add_row(
            split, str(texts), f"{confusion.found(split):.3f}", str(ordinary), f"{confusion.false(split):.3f}"
        )
    return table


def _matrix(confusion: Confusion) -> Table:
    """Rows: what a text is. Columns: what it was taken for."""
    counts: Counter[tuple[str, str]] = Counter()
    for (_, kind, taken), count in confusion.counts.items():
        counts[kind, taken] += count
    columns = sorted({taken for _, taken in counts}, key=lambda kind: (kind in (NOTHING, _LEFT_IN), kind))
    table = Table("", *columns)
    for kind in sorted({kind for kind, _ in counts}, key=lambda kind: (kind == NOTHING, kind)):
        table.add_row(kind, *(str(counts[kind, column] or "") for column in columns))
    return table


def main() -> None:
    """Print all tables."""
    from pump_navigator.embeddings import shared_encoder
    from pump_navigator.startup import navigator

    encoder = shared_encoder()
    console = Console(width=200)
    measured = {
        "Danger": danger(DangerScreen.load(encoder)),
        "Danger, embedding switched off": danger(DangerScreen.load(None)),
        "Refusals, the screen alone": refusal(RefusalScreen.load(encoder)),
        "Refusals, embedding switched off": refusal(RefusalScreen.load(None)),
        "Refusals, the whole assistant": front_door(asyncio.run(answers(navigator()))),
        "Identifiers": masking(),
    }
    for name, confusion in measured.items():
        console.print(_rates(confusion, name))
        console.print(_matrix(confusion))


if __name__ == "__main__":
    main()
