"""What is wrong with the content, in one line that names the file, the line and the mend."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pump_navigator.paths import PROJECT


class ContentError(Exception):
    """The content cannot be used. The message is one clear line."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that `pump-navigator check` found."""

    file: Path
    line: int
    message: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        path = self.file.relative_to(PROJECT) if self.file.is_relative_to(PROJECT) else self.file
        grade = "warning: " if self.warning else ""
        return f"{path}:{self.line}: {grade}{self.message} Mend: {self.mend}"
