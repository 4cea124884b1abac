"""The web server: the channel of the widget, the widget itself, and what operators watch."""

from __future__ import annotations

from pump_navigator import quiet


def run(host: str, port: int) -> int:
    """Serve until SIGTERM or Ctrl-C. Returns the exit status."""
    # Imported only now: it takes seconds. Sanic turns warnings on, so it comes before `be_quiet`.
    import sanic  # noqa: F401

    quiet.be_quiet()
    from pump_navigator.server.serve import serve

    serve(host, port)
    return 0
