"""What is said in danger, while it lasts, and when it is over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pump_navigator.content.library import CORTISOL
from pump_navigator.content.models import Alert
from pump_navigator.content.topics import EMERGENCY, NEXT_STEP
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.intents import REPORT_SAFE
from pump_navigator.messages import Button, Message, open_topic, payload

# The entities of the payload that the danger screen sends.
DANGER: Final = "danger"
LANGUAGE: Final = "language"

# What the person writes on while an alert is up, other than that they are safe.
STILL: Final = "still"
NO_KIT: Final = "no_kit"

# A question about danger, not danger itself: answered as an alert, but the talk goes on.
INFORMATION: Final = "information"

PUMP_FAILURE: Final = "pump_failure"
PUMP_FAILURE_CORTISOL: Final = "pump_failure_cortisol"

# The dangers that only who lacks cortisol is in.
OF_CORTISOL: Final = frozenset({"adrenal_crisis", PUMP_FAILURE_CORTISOL})

ALERT_KIND: Final = "alert"
SPANISH: Final = "es"


@dataclass(frozen=True)
class Alerts:
    """The texts of `guides/safety.yml`, chosen by kind and language."""

    answerer: Answerer

    def raised(
        self, danger: str | None, language: str | None, before: str | None = None, guide: str | None = None
    ) -> tuple[Message, str]:
        """The message for a danger in a talk of that guide, and the kind of alert that is up after it."""
        alerts = self.answerer.library.safety.alerts
        continued = danger in (STILL, NO_KIT)
        kind = (before if continued else danger) or "unclear"
        if guide == CORTISOL and kind == PUMP_FAILURE:
            kind = PUMP_FAILURE_CORTISOL
        alert = alerts.get(kind) or alerts["unclear"]  # type: ignore[call-overload,index]
        text = _text(alert, danger, language)
        safe = self._safe(language)
        buttons = () if kind == INFORMATION else (safe,)
        return Message(self.answerer.fill(text, None), buttons, kind=ALERT_KIND, topic=EMERGENCY), kind

    def _safe(self, language: str | None) -> Button:
        if language == SPANISH:
            return Button(self.answerer.library.phrase("button_safe_es"), payload(REPORT_SAFE, **{LANGUAGE: SPANISH}))
        return Button(self.answerer.library.phrase("button_safe"), payload(REPORT_SAFE))

    def ended(self, language: str | None, topic: str | None) -> Message:
        """Glad; and the way back to what was talked of before."""
        safety = self.answerer.library.safety
        text = safety.after_safe_es if language == SPANISH else safety.after_safe
        resume = self.answerer.library.phrase("button_resume")
        buttons = (open_topic(resume, topic),) if topic else ()
        return Message(self.answerer.fill(text, None), buttons, topic=NEXT_STEP)


def _text(alert: Alert, danger: str | None, language: str | None) -> str:
    spanish = language == SPANISH
    if danger == NO_KIT and alert.no_kit and alert.no_kit_es:
        return alert.no_kit_es if spanish else alert.no_kit
    if danger == STILL:
        return alert.still_es if spanish else alert.still
    return alert.text_es if spanish else alert.text
