"""Logs that can be kept: no line holds what a patient typed.

What this project logs is written without it. What libraries log is not in our hands, so from the
first request on a line of theirs tells its place and no words, and an exception its type and no message.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from traceback import walk_tb
from types import TracebackType
from typing import Any

import structlog

# Rasa's own settings.
_LEVEL = "LOG_LEVEL"
_JSON = "FORCE_JSON_LOGGING"

_OURS = ("pump_navigator", "actions")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def configure() -> None:
    """Set up all loggers of this process."""
    level = os.environ.get(_LEVEL, "INFO").upper()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if os.environ.get(_JSON) else PlainLines())
    logging.basicConfig(handlers=[handler], level=level if level in _LEVELS else "INFO", force=True)
    logging.captureWarnings(True)


def be_discreet() -> None:
    """From now on patients may write."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _event_only],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, Lines):
            handler.formatter.discreet = True


class Lines(logging.Formatter):
    """Takes a record apart; a subclass writes it down."""

    discreet = False

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        fields: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": self._event(record),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            fields["exception"] = list(_places(record.exc_info[1]))
        return self.line(fields)

    def line(self, fields: dict[str, Any]) -> str:
        """The fields as text."""
        raise NotImplementedError

    def _event(self, record: logging.LogRecord) -> str:
        if self.discreet and record.name.partition(".")[0] not in _OURS:
            return f"{record.module}.{record.funcName}:{record.lineno}"
        return record.getMessage()


class JsonLines(Lines):
    """One JSON object for each record."""

    def line(self, fields: dict[str, Any]) -> str:
        """The fields as JSON."""
        return json.dumps(fields, ensure_ascii=False)


class PlainLines(Lines):
    """For people."""

    def line(self, fields: dict[str, Any]) -> str:
        """The fields in one line, with the places of an exception below it."""
        head = f"{fields['time']} {fields['level']:8} {fields['event']}"
        return "\n    ".join([head, *fields.get("exception", ())])


def _event_only(_: Any, __: str, event: dict[str, Any]) -> str:
    """Rasa's events are constants; what goes with them are a patient's words."""
    return str(event["event"])


def _places(error: BaseException | None) -> Iterator[str]:
    """The types of an exception and its causes, and where they were raised."""
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__}"
        yield from _frames(error.__traceback__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _frames(traceback: TracebackType | None) -> Iterator[str]:
    for frame, line in walk_tb(traceback):
        yield f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"
