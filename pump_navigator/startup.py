"""Loads the assistant for a command, with a sign of life while it lasts."""

from __future__ import annotations

import sys
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.shared.exceptions import RasaException
from rich.console import Console
from threadpoolctl import threadpool_limits

from pump_navigator import quiet
from pump_navigator.errors import UserError
from pump_navigator.navigator import Navigator
from pump_navigator.training import trained_model


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Shows on standard error, if that is a terminal, that something is going on."""
    console = Console(file=sys.stderr)
    if not console.is_terminal:
        yield
        return
    with console.status(doing):
        yield


def navigator(tracker_store: TrackerStore | None = None, lock_store: LockStore | None = None) -> Navigator:
    """The assistant with the model for the present data. Raises `UserError`."""
    model = trained_model()
    quiet.silence_rasa()
    # NumPy's own threads, waiting busily for small products, take the processor from ONNX Runtime's.
    threadpool_limits(1, "blas")
    try:
        return Navigator.load(model, tracker_store, lock_store)
    except (RasaException, OSError, tarfile.TarError, EOFError, zlib.error) as error:
        raise UserError(f"{model.name} cannot be loaded. Mend: run `pump-navigator train`.") from error
