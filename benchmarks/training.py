"""Trains a contender and keeps the model with what it cost: stock Rasa takes half an hour, so it is trained once."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.contenders import Contender
from benchmarks.paths import INSIDE, KEPT
from benchmarks.progress import doing

_SCRIPT = INSIDE / "train.py"


@dataclass(frozen=True)
class Trained:
    """A model and the cost of its training."""

    model: Path
    seconds: float
    cpu_seconds: float  # of all cores together: tells the work even when other programs take part of the machine
    megabytes: float  # the most memory that it took

    @property
    def size(self) -> float:
        """The model's file, in megabytes."""
        return self.model.stat().st_size / 1e6


def trained(contender: Contender, examples: Path) -> Trained:
    """The contender's model of a file of examples, as it is kept or trained now. Raises `RuntimeError`."""
    folder = KEPT / "models" / _digest(contender, examples)
    model, costs = folder / "model.tar.gz", folder / "costs.json"
    if not costs.exists():
        with doing(f"training {contender.name} on {examples.name}"):
            folder.mkdir(parents=True, exist_ok=True)
            cost = _train(contender, examples, model)
            costs.write_text(json.dumps(asdict(cost), default=str), encoding="utf-8")
    return Trained(**{**json.loads(costs.read_text(encoding="utf-8")), "model": model})


def _train(contender: Contender, examples: Path, model: Path) -> Trained:
    log = model.parent / "training.log"
    started = time.perf_counter()
    command = [contender.python, _SCRIPT, contender.config, contender.domain, contender.dialogues, examples, model]
    with log.open("wb") as out:
        # In a folder of its own: Rasa keeps a cache of trained components where it runs.
        process = subprocess.Popen(command, stdout=out, stderr=out, env=contender.environment, cwd=model.parent)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{contender.name} was not trained:\n{log.read_text(errors='replace')[-2000:]}")
    seconds = time.perf_counter() - started
    return Trained(model, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3)


def _digest(contender: Contender, examples: Path) -> str:
    digest = hashlib.sha256()
    inputs = (contender.config, contender.domain, contender.dialogues, *contender.depends_on, examples)
    for path in inputs:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
