"""The memory that processes really take."""

from __future__ import annotations

from collections.abc import Sequence

import psutil


def megabytes(pids: Sequence[int]) -> float:
    """Of these processes and all their children, shared pages counted once (PSS)."""
    roots = [psutil.Process(pid) for pid in pids]
    processes = {process for root in roots for process in (root, *root.children(recursive=True))}
    return float(sum(process.memory_full_info().pss for process in processes)) / 1e6
