"""Reading the rule files of `rules/`: data in, typed structures out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

RULES = Path(__file__).resolve().parent / "rules"


class RuleError(ValueError):
    """A rule file does not say what it should. The message names the file and the place."""


def load(name: str) -> Mapping[str, Any]:
    """The top level of `rules/<name>.yml`. Raises `RuleError`."""
    data = YAML(typ="safe").load((RULES / f"{name}.yml").read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise RuleError(f"{name}.yml: the top level has to be a map.")
    return data


def texts(value: object, place: str) -> tuple[str, ...]:
    """A list of texts, or one text of words separated by blanks. Raises `RuleError`."""
    if isinstance(value, str):
        return tuple(value.split())
    if isinstance(value, Sequence):
        return tuple(str(item) for item in value)
    raise RuleError(f"{place}: a list of texts is wanted, not {type(value).__name__}.")


def pair(value: object, place: str) -> tuple[float, float]:
    """Two numbers: the least and the most. Raises `RuleError`."""
    if isinstance(value, Sequence) and len(value) == 2:
        return float(value[0]), float(value[1])
    raise RuleError(f"{place}: two numbers are wanted.")
