"""The web server: the channel of the widget, the widget itself, and what operators watch."""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from pump_navigator import left_out, quiet

_SECONDS_LOCKED = "15"


def run(host: str, port: int) -> int:
    """Serve until SIGTERM or Ctrl-C. Returns the exit status."""
    # Imported only now: it takes seconds. Sanic turns warnings on, so it comes before `be_quiet`.
    import sanic  # noqa: F401

    quiet.be_quiet()
    from pump_navigator.server.settings import Settings

    if not _names_own_classes(Settings.of_environment().endpoints):
        left_out.leave_out()
    # Rasa's is a minute: so long a conversation would wait after the worker that was answering it died.
    os.environ.setdefault("TICKET_LOCK_LIFETIME", _SECONDS_LOCKED)
    from pump_navigator.server.serve import serve

    serve(host, port)
    return 0


def _names_own_classes(endpoints: Path) -> bool:
    """Whether an operator's own store or broker may use anything that Rasa has."""
    try:
        sections = yaml.safe_load(endpoints.read_text(encoding="utf-8")).values()
    except (OSError, AttributeError, yaml.YAMLError, UnicodeDecodeError):
        return False  # none, or one that cannot be read, as is said later
    return any("." in str(section.get("type")) for section in sections if isinstance(section, dict))
