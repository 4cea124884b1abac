"""Trains the model, and finds the one that belongs to the present data."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pump_navigator import quiet
from pump_navigator.content.library import learnt_files
from pump_navigator.errors import UserError
from pump_navigator.paths import CONFIG, DATA, DOMAIN, MODELS, PROJECT

_DIGITS = 16
_ALL_TEXTS = 50_000  # more than there are
_ENCODER = ("embeddings.py", "network.py", "network.onnx", "network_ranges.npz", "published_weights.py")


class NoModelError(UserError):
    """There is no usable model for the present data."""


def training_files() -> Iterator[Path]:
    """Everything that a model depends on: data, content, and the code that learns from them."""
    yield from (CONFIG, DOMAIN)
    yield from sorted(DATA.glob("*.yml"))
    yield from learnt_files()
    yield from sorted((PROJECT / "pump_navigator" / "understanding").glob("*.py"))
    yield from (PROJECT / "pump_navigator" / name for name in _ENCODER)
    yield PROJECT / "spacy_pipeline" / "pump_navigator_en" / "__init__.py"


def data_digest() -> str:
    """Changes whenever a model has to be trained again."""
    digest = hashlib.sha256()
    for path in training_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:_DIGITS]


def model_path(folder: Path = MODELS) -> Path:
    """Where the model for the present data is, or will be."""
    return folder / f"{data_digest()}.tar.gz"


def trained_model(folder: Path = MODELS) -> Path:
    """The model for the present data. Raises `NoModelError`."""
    path = model_path(folder)
    if path.exists():
        return path
    others = sorted(folder.glob("*.tar.gz"))
    reason = "the model in models/ was trained on other data." if others else "there is no trained model."
    raise NoModelError(f"{reason[0].upper()}{reason[1:]} Mend: run `pump-navigator train`.")


def train(folder: Path = MODELS) -> Path:
    """Train on the present data; older models are removed. Raises `NoModelError` if it cannot be written."""
    from rasa.model_training import train as rasa_train

    from pump_navigator.embeddings import shared_encoder

    path = model_path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / "unfinished"
        with shared_encoder().remembering(_ALL_TEXTS):
            result = rasa_train(
                domain=str(DOMAIN),
                config=str(CONFIG),
                training_files=[str(DATA)],
                output=str(unfinished),
                fixed_model_name=path.name,
                force_training=True,
            )
        if result.code != 0 or not result.model:
            raise NoModelError("Training did not finish. Mend: run `pump-navigator check`.")
        # Moved into place only when it is whole, so that no half-written model is ever found.
        Path(result.model).replace(path)
    except OSError as error:
        raise NoModelError(f"{folder} cannot be written: {error.strerror}. Mend: check its permissions.") from error
    for other in folder.glob("*.tar.gz"):
        if other != path:
            other.unlink()
    return path


def run(only_if_needed: bool) -> int:
    """`pump-navigator train`. Returns the exit status."""
    if only_if_needed and model_path().exists():
        return 0
    quiet.be_quiet()
    print("Training the model; this takes one to three minutes …", file=sys.stderr)
    started = time.monotonic()
    with quiet.muted():
        path = train()
    print(f"Trained {path.name} in {time.monotonic() - started:.0f} s.", file=sys.stderr)
    return 0
