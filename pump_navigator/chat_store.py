"""Where the terminal keeps its conversation: one SQLite file in the person's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path
from sqlalchemy.exc import SQLAlchemyError

from pump_navigator.tracker_store import SQLStore

VARIABLE = "PUMP_NAVIGATOR_DATA"
_FOLDER = "pump-navigator"
_FILE = "chat.sqlite"


class NotKeptError(Exception):
    """The conversation cannot be kept: the folder cannot be written, or another terminal writes there."""


class ChatStore(SQLStore):
    """A store that holds a lock as long as it lives."""

    def __init__(self, lock: FileLock, db: str) -> None:
        super().__init__(db=db)
        self._lock = lock


def chat_file() -> Path:
    """The file, whether it is there or not: in the folder that `PUMP_NAVIGATOR_DATA` names, else in the person's."""
    given = os.environ.get(VARIABLE)
    return (Path(given) if given else user_data_path(_FOLDER, appauthor=False)) / _FILE


def open_chat_store() -> ChatStore:
    """The store of this person's conversation, for one terminal at a time. Raises `NotKeptError`.

    The lock is the process's own and ends with it, however it ends.
    """
    path = chat_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_suffix(".lock"))
        lock.acquire(blocking=False)
        return ChatStore(lock, db=str(path))
    except (OSError, Timeout, SQLAlchemyError) as error:
        raise NotKeptError from error
