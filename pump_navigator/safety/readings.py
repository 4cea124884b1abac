"""Which numbers of a sentence are blood sugar readings, and whether they are far too low or too high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pump_navigator.safety import rulebook
from pump_navigator.safety.phrases import Hit, Lexicon, PhraseBook
from pump_navigator.safety.text import NUMBER, Sentence

_NAMES_REACH = 2
_MMOL, _MG = "mmol", "mgdl"
_RANGES = ("low", "lowish", "high", "very_high")
READINGS = tuple(f"{how}_{name}" for how in ("reading", "at", "bare") for name in _RANGES)


@dataclass(frozen=True)
class Ranges:
    """What counts as low and high, in mg/dL, and how a value in mmol/L is recognised."""

    ranges: tuple[tuple[str, tuple[float, float]], ...]
    mmol: tuple[tuple[float, float], ...]
    mmol_factor: float

    @classmethod
    def load(cls) -> Ranges:
        """The ranges of `rules/readings.yml`."""
        data = rulebook.load("readings")
        return cls(
            tuple((name, rulebook.pair(data[name], f"readings.yml: {name}")) for name in _RANGES),
            tuple(rulebook.pair(data[name], f"readings.yml: {name}") for name in ("mmol_low", "mmol_high")),
            float(data["mmol_factor"]),
        )

    def name(self, value: float, unit: str | None = None) -> str | None:
        """The name of the range that a value lies in, else None. `unit`: the word after it."""
        if unit == _MMOL:
            value *= self.mmol_factor
        elif unit != _MG and value != int(value):
            if not any(least <= value <= most for least, most in self.mmol):
                return None
            value *= self.mmol_factor
        return next((name for name, (least, most) in self.ranges if least <= value <= most), None)


class Readings:
    """Finds readings in a sentence."""

    def __init__(self, ranges: Ranges, at: PhraseBook, data: dict[str, frozenset[str]], within: int) -> None:
        self._ranges = ranges
        self._at = at
        self._words, self._units, self._names = data["words"], data["units"], data["names"]
        self._within = within

    @classmethod
    def load(cls, lexicon: Lexicon) -> Readings:
        """With the words of `rules/readings.yml`."""
        data = rulebook.load("readings")
        words = {
            name: frozenset(rulebook.texts(data[name], f"readings.yml: {name}")) for name in ("words", "units", "names")
        }
        at = lexicon.book({"at": rulebook.texts(data["at"], "readings.yml: at")})
        return cls(Ranges.load(), at, words, int(data["within"]))

    def find(self, sentence: Sentence, classed: Sequence[str]) -> Iterator[Hit]:
        """A hit for each number that may be a reading: `reading_low`, `at_low`, `bare_low`, and so on.

        `reading`: a word says so; `at`: "im at 43"; `bare`: a number of that size and nothing more.
        """
        at_ends = {hit.end for hit in self._at.find(classed)}
        for i, value in enumerate(sentence.numbers):
            if value is None or sentence.words[i] != NUMBER or self._counts_something_else(sentence, classed, i):
                continue
            name = self._ranges.name(value, next(iter(sentence.words[i + 1 : i + 2]), None))
            if name is None:
                continue
            if self._is_named(classed, i):
                yield Hit(i, i + 1, f"reading_{name}")
            elif value == int(value):
                yield Hit(i, i + 1, f"at_{name}" if i in at_ends else f"bare_{name}")

    def _counts_something_else(self, sentence: Sentence, classed: Sequence[str], i: int) -> bool:
        after = sentence.words[i + 1 : i + 2]
        before = (*sentence.words[max(0, i - _NAMES_REACH) : i], *classed[max(0, i - _NAMES_REACH) : i])
        return not self._units.isdisjoint(after) or not self._names.isdisjoint(before)

    def _is_named(self, classed: Sequence[str], i: int) -> bool:
        near = (*classed[max(0, i - self._within) : i], *classed[i + 1 : i + 3])
        return not self._words.isdisjoint(near)
