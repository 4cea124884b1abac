"""The small content, whole or with one thing broken, and the project's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_content import SmallContent, small_texts, write

from pump_navigator.content.library import Library


@pytest.fixture
def small(tmp_path: Path) -> SmallContent:
    """The small content in a folder of its own."""
    texts = small_texts()
    write(tmp_path, texts)
    return SmallContent(tmp_path, texts)


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small content as a library."""
    folder = tmp_path_factory.mktemp("small")
    write(folder, small_texts())
    return Library.load(folder / "guides")


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The project's own content."""
    return Library.load()
