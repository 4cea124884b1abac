"""Finding and writing the model."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

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


def test_the_same_data_give_the_same_model(model: Path, tmp_path: Path) -> None:
    script = "import sys; from pathlib import Path; from pump_navigator.training import train; train(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", script, tmp_path], check=True, capture_output=True)
    first, second = _learnt(model), _learnt(tmp_path / model.name)
    assert first.keys() == second.keys()
    assert not [name for name, learnt in first.items() if learnt != second[name]]


def _learnt(model: Path) -> dict[str, Any]:
    """All that a model's file holds, but when it was trained, and in which order Rasa wrote a set."""
    with tarfile.open(model) as archive:
        files = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        contents = {name: file.read() for name, file in files.items() if file and name != "metadata.json"}
    return {name: _unordered(json.loads(data)) if name.endswith(".json") else data for name, data in contents.items()}


def _unordered(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _unordered(value) for key, value in data.items()}
    return sorted(map(str, data)) if isinstance(data, list) else data
