"""The network of all-MiniLM-L6-v2, computed by ONNX Runtime: BERT (Devlin and others, 2019), six layers, twelve heads.

`network.onnx` is the drawing alone, made by `scripts/draw_network.py`; the weights come out of the published file,
under the names that the drawing gives them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, OrtValue, SessionOptions
from rasa.constants import ENV_SANIC_WORKERS

from pump_navigator.published_weights import PublishedWeights

Vectors = NDArray[np.float32]

LAYERS = 6
DRAWING = Path(__file__).with_name("network.onnx")
_INPUT_NORM = "embeddings.LayerNorm"


class Network:
    """Turns the vectors of a text's tokens into vectors that know the whole text."""

    def __init__(self, weights: PublishedWeights) -> None:
        options = SessionOptions()
        # What a long batch needed would be kept for good.
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = _threads()
        # Waiting threads would keep the processor from everything else, for nothing that a turn would show.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        named = dict(_named(weights))
        options.add_external_initializers(list(named), [OrtValue.ortvalue_from_numpy(v) for v in named.values()])
        self._session = InferenceSession(str(DRAWING), options, providers=["CPUExecutionProvider"])

    def __call__(self, tokens: Vectors, seen: NDArray[np.int32]) -> tuple[Vectors, Vectors]:
        """The vectors after the fourth layer and after the last one, of the same shape as the tokens'.

        `tokens` has the shape (tokens, 384); `seen` is 1 where the token of a row sees that of a column, else 0.
        """
        middle, last = self._session.run(None, {"tokens": tokens[None], "seen": seen[None]})
        return middle[0], last[0]


def _threads() -> int:
    """One where the server's workers are forks of this process, as threads do not come along; else all (0)."""
    return 0 if os.environ.get(ENV_SANIC_WORKERS, "1") == "1" else 1


def _named(weights: PublishedWeights) -> Iterator[tuple[str, Vectors]]:
    """The weights as the drawing wants them: those of a product lie the other way round than upstream's."""
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


def _norm(weights: PublishedWeights, name: str) -> Iterator[tuple[str, Vectors]]:
    for part in ("weight", "bias"):
        yield f"{name}.{part}", np.array(weights[f"{name}.{part}"])


def _turned(weight: Vectors) -> Vectors:
    return np.ascontiguousarray(weight.T)
