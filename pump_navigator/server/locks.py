"""Rasa's Redis lock store, safe for several workers, and never in anybody's way when Redis is slow."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, LockError, RedisLockStore
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

SECONDS_TO_ANSWER = 3
_SECONDS_HELD = 4  # if its holder dies
_SECONDS_BETWEEN_TRIES = 0.002


class RedisLocks(RedisLockStore):  # type: ignore[misc]
    """Rasa reads a lock, changes it and writes it back; of two workers doing so at once one is forgotten.

    Locks keep the order of messages. If Redis forgets them, the tracker store refuses what would mix.
    """

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[TicketLock]:
        """Wait until it is one's turn. Raises `LockError` and `RedisError`."""
        ticket = await asyncio.to_thread(self.issue_ticket, conversation_id, lock_lifetime)
        try:
            yield await self._acquire_lock(conversation_id, ticket, wait_time_in_seconds)
        finally:
            try:
                await asyncio.to_thread(self.cleanup, conversation_id, ticket)
            except RedisError as error:
                # What was answered is answered. The ticket runs out by itself.
                logger.warning("a lock could not be given back: %s", type(error).__name__)

    async def _acquire_lock(self, conversation_id: str, ticket: int, wait_time_in_seconds: float) -> TicketLock:
        while lock := await asyncio.to_thread(self.get_lock, conversation_id):
            if not lock.is_locked(ticket):
                return lock
            await asyncio.sleep(wait_time_in_seconds)
            await asyncio.to_thread(self.update_lock, conversation_id)
        raise LockError("The lock is lost.")

    def issue_ticket(self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME) -> int:
        """A place in the line of a conversation."""
        with self._alone(conversation_id):
            ticket: int = super().issue_ticket(conversation_id, lock_lifetime)
            return ticket

    def update_lock(self, conversation_id: str) -> None:
        """Drop the tickets that have run out."""
        with self._alone(conversation_id):
            super().update_lock(conversation_id)

    def cleanup(self, conversation_id: str, ticket_number: int) -> None:
        """Give the place back."""
        with self._alone(conversation_id):
            super().cleanup(conversation_id, ticket_number)

    def _alone(self, conversation_id: str) -> AbstractContextManager[Any]:
        lock: AbstractContextManager[Any] = self.red.lock(
            f"{self.key_prefix}{conversation_id}:guard",
            timeout=_SECONDS_HELD,
            sleep=_SECONDS_BETWEEN_TRIES,
            blocking_timeout=2 * _SECONDS_HELD,
        )
        return lock
