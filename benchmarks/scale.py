"""This server beside stock Rasa: start, memory, turns, many conversations and long ones."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from benchmarks import load
from benchmarks.load import Channel, Load
from benchmarks.progress import doing
from benchmarks.servers import Running
from benchmarks.tables import Table, times
from benchmarks.training import Trained
from pump_navigator.embeddings import Encoder

CROWDS = (1, 8, 64)
_SHORT = 5
_LAST = 50
_WARM_UP = 16


@dataclass(frozen=True)
class Effort:
    """How much is asked."""

    turns: int = 640  # at each size of the crowd
    long: int = 500  # turns of the long conversation
    short_talks: int = 20
    stored: int = 100_000  # conversations


@dataclass(frozen=True)
class Figures:
    """All that was measured of one server."""

    name: str
    seconds_until_ready: float
    megabytes: float  # when it has answered its first questions
    megabytes_after: float  # after the crowds
    crowds: dict[int, Load]
    short: tuple[float, ...]  # seconds of the turns of short conversations
    long: tuple[float, ...]  # seconds of each turn of the long one


def measured(
    name: str, server: AbstractContextManager[Running], channel: Channel, texts: Sequence[str], effort: Effort
) -> Figures:
    """Start it, talk with it, stop it."""
    with doing(f"{name}: measuring"), server as running:
        load.many(channel, running.url, texts, 1, _WARM_UP)
        at_first = running.megabytes
        crowds = {crowd: load.many(channel, running.url, texts, crowd, effort.turns) for crowd in CROWDS}
        after = running.megabytes
        # Each asks other questions, as the long one does: none is remembered.
        talks = [load.one(channel, running.url, texts, _SHORT, person) for person in range(effort.short_talks)]
        long = load.one(channel, running.url, texts, effort.long)
        return Figures(
            name=name,
            seconds_until_ready=running.seconds_until_ready,
            megabytes=at_first,
            megabytes_after=after,
            crowds=crowds,
            short=tuple(seconds for talk in talks for seconds in talk.turns),
            long=long.turns,
        )


def embedding_alone(texts: Sequence[str]) -> float:
    """The median of the milliseconds that the vector of a text takes, without anything around it."""
    encoder = Encoder.load()
    encoder.encode(texts[:1])
    took = []
    for text in dict.fromkeys(texts[1:]):
        started = time.perf_counter()
        encoder.encode([text])
        took.append(time.perf_counter() - started)
    return 1e3 * statistics.median(took)


Measure = tuple[str, Callable[[Figures], float], str]


def _measures() -> list[Measure]:
    measures: list[Measure] = [
        ("time until ready", lambda f: f.seconds_until_ready, "{:.1f} s"),
        ("memory", lambda f: f.megabytes, "{:.0f} MB"),
        ("memory after all the turns", lambda f: f.megabytes_after, "{:.0f} MB"),
    ]
    for crowd in CROWDS:
        for percent, label in ((50, "median"), (95, "p95"), (99, "p99")):
            measures.append((f"a turn, {crowd} at once, {label}", _turn(crowd, percent), "{:.0f} ms"))
    return measures


def _turn(crowd: int, percent: int) -> Callable[[Figures], float]:
    return lambda figures: figures.crowds[crowd].milliseconds(percent)


def table(compared: Sequence[Figures]) -> Table:
    """A row for each measure of our server, and of stock Rasa's with the ratio if that is given too."""
    rows = []
    for name, of, form in _measures():
        values = [of(figures) for figures in compared]
        rows.append((name, *map(form.format, values), *(times(stock / values[0]) for stock in values[1:])))
    for crowd in CROWDS:
        rates = [figures.crowds[crowd].turns_a_second for figures in compared]
        ratio = (times(rates[0] / stock) for stock in rates[1:])
        rows.append((f"turns a second, {crowd} at once", *(f"{rate:.1f}" for rate in rates), *ratio))
    return Table(("", *(figures.name for figures in compared), *("ratio" for _ in compared[1:])), tuple(rows))


def training_table(ours: Trained, stock: Trained) -> Table:
    """Training and its result. No ratio of wall clocks: the two trainings may have had different company."""
    rows = (
        ("training, wall clock", f"{ours.seconds:.0f} s", f"{stock.seconds:.0f} s", ""),
        ("training, CPU seconds", *_beside(ours.cpu_seconds, stock.cpu_seconds, "{:.0f} s")),
        ("training, most memory", *_beside(ours.megabytes, stock.megabytes, "{:.0f} MB")),
        ("model file", *_beside(ours.size, stock.size, "{:.1f} MB")),
    )
    return Table(("", "Pump Navigator", "Rasa, stock", "ratio"), rows)


def _beside(ours: float, stock: float, form: str) -> tuple[str, str, str]:
    return form.format(ours), form.format(stock), times(stock / ours)


def long_table(compared: Sequence[Figures]) -> Table:
    """What a turn costs early and late."""
    rows = []
    for figures in compared:
        short, long, last = (
            1e3 * statistics.fmean(turns) for turns in (figures.short, figures.long, figures.long[-_LAST:])
        )
        cells = (f"{short:.1f} ms", f"{long:.1f} ms", times(long / short), f"{last:.1f} ms")
        rows.append((figures.name, *cells))
    turns = len(compared[0].long)
    heads = ("mean of a turn", f"in conversations of {_SHORT}", f"in one of {turns}", "ratio", f"its last {_LAST}")
    return Table(heads, tuple(rows))


def embedding_table(ours: Figures, milliseconds: float) -> Table:
    """The whole turn against the one computation that it cannot do without."""
    turn = ours.crowds[1].milliseconds(50)
    row = (f"{milliseconds:.1f} ms", f"{turn:.1f} ms", times(turn / milliseconds))
    return Table(("the embedding alone, median", "a whole turn over HTTP, median", "ratio"), (row,))
