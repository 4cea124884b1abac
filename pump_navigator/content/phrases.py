"""The assistant's own sentences that the code says by their id, and the values that it fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_WITHOUT_VALUES: Final = """
    notice nothing_typed too_long only_symbols something_went_wrong masked two_questions feeling
    which_of_two which_guide not_understood not_understood_again what_else what_about
    no_tips no_simpler nothing_to_rephrase last_step
    switched_guide_diabetes switched_guide_cortisol switched_device_pump switched_device_cgm
    button_tips button_say button_overview_diabetes button_overview_cortisol button_human
    button_pump button_cgm button_cortisol button_other_diabetes button_other_cortisol
    button_safe button_safe_es button_resume
    welcome_back
    path_which_device path_which_report path_which_step path_kept path_none
    path_welcome_back path_hello
    button_both button_path button_next button_start_over button_keep
    forget_asked forgotten button_forget
"""

# Each phrase with the placeholders that are its own.
PHRASES: Final[Mapping[str, frozenset[str]]] = {
    **{phrase: frozenset[str]() for phrase in _WITHOUT_VALUES.split()},
    "next_is": frozenset({"title"}),
    "path_noted": frozenset({"which", "title", "state"}),
    "path_stands": frozenset({"which", "count", "all"}),
    "path_now": frozenset({"title", "state"}),
    "path_coming": frozenset({"title"}),
    "path_left": frozenset({"titles"}),
    "path_end": frozenset({"which"}),
    "path_gone_back": frozenset({"which", "title"}),
    "path_start_over": frozenset({"which"}),
    "path_started_over": frozenset({"which"}),
    "where_you_are": frozenset({"title"}),
}

BUTTON: Final = "button_"
