"""All paths of a conversation, and what was asked back about them: kept in one slot as plain JSON."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pump_navigator.journey.path import DEVICES, DeviceName, Path

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Asked:
    """A question back that is open: for which device a report was, or whether to start over."""

    report: str | None = None
    day: date | None = None
    start_over: tuple[DeviceName, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "report": self.report,
            "day": self.day.isoformat() if self.day else None,
            "start_over": list(self.start_over),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Asked:
        """Raises `ValueError`, `TypeError` or `KeyError` for what `as_json` never makes."""
        day = date.fromisoformat(data["day"]) if data["day"] else None
        return cls(data["report"], day, tuple(name for name in DEVICES if name in data["start_over"]))


@dataclass(frozen=True)
class Journey:
    """The path to each device that somebody has told of."""

    paths: Mapping[DeviceName, Path] = field(default_factory=dict)
    asked: Asked | None = None

    def path(self, device: DeviceName) -> Path:
        """The path to a device; a new one if nothing was told of it."""
        return self.paths.get(device) or Path(device)

    def with_path(self, path: Path) -> Journey:
        """With a path as it is now."""
        paths = {**self.paths, path.device: path}
        return replace(self, paths={device: paths[device] for device in DEVICES if device in paths})

    def without(self, devices: tuple[DeviceName, ...]) -> Journey:
        """With some paths forgotten."""
        return Journey({device: path for device, path in self.paths.items() if device not in devices})

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, for the slot."""
        paths = {device: path.as_json() for device, path in self.paths.items()}
        return {"paths": paths, "asked": self.asked.as_json() if self.asked else None}

    @classmethod
    def from_json(cls, data: Any) -> Journey:
        """Out of the slot. What cannot be read, as another version wrote it, is an empty journey."""
        if not data:
            return cls()
        try:
            paths = {name: Path.from_json(name, data["paths"][name]) for name in DEVICES if name in data["paths"]}
            return cls(paths, Asked.from_json(data["asked"]) if data["asked"] else None)
        except (KeyError, TypeError, ValueError, AttributeError):
            logger.warning("a journey could not be read")
            return cls()
