"""`make bench` cannot rot: its quick form runs, and what it counts is counted right."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks.calibration import expected_calibration_error
from benchmarks.examples import Examples
from benchmarks.growth import copy_conversation
from benchmarks.load import Load
from benchmarks.tables import Table, filled
from benchmarks.thresholds import set_thresholds
from benchmarks.understanding import halves
from pump_navigator.paths import PROJECT


def test_the_quick_run_measures_all_that_needs_no_stock_rasa(model: Path) -> None:
    before = _documents()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for told in ("linear SVM", "mean confidence", "asked back", "p99", "stored conversations", "the embedding alone"):
        assert told in done.stdout
    assert _documents() == before


def _documents() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (PROJECT / "docs").glob("*.md")}


def test_an_unknown_part_is_refused_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "speed"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "no such part: speed" in done.stderr


def test_a_table_goes_to_its_place_and_nothing_else_changes() -> None:
    document = "before\n<!-- bench: costs -->\nold\n<!-- end -->\nafter <!-- end -->\n"
    table = Table(("what", "figure"), (("a turn", "1 ms"),)).markdown()
    assert filled(document, "costs", table) == (
        "before\n<!-- bench: costs -->\n\n| what | figure |\n| --- | --- |\n| a turn | 1 ms |\n\n<!-- end -->\n"
        "after <!-- end -->\n"
    )


def test_a_table_without_a_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 places"):
        filled("nothing here", "costs", "table")


def test_calibration_error_is_the_distance_between_sure_and_right() -> None:
    assert expected_calibration_error([(1.0, True), (1.0, True)]) == 0
    assert expected_calibration_error([(0.95, False)] * 3 + [(0.95, True)]) == pytest.approx(0.7)


def test_percentiles_are_in_milliseconds_and_rates_in_seconds() -> None:
    load = Load(turns=(0.1, 0.2, 0.3), seconds=2.0)
    assert load.milliseconds(50) == pytest.approx(200)
    assert load.turns_a_second == pytest.approx(1.5)


def test_no_asked_example_has_a_paraphrase_among_the_learnt_ones(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("benchmarks.understanding.KEPT", tmp_path)
    texts = ["one", "one again", "two", "two again", "three", "three again", "four", "four again"]
    vectors = np.repeat(np.eye(4, 768, dtype=np.float32), 2, axis=0)
    examples = Examples(np.array(texts), np.array(["ask_costs", "thank"] * 2).repeat(2), vectors)
    half = halves(examples)
    asked = {text.split()[0] for text, _ in half.asked}
    learnt = half.learnt.read_text(encoding="utf-8")
    assert asked
    assert not any(f"- {word}" in learnt for word in asked)


def test_the_thresholds_that_are_set_are_those_of_the_configuration() -> None:
    assert all(0 <= threshold < 1 for threshold in set_thresholds())


def test_stored_conversations_are_copies_under_names_of_their_own(tmp_path: Path) -> None:
    database = tmp_path / "conversations.sqlite"
    with sqlite3.connect(database) as connection:
        columns = "id INTEGER PRIMARY KEY, sender_id, type_name, timestamp, intent_name, action_name, data"
        connection.execute(f"CREATE TABLE events ({columns})")
        event = "INSERT INTO events (sender_id, type_name) VALUES ('first', ?)"
        connection.executemany(event, [("action",), ("user",)])
    copy_conversation(database, 3)
    with sqlite3.connect(database) as connection:
        stored = connection.execute("SELECT sender_id, group_concat(type_name) FROM events GROUP BY 1").fetchall()
    assert len(stored) == 4
    assert {types for _, types in stored} == {"action,user"}
