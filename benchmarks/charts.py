"""The figures as pictures: small SVG files, the same bytes from the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks import calibration, scale, understanding

_COLOURS = ("#0b6e4f", "#c05621", "#6b7280")
_SMOOTH = 25  # turns of which the mean is drawn


def understanding_chart(compared: Sequence[understanding.Figures], path: Path) -> None:
    """How much is right, and how far confidence can be believed."""
    right, believed = _axes(2)
    measures = ("right topic", "right intent", "unseen half")
    for number, figures in enumerate(compared):
        values = (figures.right_topics, figures.right_intents, figures.right_on_half)
        bars = right.bar(np.arange(3) + (number - 1) * 0.27, values, 0.25, color=_COLOURS[number], label=figures.name)
        right.bar_label(bars, fmt="%.2f", fontsize=7)
        believed.plot(*calibration.curve(figures.guesses), marker="o", color=_COLOURS[number], label=figures.name)
    right.set_xticks(np.arange(3), measures)
    right.set_ylim(0, 1.3)
    right.set_title("Understood")
    right.legend(fontsize=7, loc="upper right")
    believed.plot([0, 1], [0, 1], color="#9ca3af", linestyle=":")
    believed.set(title="Calibration (on the line: as right as it says)", xlabel="confidence", ylabel="right")
    _save(right, path)


def scale_chart(compared: Sequence[scale.Figures], path: Path) -> None:
    """Turns at each size of the crowd, and over a long conversation."""
    crowds, long = _axes(2)
    for number, figures in enumerate(compared):
        p95 = [figures.crowds[crowd].milliseconds(95) for crowd in scale.CROWDS]
        crowds.plot(range(len(p95)), p95, marker="o", color=_COLOURS[number], label=figures.name)
        smooth = np.convolve(1e3 * np.array(figures.long), np.ones(_SMOOTH) / _SMOOTH, mode="valid")
        long.plot(smooth, color=_COLOURS[number], label=figures.name)
    crowds.set_xticks(range(len(scale.CROWDS)), [str(crowd) for crowd in scale.CROWDS])
    crowds.set(title="p95 of a turn", xlabel="conversations at once", ylabel="ms", yscale="log")
    long.set(title="One long conversation", xlabel="turn", ylabel="ms a turn", ylim=(0, None))
    crowds.legend(fontsize=7)
    _save(crowds, path)


def _axes(columns: int) -> list[Axes]:
    figure = Figure(figsize=(4.6 * columns, 3.2), layout="constrained")
    return list(figure.subplots(1, columns))


def _save(axes: Axes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context({"svg.hashsalt": "bench", "svg.fonttype": "none", "font.family": "sans-serif"}):
        axes.figure.savefig(path, metadata={"Date": None})
