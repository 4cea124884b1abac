"""The network of all-MiniLM-L6-v2, computed by ONNX Runtime: BERT (Devlin and others, 2019), six layers, twelve heads.

`network.onnx` is the drawing alone, made by `scripts/draw_network.py`; the weights come out of the published file,
under the names that the drawing gives them. Its products are computed with numbers of eight bits, in a third of the
time. What a product reads is evened out before, as a few of its columns are far larger than the rest: SmoothQuant
(Xiao and others, 2022). `network_ranges.npz` holds how large each column gets, measured by `scripts/measure_ranges.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, OrtValue, SessionOptions

from pump_navigator.published_weights import PublishedWeights

Vectors = NDArray[np.float32]
Ranges = Mapping[str, Vectors]

LAYERS = 6
DRAWING = Path(__file__).with_name("network.onnx")
RANGES = Path(__file__).with_name("network_ranges.npz")
_INPUT_NORM = "embeddings.LayerNorm"
_EVENED = 0.85  # 0 leaves all unevenness to what is read, 1 moves it into the weights; 0.8 to 0.9 do equally well
_LARGEST = 127
_ZERO = 128  # weights without a sign: with one, processors before 2019 overflow
_LEAST = 1e-5


class Network:
    """Turns the vectors of a text's tokens into vectors that know the whole text."""

    def __init__(self, drawing: str | bytes, weights: Mapping[str, NDArray[Any]]) -> None:
        self._session = session(drawing, weights)

    @classmethod
    def load(cls, published: PublishedWeights) -> Network:
        """The network as it is drawn and measured here."""
        with np.load(RANGES) as ranges:
            return cls(str(DRAWING), dict(rounded(published, ranges)))

    def __call__(self, tokens: Vectors) -> tuple[Vectors, Vectors]:
        """The vectors after the fourth layer and after the last one. In and out: an array of shape (tokens, 384)."""
        middle, last = self._session.run(None, {"tokens": tokens[None]})
        return middle[0], last[0]


def session(drawing: str | bytes, weights: Mapping[str, NDArray[Any]]) -> InferenceSession:
    """The drawing with its weights, on one core: a question is too short to share, and many are read side by side."""
    options = SessionOptions()
    # What a long text needed would be kept for good.
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = 1
    options.add_external_initializers(list(weights), [OrtValue.ortvalue_from_numpy(v) for v in weights.values()])
    return InferenceSession(drawing, options, providers=["CPUExecutionProvider"])


def rounded(weights: PublishedWeights, ranges: Ranges) -> Iterator[tuple[str, NDArray[Any]]]:
    """The weights as the drawing wants them, those of products in eight bits."""
    for name, weight in exact(weights):
        if name in ranges:
            yield from _in_eight_bits(name, weight, ranges[name])
        else:
            yield name, weight


def exact(weights: PublishedWeights) -> Iterator[tuple[str, Vectors]]:
    """The weights as published; those of a product lie the other way round than upstream's."""
    yield from _norm(weights, _INPUT_NORM)
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        heads = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        yield f"{layer}.attention.weight", _turned(np.concatenate([weights[f"{head}.weight"] for head in heads]))
        yield f"{layer}.attention.bias", np.concatenate([weights[f"{head}.bias"] for head in heads])
        for dense in (f"{layer}.attention.output.dense", f"{layer}.intermediate.dense", f"{layer}.output.dense"):
            yield f"{dense}.weight", _turned(weights[f"{dense}.weight"])
            yield f"{dense}.bias", np.array(weights[f"{dense}.bias"])
        yield from _norm(weights, f"{layer}.attention.output.LayerNorm")
        yield from _norm(weights, f"{layer}.output.LayerNorm")


def _in_eight_bits(name: str, weight: Vectors, largest_read: Vectors) -> Iterator[tuple[str, NDArray[Any]]]:
    """A product's weight with a scale for each of its columns, and what each column that it reads is divided by."""
    largest = np.maximum(np.abs(weight).max(axis=1), _LEAST)
    even = (np.maximum(largest_read, _LEAST) ** _EVENED / largest ** (1 - _EVENED)).astype(np.float32)
    evened = weight * even[:, None]
    scale = np.abs(evened).max(axis=0) / _LARGEST
    yield name, (np.rint(evened / scale) + _ZERO).astype(np.uint8)
    yield f"{name}.scale", scale
    yield f"{name}.zero", np.full(len(scale), _ZERO, dtype=np.uint8)
    yield f"{name}.even", 1 / even


def _norm(weights: PublishedWeights, name: str) -> Iterator[tuple[str, Vectors]]:
    for part in ("weight", "bias"):
        yield f"{name}.{part}", np.array(weights[f"{name}.{part}"])


def _turned(weight: Vectors) -> Vectors:
    return np.ascontiguousarray(weight.T)
