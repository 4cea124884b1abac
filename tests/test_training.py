"""Finding and writing the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pump_navigator.startup import navigator
from pump_navigator.training import NoModelError, model_path, trained_model


def test_no_model_is_said_with_the_mend(tmp_path: Path) -> None:
    with pytest.raises(NoModelError, match=r"There is no trained model.*Mend: run `pump-navigator train`"):
        trained_model(tmp_path)


def test_a_model_of_other_data_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "0123456789abcdef.tar.gz").write_bytes(b"")
    with pytest.raises(NoModelError, match="trained on other data"):
        trained_model(tmp_path)


def test_a_half_written_model_is_said_with_the_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pump_navigator import startup
    from pump_navigator.errors import UserError

    path = model_path(tmp_path)
    path.write_bytes(b"\x1f\x8b half")
    monkeypatch.setattr(startup, "trained_model", lambda: path)
    with pytest.raises(UserError, match="cannot be loaded"):
        navigator()
