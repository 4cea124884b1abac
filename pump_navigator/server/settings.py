"""What an operator sets by environment variables, or a clinic in its file; docs/operating.md lists them."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, SecretStr, ValidationError, root_validator, validator

from pump_navigator.cleaning import LONGEST
from pump_navigator.clinic import clinic
from pump_navigator.content.errors import ContentError
from pump_navigator.errors import UserError
from pump_navigator.paths import PROJECT
from pump_navigator.website import set_origin

PREFIX = "PUMP_NAVIGATOR_"
_HOURS_A_DAY = 24
_SHORTEST_SECRET = 32


class SettingsError(UserError):
    """A setting that cannot be used."""


class Settings(BaseModel):
    """The settings of one server; each is the environment variable of its name with the prefix."""

    secret: tuple[SecretStr, ...] = ()
    token_hours: int = Field(7 * 24, ge=1)
    origins: tuple[str, ...] = ()
    text_limit: int = Field(LONGEST, ge=1, le=LONGEST)
    body_limit: int = Field(16 * 1024, ge=1024)
    messages_per_minute: int = Field(30, ge=1)
    requests_per_minute: int = Field(600, ge=1)
    waiting_limit: int = Field(100, ge=1)
    data: Path = PROJECT / ".pump-navigator"
    endpoints: Path = PROJECT / "endpoints.yml"
    retention_days: int = Field(30, ge=1)
    rest: bool = False
    broker_texts: bool = False

    class Config:
        """Settings never change while the server runs."""

        allow_mutation = False

    @validator("secret", pre=True)
    def _words(cls, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    @validator("origins", pre=True)
    def _list(cls, value: Any) -> Any:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @validator("secret", each_item=True)
    def _is_long(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < _SHORTEST_SECRET:
            raise ValueError(f"has to be at least {_SHORTEST_SECRET} characters long")
        return value

    _as_browsers_write = validator("origins", each_item=True, allow_reuse=True)(set_origin)

    @root_validator(skip_on_failure=True)
    def _outlives_tokens(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["retention_days"] * _HOURS_A_DAY < values["token_hours"]:
            raise ValueError("retention_days have to be at least as long as token_hours")
        return values

    @classmethod
    def of_environment(cls) -> Settings:
        """The settings of this process. Raises `SettingsError`."""
        variables = {name: PREFIX + name.upper() for name in cls.__fields__}
        given = {name: os.environ[variable] for name, variable in variables.items() if os.environ.get(variable)}
        try:
            return cls.parse_obj({**_of_the_clinic(), **given})
        except ContentError as error:
            raise SettingsError(str(error)) from error
        except ValidationError as error:
            first = error.errors()[0]
            variable = variables.get(str(first["loc"][0]), f"{PREFIX}…")
            raise SettingsError(f"{variable}: {first['msg']}. Mend: docs/operating.md lists the settings.") from error

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The keys of the tokens: the first one signs, all are accepted."""
        return tuple(hashlib.sha512(secret.get_secret_value().encode()).digest() for secret in self.secret)

    def with_a_secret(self) -> Settings:
        """These settings, with a key for this process alone if there is none."""
        return self if self.secret else self.copy(update={"secret": (SecretStr(secrets.token_urlsafe(48)),)})


def _of_the_clinic() -> dict[str, Any]:
    """What the clinic's own file sets; the environment goes before it."""
    own = clinic()
    given = {"origins": tuple(own.origins), "retention_days": own.retention_days}
    return {name: value for name, value in given.items() if value}
