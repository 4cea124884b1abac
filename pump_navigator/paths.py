"""Where the project's files are, independent of the working directory."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
GUIDES = PROJECT / "guides"
DATA = PROJECT / "data"
MODELS = PROJECT / "models"
CONFIG = PROJECT / "config.yml"
DOMAIN = PROJECT / "domain.yml"
