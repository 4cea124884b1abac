"""The rules that are looked at are those that Rasa's own policy finds among all."""

from __future__ import annotations

import json

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.domain import State

from pump_navigator.indexed_rules import IndexedRulePolicy

LISTENS = {"action_name": "action_listen"}


@pytest.fixture(scope="module")
def policy(navigator) -> IndexedRulePolicy:
    nodes = navigator.agent.processor.graph_runner._nodes.values()
    return next(node._component for node in nodes if isinstance(node._component, IndexedRulePolicy))


def _states(policy: IndexedRulePolicy) -> list[list[State]]:
    """What every rule begins or ends with, beside slots that no rule names, and what no rule knows."""
    of_rules = [json.loads(rule) for rule in policy.lookup[RULES]]
    in_talks = [[*states[:-1], {**states[-1], "slots": {"guide": (1.0,)}}] for states in of_rules]
    in_paper = [[*states[:-1], {**states[-1], "active_loop": {"name": "paper_form"}}] for states in of_rules]
    unknown = [
        [{}],
        [{"user": {"intent": "ask_costs"}}],
        [{"prev_action": LISTENS}],
        [{"prev_action": LISTENS, "user": {"text": "what does it cost"}}],
        [{"prev_action": LISTENS, "user": {"intent": "never_heard"}}],
        [{"prev_action": {"action_name": "never_done"}, "user": {"intent": "ask_costs"}}],
    ]
    return [*of_rules, *in_talks, *in_paper, *unknown]


def test_the_same_rules_hold_as_by_rasas_own_policy(policy: IndexedRulePolicy) -> None:
    rules = policy.lookup[RULES]
    some_hold = 0
    for states in _states(policy):
        expected = RulePolicy._get_possible_keys(policy, dict(rules), states)
        assert policy._get_possible_keys(rules, states) == expected
        some_hold += bool(expected)
    assert some_hold > len(rules)


def test_few_rules_are_looked_at(policy: IndexedRulePolicy) -> None:
    state = {"prev_action": LISTENS, "user": {"intent": "ask_costs"}}
    assert 0 < len(policy.lookup[RULES].that_may_end(state)) < len(policy.lookup[RULES]) / 10
