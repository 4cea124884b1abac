"""A clinic's own settings: read from one file, checked, and said in the talk."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from pump_navigator import clinic as settings
from pump_navigator.clinic import RETENTION_VARIABLE, VARIABLE, Clinic, Training, clinic, clinic_file
from pump_navigator.content.check import check
from pump_navigator.content.errors import ContentError
from pump_navigator.content.library import library
from pump_navigator.content.placeholders import EVERYWHERE
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.dialogue.state import State
from pump_navigator.papers.dates import in_words
from pump_navigator.paths import PROJECT
from pump_navigator.server.settings import Settings

DEMO = PROJECT / "demo" / "clinic.yml"
DAY = date.today() + timedelta(days=9)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Reads a text as the clinic's own file."""

    def read(text: str) -> Clinic:
        path = tmp_path / "clinic.yml"
        path.write_text(text)
        monkeypatch.setenv(VARIABLE, str(path))
        clinic.cache_clear()
        return clinic()

    yield read
    clinic.cache_clear()


def test_the_demo_clinic_sets_all_there_is_and_is_right() -> None:
    text = DEMO.read_text()
    assert [name for name in Clinic.__fields__ if f"\n{name}:" not in text] == []
    assert [finding for finding in check(clinic=DEMO) if finding.file == DEMO and not finding.warning] == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("name: A\nphones:\n  - {number: 555}\n", 3, "purpose"),
        ("name: A\ntrainings:\n  - {day: soon, what: class}\n", 3, "invalid date format"),
        ("name: A\n\nopen: always\n", 3, "extra fields not permitted"),
        ("name: A\nretention_days: 0\n", 2, "greater than or equal to 1"),
        ("name: A\norigins: [clinic.example]\n", 2, "is no origin"),
        ("name: A\ndevices:\n  - Dexcom G7\n  - Omnipot\n", 4, "Omnipot is no device of ours"),
        ("name: A\nnotes:\n  training: Bring it.\n  surgery: Bring it.\n", 4, "there is no step surgery"),
        ("name: A\nnotes:\n  training: Take 4 units before you come.\n", 3, "forbidden claim"),
        ("name: A\nnotes:\n  training: Documentation necessitates authorization.\n", 3, "reads at grade"),
        ("name: A\ntrainings:\n  - {day: 2020-01-01, what: class}\n", 3, "is over"),
        ("- name\n", 1, "holds no keys"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_mend(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = tmp_path / "clinic.yml"
    path.write_text(text)
    found = [finding for finding in check(clinic=path) if finding.file == path]
    assert any(message in finding.message and finding.line == line and finding.mend for finding in found), found


def test_a_wrong_file_stops_with_one_line(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ContentError, match=r"clinic\.yml:2: .*docs/clinic\.md") as error:
        read("name: A\nhour: 8\n")
    assert "\n" not in str(error.value)


def test_a_file_that_is_named_and_gone_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "no-such-file.yml")
    with pytest.raises(ContentError, match="is no file"):
        clinic_file()


def test_the_command_takes_the_file() -> None:
    command = [sys.executable, "-m", "pump_navigator", "check", "--clinic", "no-such-file.yml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "error: no-such-file.yml: is no file. Mend: correct PUMP_NAVIGATOR_CLINIC, or --clinic."
    ]


def test_content_may_name_every_setting_that_is_said() -> None:
    assert set(Clinic().placeholders) < EVERYWHERE
    assert [name for name, value in Clinic().placeholders.items() if value] == ["emergency_number", "crisis_line"]


def test_trainings_that_are_over_are_not_said() -> None:
    over = Training(day=date.today() - timedelta(days=1), what="old class")
    coming = Training(day=DAY, what="pump class", where="Room 2")
    assert Clinic(trainings=[coming, over]).placeholders["trainings"] == f"{in_words(DAY)}: pump class (Room 2)"


def test_names_are_said_from_a_to_z() -> None:
    own = Clinic(devices=["t:slim X2", "Omnipod 5"], suppliers=["b", "A"])
    assert own.placeholders["clinic_devices"] == "Omnipod 5, t:slim X2"
    assert own.placeholders["suppliers"] == "A, b"


def test_the_environment_goes_before_the_file(read, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    read("retention_days: 14\norigins: [https://Clinic.example]\n")
    assert Settings.of_environment().retention_days == 14
    assert Settings.of_environment().origins == ("https://clinic.example",)
    monkeypatch.setenv(RETENTION_VARIABLE, "60")
    monkeypatch.setenv("PUMP_NAVIGATOR_ORIGINS", "https://other.example")
    clinic.cache_clear()
    assert Settings.of_environment().retention_days == 60
    assert Settings.of_environment().origins == ("https://other.example",)
    assert clinic().placeholders["retention_days"] == "60"


def test_a_note_is_said_when_the_talk_comes_to_its_step() -> None:
    answerer = Answerer(library(), Clinic(notes={"costs": "Ask for the money desk."}))
    first = answerer.about(answerer.library.entries["diabetes/costs"], None, State())
    assert "Ask for the money desk." in [message.text for message in first.messages]
    again = answerer.about(answerer.library.entries["diabetes/deductible"], None, first.state)
    assert "Ask for the money desk." not in [message.text for message in again.messages]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("can i talk to a person", "Alder Street Endocrine Clinic. Call (555) 555-0142"),
        ("when are you open", "Monday to Thursday, 8 am to 5 pm"),
        ("what number do i call after hours", "(555) 555-0199"),
        ("who trains me", "Rosa, our diabetes educator"),
        ("how long do you keep my data", "deleted 30 days after"),
        ("which devices do you work with", "Dexcom G7, FreeStyle Libre 3 Plus, Omnipod 5, t:slim X2"),
        ("which supplier do you use", "Fairview Medical Supply, Northside Pharmacy"),
        ("does your staff speak spanish", "English or Spanish"),
    ],
)
async def test_the_talk_answers_from_it(talk, monkeypatch: pytest.MonkeyPatch, question: str, said: str) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv(VARIABLE, str(DEMO))
    settings.clinic.cache_clear()
    try:
        await talk.say(question)
    finally:
        monkeypatch.undo()
        settings.clinic.cache_clear()
    assert said in talk.text


@pytest.mark.parametrize("question", ["who trains me", "when are you open", "which supplier do you use"])
async def test_what_is_not_set_is_not_said(talk, question: str) -> None:  # type: ignore[no-untyped-def]
    await talk.say(question)
    assert "{" not in talk.text
    assert " :" not in talk.text
    assert "At ," not in talk.text
