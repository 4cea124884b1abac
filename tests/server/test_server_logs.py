"""How a line of the log is written."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from pump_navigator.server.logs import JsonLines, Lines, PlainLines

WORD = "giraffe"


def _record(name: str, message: str, error: bool = False) -> logging.LogRecord:
    try:
        if error:
            raise ValueError(WORD) from KeyError(WORD)
    except ValueError:
        return logging.LogRecord(name, logging.ERROR, __file__, 7, message, (), sys.exc_info(), "somewhere")
    return logging.LogRecord(name, logging.ERROR, __file__, 7, message, (), None, "somewhere")


@pytest.fixture(params=[JsonLines, PlainLines])
def lines(request: pytest.FixtureRequest) -> Lines:
    made: Lines = request.param()
    return made


def test_our_own_words_are_written(lines: Lines) -> None:
    lines.discreet = True
    assert "answered" in lines.format(_record("pump_navigator.server.app", "answered"))


def test_other_peoples_words_are_not_once_patients_may_write(lines: Lines) -> None:
    record = _record("rasa.core.processor", f"parsed {WORD}")
    assert WORD in lines.format(record)
    lines.discreet = True
    assert WORD not in lines.format(record)
    assert "test_server_logs.somewhere:7" in lines.format(record)


def test_a_name_that_only_begins_like_ours_is_not_ours(lines: Lines) -> None:
    lines.discreet = True
    assert WORD not in lines.format(_record("pump_navigator_plugin", WORD))


def test_an_exception_tells_its_types_and_places_only(lines: Lines) -> None:
    line = lines.format(_record("pump_navigator.server.app", "failed", error=True))
    assert WORD not in line
    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert "in _record" in line


def test_json_is_one_object_a_line() -> None:
    record = _record("pump_navigator.requests", "two\nlines", error=True)
    record.fields = {"status": 200}
    line = JsonLines().format(record)
    assert "\n" not in line
    written = json.loads(line)
    assert (written["level"], written["status"], written["logger"]) == ("error", 200, "pump_navigator.requests")
