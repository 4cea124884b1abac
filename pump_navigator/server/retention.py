"""Deletes conversations for their age: while the server runs, or by hand and by a scheduled job."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import Sequence
from typing import Any

from pump_navigator.server import logs, metrics
from pump_navigator.server.settings import Settings, SettingsError
from pump_navigator.server.stores import Stores

logger = logging.getLogger(__name__)

_SECONDS_A_DAY = 86_400
_EVERY_SECONDS = 3_600


async def expire(trackers: Any, days: int, now: float) -> int:
    """Delete the conversations in which nothing was said for some days; how many they were."""
    count: int = await trackers.expire(now - days * _SECONDS_A_DAY)
    if count:
        metrics.EXPIRED.inc(count)
        logger.info("%s conversations deleted for their age", count)
    return count


async def keep_expiring(trackers: Any, days: int) -> None:
    """Every hour, as long as the server runs. A clock that is set wrong meanwhile deletes nothing."""
    booted = time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)
    while True:
        try:
            await expire(trackers, days, booted + time.clock_gettime(time.CLOCK_BOOTTIME))
        except Exception:
            # The store may be lost for a while; the next hour tries again.
            logger.exception("old conversations could not be deleted")
        await asyncio.sleep(_EVERY_SECONDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m pump_navigator.server.retention`. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Delete conversations: the old ones, or one.")
    parser.add_argument("--conversation", metavar="ID", help="delete this one, and no other")
    conversation = parser.parse_args(arguments).conversation
    logs.configure()
    try:
        settings = Settings.of_environment()
        trackers = Stores.open(settings).trackers
    except SettingsError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 1
    asyncio.run(
        trackers.delete(conversation) if conversation else expire(trackers, settings.retention_days, time.time())
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
