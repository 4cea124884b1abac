"""The names of the slots in `domain.yml`."""

from __future__ import annotations

from typing import Final

GUIDE: Final = "guide"
DEVICE: Final = "device"
TOPIC: Final = "topic"
NOTICED: Final = "noticed"
MISUNDERSTOOD: Final = "misunderstood"
COMPARED: Final = "compared"
ALERT: Final = "alert"
JOURNEY: Final = "journey"
