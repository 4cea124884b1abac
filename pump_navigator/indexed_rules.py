"""Rasa's policy of rules, which looks only at the rules that may hold: Rasa's own tries each of them every time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.core.domain import State
from rasa.shared.nlu.constants import ACTION_NAME, INTENT


class _ByEnd(dict[str, str]):
    """Rules, and which of them end with an action and an intent; a rule may leave the intent open."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        super().__init__(rules)
        self._by_end: dict[tuple[Any, Any], dict[str, str]] = defaultdict(dict)
        for rule, action in rules.items():
            self._by_end[_end(json.loads(rule)[-1])][rule] = action

    def that_may_end(self, state: State) -> Mapping[str, str]:
        """Those that ask for no other action and no other intent than a state has."""
        action, intent = _end(state)
        return {**self._by_end.get((action, None), {}), **self._by_end.get((action, intent), {})}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class IndexedRulePolicy(RulePolicy):  # type: ignore[misc]
    """Decides as Rasa's own does."""

    @classmethod
    def load(cls, *arguments: Any, **settings: Any) -> IndexedRulePolicy:
        """With the rules in their order."""
        policy: IndexedRulePolicy = super().load(*arguments, **settings)
        policy.lookup[RULES] = _ByEnd(policy.lookup[RULES])
        return policy

    def _get_possible_keys(self, lookup: Mapping[str, str], states: list[State]) -> set[str]:
        may_hold = lookup.that_may_end(states[-1]) if isinstance(lookup, _ByEnd) and states else lookup
        possible: set[str] = super()._get_possible_keys(may_hold, states)
        return possible


def _end(state: State) -> tuple[Any, Any]:
    """The last action and the intent. Where nothing was done yet, Rasa compares nothing else either."""
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    return action, state.get(USER, {}).get(INTENT) if action else None
