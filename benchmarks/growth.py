"""How this server grows: with conversations that it keeps, and with workers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from benchmarks import load, servers
from benchmarks.load import NavigatorConversation
from benchmarks.progress import doing
from benchmarks.tables import Table, times

_DATABASE = "conversations.sqlite"
_CROWD = 8
_COPY = """
INSERT INTO events (sender_id, type_name, timestamp, intent_name, action_name, data)
WITH RECURSIVE copies(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM copies WHERE number < ?)
SELECT printf('stored-%08d', number), type_name, timestamp, intent_name, action_name, data
FROM copies, (SELECT * FROM events WHERE sender_id = (SELECT min(sender_id) FROM events) ORDER BY id)
"""


def stored_table(folder: Path, texts: Sequence[str], stored: int, turns: int) -> Table:
    """The same server before and after so many conversations were put into its SQLite file."""
    rows = []
    for number in (0, stored):
        if number:
            with doing(f"storing {number} conversations"):
                copy_conversation(folder / _DATABASE, number)
        with doing(f"turns with {number} stored conversations"), servers.navigator_server(folder) as running:
            measured = load.many(NavigatorConversation, running.url, texts, 1, turns)
            megabytes = running.megabytes
        rows.append(
            (
                f"{number:,}",
                f"{(folder / _DATABASE).stat().st_size / 1e6:,.0f} MB",
                f"{running.seconds_until_ready:.1f} s",
                f"{megabytes:.0f} MB",
                f"{measured.milliseconds(50):.1f} ms",
                f"{measured.milliseconds(95):.1f} ms",
            )
        )
    heads = ("stored conversations", "on the disk", "time until ready", "memory", "a turn, median", "p95")
    return Table(heads, tuple(rows))


def copy_conversation(database: Path, copies: int) -> None:
    """Put so many copies of the first conversation beside it, each under a name of its own."""
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(_COPY, (copies,))
    connection.close()


def workers_table(folder: Path, texts: Sequence[str], turns: int) -> Table:
    """One worker and two, with locks in Redis. Raises `FileNotFoundError` where there is no Redis."""
    rows = []
    rates = []
    with servers.redis_server(folder) as port:
        endpoints = folder / "endpoints.yml"
        endpoints.write_text(f"lock_store: {{type: redis, url: 127.0.0.1, port: {port}}}\n", encoding="utf-8")
        for workers in (1, 2):
            settings = {"PUMP_NAVIGATOR_ENDPOINTS": str(endpoints), "SANIC_WORKERS": str(workers)}
            with doing(f"{workers} workers"), servers.navigator_server(folder / str(workers), settings) as running:
                measured = load.many(NavigatorConversation, running.url, texts, _CROWD, turns)
                megabytes = running.megabytes
            rates.append(measured.turns_a_second)
            rows.append(
                (
                    str(workers),
                    f"{measured.turns_a_second:.0f}",
                    times(rates[-1] / rates[0]),
                    f"{measured.milliseconds(95):.0f} ms",
                    f"{megabytes:.0f} MB",
                )
            )
    return Table(("workers", "turns a second", "ratio", "a turn, p95", "memory"), tuple(rows))
