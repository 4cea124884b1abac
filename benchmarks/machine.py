"""What a reader has to know of the machine to judge the figures."""

from __future__ import annotations

import os
from datetime import date

import psutil


def described() -> str:
    """The day, the cores, the memory, and how busy others kept the machine in the minute before."""
    gigabytes = psutil.virtual_memory().total / 1e9
    busy = os.getloadavg()[0]
    return (
        f"Measured on {date.today():%d %B %Y} on a machine with {os.cpu_count()} cores and {gigabytes:.0f} GB, "
        f"with a load of {busy:.1f} from other programs when it began."
    )
