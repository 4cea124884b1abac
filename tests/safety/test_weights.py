"""Weights that do not fit the rules: they are reported, and the rules decide alone."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from pump_navigator.embeddings import shared_encoder
from pump_navigator.safety import rulebook, scorer
from pump_navigator.safety.danger import DangerScreen
from pump_navigator.safety.refusal import RefusalScreen
from pump_navigator.safety.weights_check import weight_findings


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the rules that a test may spoil."""
    copy = tmp_path / "rules"
    shutil.copytree(rulebook.RULES, copy)
    monkeypatch.setattr(rulebook, "RULES", copy)
    monkeypatch.setattr(scorer, "RULES", copy)
    return copy


def _make_stale(rules: Path) -> None:
    for name in ("danger", "refusal"):
        with (rules / f"{name}_phrases.yml").open("a", encoding="utf-8") as file:
            file.write("\n")


def _make_unreadable(rules: Path) -> None:
    for name in ("danger", "refusal"):
        (rules / f"{name}.npz").write_bytes(b"PK\x03\x04 no more of it")


def _remove(rules: Path) -> None:
    for name in ("danger", "refusal"):
        (rules / f"{name}.npz").unlink()


def test_the_committed_weights_belong_to_the_rules(rules: Path) -> None:
    assert list(weight_findings()) == []


@pytest.mark.parametrize("spoil", [_make_stale, _make_unreadable, _remove])
def test_check_names_file_and_mend(rules: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    spoil(rules)
    findings = list(weight_findings())
    assert [finding.file.name for finding in findings] == ["danger.npz", "refusal.npz"]
    assert all("python -m pump_navigator.safety.fit" in finding.mend for finding in findings)


@pytest.mark.parametrize("spoil", [_make_stale, _make_unreadable, _remove])
def test_the_rules_decide_alone_and_it_is_logged(
    rules: Path,
    spoil,  # type: ignore[no-untyped-def]
    caplog: pytest.LogCaptureFixture,
) -> None:
    spoil(rules)
    with caplog.at_level(logging.WARNING):
        danger, refusal = DangerScreen.load(shared_encoder()), RefusalScreen.load(shared_encoder())
    assert danger.screen("blood sugar 32 and he is having a seizure")
    assert danger.screen("vomiting and cant keep my hydrocortisone down")
    assert danger.screen("how do i appeal") is None
    found = refusal.screen("how many units should i take for 60 carbs")
    assert found
    assert found.certain
    assert refusal.screen("how long does the approval take") is None
    assert sum("The rules decide alone" in record.message for record in caplog.records) == 2
