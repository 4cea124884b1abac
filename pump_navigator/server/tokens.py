"""Tokens: signed, expiring, each for one conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import jwt

from pump_navigator.server.problems import ProblemError

# Its signature fills whole characters, so that no altered token is the same one in another spelling.
_ALGORITHM = "HS384"
_FORM = re.compile(r"[\w-]+\.[\w-]+\.[\w-]{64}", re.ASCII)
_ISSUER = "pump-navigator"
# The clock of the host that issued it may be a little ahead of this one.
_CHECKS = {"require": ["exp", "iat", "sub"], "verify_iat": False}


@dataclass(frozen=True)
class Token:
    """A token and when it ends."""

    text: str
    expires_at: datetime


@dataclass(frozen=True)
class Tokens:
    """Signs with the first key, and accepts all, so that a key can be changed while people talk."""

    keys: Sequence[bytes]
    lifetime: timedelta

    def issue(self, conversation: str) -> Token:
        """A token for a conversation."""
        now = datetime.now(timezone.utc)
        expires_at = (now + self.lifetime).replace(microsecond=0)
        claims = {"iss": _ISSUER, "sub": conversation, "iat": now, "exp": expires_at}
        return Token(jwt.encode(claims, self.keys[0], _ALGORITHM), expires_at)

    def conversation(self, authorization: str | None) -> str:
        """The conversation of an `Authorization` header. Raises `ProblemError`."""
        scheme, _, token = (authorization or "").strip().partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise ProblemError("no_token")
        if not _FORM.fullmatch(token):
            raise ProblemError("bad_token")
        for key in self.keys:
            try:
                return self._subject(token, key)
            except jwt.ExpiredSignatureError:
                raise ProblemError("expired_token") from None
            except jwt.InvalidTokenError:
                continue
        raise ProblemError("bad_token")

    @staticmethod
    def _subject(token: str, key: bytes) -> str:
        claims = jwt.decode(token, key, [_ALGORITHM], issuer=_ISSUER, options=_CHECKS)
        return str(claims["sub"])
