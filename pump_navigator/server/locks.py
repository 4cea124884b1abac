"""Rasa's Redis lock store, safe for several workers."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from rasa.core.lock_store import LOCK_LIFETIME, RedisLockStore

_SECONDS_HELD = 5  # if its holder dies
_SECONDS_BETWEEN_TRIES = 0.002


class RedisLocks(RedisLockStore):  # type: ignore[misc]
    """Rasa reads a lock, changes it and writes it back; of two workers doing so at once one is forgotten."""

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
            f"{self.key_prefix}{conversation_id}:guard", timeout=_SECONDS_HELD, sleep=_SECONDS_BETWEEN_TRIES
        )
        return lock
