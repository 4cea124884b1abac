"""Why a request was not answered: problem documents of RFC 9457, with a sentence for the person who asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path

import yaml
from sanic.response import HTTPResponse

from pump_navigator.clinic import clinic

_TEXTS = Path(__file__).with_name("problems.yml")
_BUSY_SECONDS = 2
_MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A request that is not answered. The code is a name in `problems.yml`."""

    def __init__(self, code: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers or {}

    @classmethod
    def later(cls, code: str, seconds: int) -> ProblemError:
        """A problem that will be none after some seconds."""
        return cls(code, {"Retry-After": str(seconds)})

    @classmethod
    def busy(cls) -> ProblemError:
        """More messages at once than can be answered; soon there is room again."""
        return cls.later("busy", _BUSY_SECONDS)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return int(_texts()[self.code]["status"])

    def response(self) -> HTTPResponse:
        """The answer."""
        text = _texts()[self.code]
        document = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": text["detail"].format_map(clinic().placeholders),
            "code": self.code,
            "hint": text["hint"],
        }
        headers = dict(self.headers)
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = 'Bearer realm="navigator"'
        return HTTPResponse(json.dumps(document), self.status, headers, _MEDIA_TYPE)


@lru_cache(maxsize=1)
def _texts() -> Mapping[str, Mapping[str, str]]:
    texts: Mapping[str, Mapping[str, str]] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return texts
