"""The web server: the channel of the widget, the widget itself, and what operators watch."""

from __future__ import annotations

import os

from pump_navigator import quiet

_SECONDS_LOCKED = "15"


def run(host: str, port: int) -> int:
    """Serve until SIGTERM or Ctrl-C. Returns the exit status."""
    # Imported only now: it takes seconds. Sanic turns warnings on, so it comes before `be_quiet`.
    import sanic  # noqa: F401

    quiet.be_quiet()
    # Rasa's is a minute: so long a conversation would wait after the worker that was answering it died.
    os.environ.setdefault("TICKET_LOCK_LIFETIME", _SECONDS_LOCKED)
    from pump_navigator.server.serve import serve

    serve(host, port)
    return 0
