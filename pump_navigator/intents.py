"""The intents of `domain.yml` that the code speaks of by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# What is asked.
ASK_APPEAL: Final = "ask_appeal"
ASK_BASAL_RATES: Final = "ask_basal_rates"
ASK_CALL_SCRIPT: Final = "ask_call_script"
ASK_CHOOSE_DEVICE: Final = "ask_choose_device"
ASK_COSTS: Final = "ask_costs"
ASK_DIAGNOSIS: Final = "ask_diagnosis"
ASK_DOSING: Final = "ask_dosing"
OUT_OF_SCOPE: Final = "out_of_scope"
FALLBACK: Final = "nlu_fallback"  # Rasa's own: nothing was understood

# What is said to the assistant, and of the talk itself.
AFFIRM: Final = "affirm"
ASK_FOLLOW_UP: Final = "ask_follow_up"
ASK_HUMAN: Final = "ask_human"
ASK_IF_BOT: Final = "ask_if_bot"
ASK_PRIVACY: Final = "ask_privacy"
ASK_REPHRASE: Final = "ask_rephrase"
EXPRESS_FRUSTRATION: Final = "express_frustration"
GOODBYE: Final = "goodbye"
GREET: Final = "greet"
SWITCH_DEVICE: Final = "switch_device"
THANK: Final = "thank"

# Danger.
REPORT_EMERGENCY: Final = "report_emergency"
REPORT_SAFE: Final = "report_safe"

# The path.
CORRECT_TOPIC: Final = "correct_topic"
ASK_NEXT_STEP: Final = "ask_next_step"
ASK_PROGRESS: Final = "ask_progress"
GO_BACK: Final = "go_back"

# Papers.
ASK_WHY: Final = "ask_why"
MAKE_PAPER: Final = "make_paper"
SKIP_QUESTION: Final = "skip_question"
STOP_PAPER: Final = "stop_paper"

# Only buttons send these.
CHANGE_ANSWER: Final = "change_answer"
CLEAR_PATH: Final = "clear_path"
GIVE_ANSWER: Final = "give_answer"
KEEP_PATH: Final = "keep_path"
NOTE_REPORT: Final = "note_report"
OPEN_TOPIC: Final = "open_topic"

# The intent of each kind of request that is refused.
REFUSED: Final[Mapping[str, str]] = {"dosing": ASK_DOSING, "diagnosis": ASK_DIAGNOSIS}
