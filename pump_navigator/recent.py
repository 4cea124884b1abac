"""What was worked out for the last few texts, so that one turn works it out once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

Value = TypeVar("Value")

_DIGEST_BYTES = 16


class Recent(Generic[Value]):
    """Values by the digest of their text: what a patient typed is not kept in memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[bytes, Value] = OrderedDict()

    def __contains__(self, text: str) -> bool:
        return _digest(text) in self._values

    def __getitem__(self, text: str) -> Value:
        """Raises `KeyError`."""
        return self._values[_digest(text)]

    def __setitem__(self, text: str, value: Value) -> None:
        self._values[_digest(text)] = value
        self._drop_oldest()

    @contextmanager
    def room_for(self, most: int) -> Iterator[None]:
        """Keep so many meanwhile."""
        usual, self._most = self._most, most
        try:
            yield
        finally:
            self._most = usual
            self._drop_oldest()

    def _drop_oldest(self) -> None:
        while len(self._values) > self._most:
            self._values.popitem(last=False)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).digest()
