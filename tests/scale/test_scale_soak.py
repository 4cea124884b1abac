"""The short form of `benchmarks/soak.py`: mixed conversations, no failure, no memory that grows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pump_navigator.paths import PROJECT


def test_mixed_conversations_for_a_while(model: Path) -> None:
    command = [sys.executable, str(PROJECT / "benchmarks" / "soak.py"), "--minutes", "0.4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "failures {}" in done.stdout
