"""A process that only answers does without what only others use, and says so if something asks for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pump_navigator import server

_USE = """
from pump_navigator import left_out
left_out.leave_out()
import boto3, sklearn.svm
from boto3.dynamodb.conditions import Key
from aiogram.types import Message
class Ours(Message): pass
assert "botocore" not in __import__("sys").modules
try:
    sklearn.svm.LinearSVC()
except left_out.LeftOutError as error:
    print(error)
"""


def test_it_can_be_named_and_not_used() -> None:
    done = subprocess.run([sys.executable, "-c", _USE], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("LinearSVC is left out")


@pytest.mark.parametrize(
    ("endpoints", "expected"),
    [
        ("tracker_store: {type: SQL, dialect: postgresql}\nlock_store: {type: redis}", False),
        ("tracker_store: {type: hospital.stores.MongoStore}", True),
        ("event_broker: {type: hospital.Broker}", True),
        ("", False),
        ("- {", False),
    ],
)
def test_with_an_operators_own_classes_nothing_is_left_out(tmp_path: Path, endpoints: str, expected: bool) -> None:
    path = tmp_path / "endpoints.yml"
    path.write_text(endpoints)
    assert server._names_own_classes(path) is expected


def test_without_endpoints_there_are_no_own_classes(tmp_path: Path) -> None:
    assert server._names_own_classes(tmp_path / "endpoints.yml") is False
