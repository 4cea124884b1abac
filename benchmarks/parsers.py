"""A trained pipeline in a process of its own, which reads texts one after the other."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contenders import Contender
from benchmarks.memory import megabytes
from benchmarks.paths import INSIDE
from pump_navigator.intents import FALLBACK

_SCRIPT = INSIDE / "parse.py"


@dataclass(frozen=True)
class Parse:
    """What a pipeline read: the intent after its fallback, and the ranking before it."""

    intent: str
    ranking: tuple[tuple[str, float], ...]
    seconds: float

    @property
    def likeliest(self) -> str:
        """The intent, whether it is sure or not."""
        return self.ranking[0][0]

    @property
    def confidence(self) -> float:
        """How sure the pipeline is of the likeliest intent."""
        return self.ranking[0][1]


@dataclass
class Parser:
    """One such process, while it runs."""

    process: subprocess.Popen[str]
    seconds_to_load: float

    def parse(self, text: str) -> Parse:
        """Read one text."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        answer = self._answer()
        ranking = [(item["name"], float(item["confidence"])) for item in answer["intent_ranking"]]
        return Parse(
            intent=answer["intent"]["name"],
            # Where no word is known, nothing else was read.
            ranking=tuple(likely for likely in ranking if likely[0] != FALLBACK) or ((FALLBACK, 1.0),),
            seconds=answer["seconds"],
        )

    def parse_all(self, texts: Sequence[str]) -> list[Parse]:
        """Read many."""
        return [self.parse(text) for text in texts]

    @property
    def megabytes(self) -> float:
        """The memory that it takes now."""
        return megabytes([self.process.pid])

    def _answer(self) -> Any:
        """Its next line. Rasa prints lines of its own, which are no objects of JSON."""
        assert self.process.stdout
        for line in self.process.stdout:
            if line.startswith("{"):
                return json.loads(line)
        raise RuntimeError("the pipeline's process has ended")


@contextmanager
def parser(contender: Contender, model: Path) -> Iterator[Parser]:
    """Start the process, and end it."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [contender.python, _SCRIPT, model],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=contender.environment,
    )
    reading = Parser(process, 0.0)
    try:
        reading._answer()
        reading.seconds_to_load = time.perf_counter() - started
        yield reading
    finally:
        process.kill()
        process.wait()
