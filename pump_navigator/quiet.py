"""Keeps Rasa quiet: what a patient typed must reach no log, and a terminal shows only our words."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO

# Rasa's debug and info logs carry messages, so nothing below this level is ever let through.
_LOWEST = logging.WARNING


def be_quiet() -> None:
    """To be called before Rasa is imported."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # Sanic, which Rasa imports, turns the warnings of libraries on again: it has to come first.
    import sanic  # noqa: F401

    warnings.simplefilter("ignore")


def silence_rasa() -> None:
    """To be called once Rasa is imported, and before an agent is loaded."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(_LOWEST)
    for name in ("rasa", "rasa_sdk", "sanic", "apscheduler", "matplotlib"):
        logging.getLogger(name).setLevel(_LOWEST)


@contextmanager
def muted() -> Iterator[None]:
    """Swallows what Rasa prints while it trains, but for its complaints: those are raised."""
    silence_rasa()
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield
