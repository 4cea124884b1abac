"""What an operator sets."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from pump_navigator.paths import PROJECT
from pump_navigator.server.settings import Settings, SettingsError
from pump_navigator.server.stores import Stores
from pump_navigator.tracker_store import SQLStore


def _set(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(f"PUMP_NAVIGATOR_{name}", value)
    return Settings.of_environment()


def test_the_contracts_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = _set(monkeypatch)
    assert (settings.text_limit, settings.messages_per_minute, settings.requests_per_minute) == (2000, 30, 600)
    assert settings.body_limit == 16 * 1024
    assert settings.origins == ()
    assert not settings.rest


def test_lists_are_words(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = _set(monkeypatch, ORIGINS="https://a.example, https://B.example:443/", SECRET="a" * 32 + " " + "b" * 32)
    assert settings.origins == ("https://a.example", "https://b.example")
    assert len(set(settings.keys)) == 2


def test_empty_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = _set(monkeypatch, REST="", ORIGINS="", TEXT_LIMIT="")
    assert settings == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET", "too short"),
        ("ORIGINS", "*"),
        ("ORIGINS", "clinic.example"),
        ("TEXT_LIMIT", "0"),
        ("TEXT_LIMIT", "many"),
        ("MESSAGES_PER_MINUTE", "-1"),
        ("REST", "perhaps"),
        ("RETENTION_DAYS", "3"),
    ],
)
def test_one_line_for_a_wrong_one(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as error:
        _set(monkeypatch, **{name: value})
    assert str(error.value).startswith("PUMP_NAVIGATOR_")
    assert "\n" not in str(error.value)
    assert name != "SECRET" or value not in str(error.value)


def test_a_secret_is_never_shown() -> None:
    settings = Settings().with_a_secret()
    (secret,) = settings.secret
    assert len(secret.get_secret_value()) >= 32
    assert secret.get_secret_value() not in repr(settings)
    assert settings.with_a_secret() == settings


def test_rasas_own_file_names_the_stores(tmp_path: Path) -> None:
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {tmp_path / 'talks.sqlite'}\n")
    stores = Stores.open(Settings(endpoints=endpoints))
    assert isinstance(stores.trackers, SQLStore)
    assert (tmp_path / "talks.sqlite").exists()
    stores.disconnect()


def test_a_store_of_ones_own(tmp_path: Path) -> None:
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text("tracker_store:\n  type: pump_navigator.tracker_store.MemoryStore\n")
    assert type(Stores.open(Settings(endpoints=endpoints)).trackers).__name__ == "MemoryStore"


@pytest.mark.parametrize(
    "text",
    [
        "tracker_store: [",
        "tracker_store:\n  type: rasa.core.tracker_store.InMemoryTrackerStore\n",
        "tracker_store:\n  type: SQL\n  dialect: nosuch\n",
    ],
)
def test_one_line_for_stores_that_do_not_work(tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    endpoints = tmp_path / "endpoints.yml"
    endpoints.write_text(text)
    with pytest.raises(SettingsError) as error:
        Stores.open(Settings(endpoints=endpoints))
    assert "\n" not in str(error.value)
    assert "Mend:" in str(error.value)


def test_the_documentation_names_each_with_its_default() -> None:
    rows = (PROJECT / "docs" / "operating.md").read_text(encoding="utf-8").splitlines()
    for name, value in (
        Settings().dict(exclude={"secret", "origins", "data", "endpoints", "rest", "broker_texts"}).items()
    ):
        assert any(row.startswith(f"| `PUMP_NAVIGATOR_{name.upper()}` | {value} |") for row in rows), name
    for name in Settings.__fields__:
        assert any(row.startswith(f"| `PUMP_NAVIGATOR_{name.upper()}` |") for row in rows), name
