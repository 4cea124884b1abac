"""The two screens that read every message, loaded once for the process."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pump_navigator.embeddings import shared_encoder
from pump_navigator.recent import Recent
from pump_navigator.safety.danger import Danger, DangerScreen
from pump_navigator.safety.refusal import Refusal, RefusalScreen

_REMEMBERED = 64


@dataclass(frozen=True)
class Screens:
    """Judges each text once, though the front door and the model both ask."""

    _danger: DangerScreen
    _refusal: RefusalScreen
    _dangers: Recent[Danger | None] = field(default_factory=lambda: Recent(_REMEMBERED))
    _refusals: Recent[Refusal | None] = field(default_factory=lambda: Recent(_REMEMBERED))

    def danger(self, text: str) -> Danger | None:
        """The danger that a text tells of, else None."""
        if text not in self._dangers:
            self._dangers[text] = self._danger.screen(text)
        return self._dangers[text]

    def refusal(self, text: str) -> Refusal | None:
        """The kind of question that has to be refused, or may have to be; else None."""
        if text not in self._refusals:
            self._refusals[text] = self._refusal.screen(text)
        return self._refusals[text]


@lru_cache(maxsize=1)
def shared_screens() -> Screens:
    """The screens of this process, with the embedding: their rules never change and take 30 MB."""
    encoder = shared_encoder()
    return Screens(DangerScreen.load(encoder), RefusalScreen.load(encoder))
