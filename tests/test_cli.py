"""The command as a person or a program calls it: a real process, real standard streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*arguments: str, typed: str = "", data: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pump_navigator", *arguments]
    env = {**os.environ, "PUMP_NAVIGATOR_DATA": str(data)} if data else None
    return subprocess.run(command, input=typed, capture_output=True, text=True, cwd="/", timeout=300, env=env)


def test_help_names_every_command() -> None:
    told = run("--help").stdout
    assert all(name in told for name in ("chat", "ask", "train", "check", "serve", "evaluate"))


def test_json_holds_what_the_contract_promises(model: Path) -> None:
    done = run("ask", "--json", typed="do i need pre auth for the sensor\nhi\n")
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr, len(objects)) == (0, "", 2)
    first = objects[0]
    assert (first["topic"], first["guide"], first["device"], first["step"]) == (
        "diabetes/preauthorization",
        "diabetes",
        "cgm",
        "insurance_approval",
    )
    assert first["topics"][0] == first["topic"]
    assert first["intent"] == "ask_preauthorization"
    assert 0 < first["confidence"] <= 1
    assert first["latency_ms"] > 0
    assert {"text", "buttons", "links"} <= set(first["messages"][0])
    assert objects[1]["guide"] is None  # each line is a conversation of its own


def test_lines_can_be_turns_of_one_conversation(model: Path) -> None:
    done = run("ask", "--json", "--conversation", typed="how much is a dexcom\nand for the insulin pump?\n")
    last = json.loads(done.stdout.splitlines()[-1])
    assert ("diabetes/costs" in last["topics"], last["device"]) == (True, "pump")


def test_chat_through_a_pipe_greets_answers_and_ends(model: Path, tmp_path: Path) -> None:
    done = run("chat", typed="what is a deductible\n/help\n/nonsense\n/restart\n/quit\n", data=tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "automated guide" in done.stdout
    assert "deductible" in done.stdout
    assert "/restart" in done.stdout
    assert "I do not know that command" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("content", "wanted"),
    [('{"text": "x"}\n', ":1:"), ("not json\n", ":1:"), ("", "holds no question")],
)
def test_a_broken_file_of_questions_is_named_with_its_line(tmp_path: Path, content: str, wanted: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(content)
    done = run("evaluate", str(path))
    assert done.returncode == 1
    assert wanted in done.stderr
    assert "Mend:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_one_clear_line() -> None:
    done = run("evaluate", "/nowhere/questions.jsonl")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
