"""The assistants that are compared: which Python runs each, its configuration, what it learns beside the examples."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from benchmarks.paths import KEPT, STOCK
from pump_navigator.intents import ASK_COSTS, FALLBACK, GREET, THANK
from pump_navigator.paths import CONFIG, DATA, DOMAIN
from pump_navigator.training import training_files

NLU = DATA / "nlu.yml"
_ACTION = "action_answer"


@dataclass(frozen=True)
class Contender:
    """An assistant that can be trained on any examples."""

    name: str
    python: Path
    config: Path
    domain: Path
    dialogues: Path  # stories and rules
    depends_on: tuple[Path, ...]  # whatever else changes its model

    @property
    def environment(self) -> dict[str, str]:
        """Its process's, with nothing of the other Python in it."""
        kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
        quiet = {"RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
        return {**kept, **quiet, "PYTHONWARNINGS": "ignore", "LOG_LEVEL": "ERROR"}


def navigator() -> Contender:
    """This assistant."""
    stories = DATA / "stories.yml"
    return Contender("Pump Navigator", Path(sys.executable), CONFIG, DOMAIN, stories, tuple(training_files()))


def stock() -> Contender:
    """Rasa as `rasa init` sets it up."""
    return _rasa("Rasa, stock (DIET)", "config.yml")


def sparse() -> Contender:
    """Rasa's documented alternative without neural networks."""
    return _rasa("Rasa, sparse (logistic regression)", "sparse.yml")


def _rasa(name: str, config: str) -> Contender:
    domain, dialogues = _project(_intents())
    python = STOCK / ".venv" / "bin" / "python"
    return Contender(name, python, STOCK / config, domain, dialogues, (STOCK / "uv.lock",))


def _intents() -> list[str]:
    blocks = yaml.load(NLU.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]
    return list(dict.fromkeys(block["intent"] for block in blocks))


def _project(intents: Sequence[str]) -> tuple[Path, Path]:
    """A domain with the same intents, a rule for each, and one story, so that stock Rasa's policies have work."""
    domain = {"version": "3.1", "intents": list(intents), "actions": [_ACTION]}
    rules = [{"rule": intent, "steps": [{"intent": intent}, {"action": _ACTION}]} for intent in [*intents, FALLBACK]]
    turns = [{"intent": intent} for intent in (GREET, ASK_COSTS, THANK)]
    story = [step for turn in turns for step in (turn, {"action": _ACTION})]
    dialogues = {"version": "3.1", "rules": rules, "stories": [{"story": "a short talk", "steps": story}]}
    folder = KEPT / "stock_project"
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in ((folder / "domain.yml", domain), (folder / "dialogues.yml", dialogues)):
        path.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return folder / "domain.yml", folder / "dialogues.yml"
