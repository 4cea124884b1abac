"""The topics and steps that clients, tests and checks rely on. Extend them; do not rename them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pump_navigator.content.models import GuideName

_NAMES: Final[Mapping[GuideName, str]] = {
    "diabetes": (
        "overview choose_device costs benefit_type deductible doctor_visit prescription insurance_approval"
        " contact_company call_script preauthorization medical_necessity_letter logs_and_labs appeal wait_time"
        " get_supplies training daily_tips"
    ),
    "cortisol": (
        "overview prepare_appointment doctor_ally start_process insurance appeal appeal_evidence"
        " supplies_separately loaner_pump misconceptions what_you_need basal_rates"
    ),
    "safety": "emergency dosing diagnosis",
    "assistant": (
        "greeting thanks goodbye frustration identity human privacy personal_data capabilities clarify rephrase"
        " next_step progress"
    ),
}

# Those that the code speaks of by name.
DIABETES_OVERVIEW: Final = "diabetes/overview"
CHOOSE_DEVICE: Final = "diabetes/choose_device"
WAIT_TIME: Final = "diabetes/wait_time"
DAILY_TIPS: Final = "diabetes/daily_tips"
CORTISOL_OVERVIEW: Final = "cortisol/overview"
BASAL_RATES: Final = "cortisol/basal_rates"
EMERGENCY: Final = "safety/emergency"
DOSING: Final = "safety/dosing"
DIAGNOSIS: Final = "safety/diagnosis"
GREETING: Final = "assistant/greeting"
HUMAN: Final = "assistant/human"
PRIVACY: Final = "assistant/privacy"
PERSONAL_DATA: Final = "assistant/personal_data"
CAPABILITIES: Final = "assistant/capabilities"
CLARIFY: Final = "assistant/clarify"
REPHRASE: Final = "assistant/rephrase"
NEXT_STEP: Final = "assistant/next_step"
PROGRESS: Final = "assistant/progress"
OUT_OF_SCOPE: Final = "out_of_scope"

# The topics of each guide.
TOPICS: Final[Mapping[GuideName, tuple[str, ...]]] = {
    guide: tuple(f"{guide}/{name}" for name in names.split()) + ((OUT_OF_SCOPE,) if guide == "assistant" else ())
    for guide, names in _NAMES.items()
}

# The steps of each guide's way, in their order.
STEPS: Final[Mapping[GuideName, tuple[str, ...]]] = {
    "diabetes": (
        "choose_device",
        "costs",
        "doctor_and_prescription",
        "insurance_approval",
        "get_device",
        "training",
    ),
    "cortisol": (
        "learn",
        "prepare_appointment",
        "doctor_ally",
        "start_process",
        "insurance",
        "appeal",
        "go_without_approval",
    ),
    "safety": (),
    "assistant": (),
}
