"""Whether a pipeline is as often right as it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.tables import Table

Guess = tuple[float, bool]  # how sure it was, and whether it was right
_BINS = 10


def expected_calibration_error(guesses: Sequence[Guess]) -> float:
    """The mean distance between confidence and accuracy, over ten bins of confidence."""
    return sum(len(held) * abs(_right(held) - _sure(held)) for held in _binned(guesses) if held) / len(guesses)


def table(guesses: Sequence[Guess]) -> Table:
    """A row for each bin that holds a guess."""
    rows = [
        (
            f"{number / _BINS:.1f} to {(number + 1) / _BINS:.1f}",
            str(len(held)),
            f"{_sure(held):.2f}",
            f"{_right(held):.2f}",
        )
        for number, held in enumerate(_binned(guesses))
        if held
    ]
    return Table(("confidence", "questions", "mean confidence", "right"), tuple(rows))


def curve(guesses: Sequence[Guess]) -> tuple[list[float], list[float]]:
    """Mean confidence and the part that is right, for each bin that holds a guess."""
    held = [one for one in _binned(guesses) if one]
    return [_sure(one) for one in held], [_right(one) for one in held]


def _binned(guesses: Sequence[Guess]) -> list[list[Guess]]:
    bins: list[list[Guess]] = [[] for _ in range(_BINS)]
    for guess in guesses:
        bins[min(int(guess[0] * _BINS), _BINS - 1)].append(guess)
    return bins


def _sure(guesses: Sequence[Guess]) -> float:
    return float(np.mean([confidence for confidence, _ in guesses]))


def _right(guesses: Sequence[Guess]) -> float:
    return float(np.mean([right for _, right in guesses]))
