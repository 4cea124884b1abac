"""A paper as a PDF: tagged for screen readers (PDF/UA-1), with its language and title, in US letter size.

Typst sets it, as a library without system packages. The words go in as data, so nothing that somebody typed
is ever read as markup. The font is DejaVu Sans, which Matplotlib brings along; it has the Latin, Greek, Cyrillic,
Hebrew, Arabic, Armenian and Georgian letters. For other letters a font of the system is used if it has one.
"""

from __future__ import annotations

import json
from datetime import datetime, time, timezone
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from pump_navigator.papers.library import papers_content
from pump_navigator.papers.models import PapersContent
from pump_navigator.papers.paper import Paper

if TYPE_CHECKING:
    from typst import PDFStandard

LANGUAGE: Final = "en-US"
_TEMPLATE: Final = Path(__file__).with_name("paper.typ")
_ACCESSIBLE: Final[list[PDFStandard]] = ["ua-1"]


def pdf(paper: Paper, content: PapersContent | None = None) -> bytes:
    """The file. Where no font has some letter, a note says so and points to the plain text."""
    content = content or papers_content()
    try:
        return _compiled(paper, content, "", _ACCESSIBLE)
    except typst.TypstError:
        note = content.shared.lines["missing_letters"].text  # type: ignore[index]
        return _compiled(paper, content, note, [])


def _compiled(
    paper: Paper,
    content: PapersContent,
    note: str,
    standards: list[PDFStandard],
) -> bytes:
    labels = {
        "author": content.source("ours").title,
        "page": content.shared.lines["page"].text,  # type: ignore[index]
        "missing": note,
        "language": LANGUAGE.split("-")[0],
        "region": LANGUAGE.split("-")[1],
    }
    inputs = {"paper": json.dumps(paper.as_json()), "labels": json.dumps(labels)}
    # The root is named, as else it would be the working directory.
    compiler = typst.Compiler(root=_TEMPLATE.parent, font_paths=_fonts())
    made: Any = compiler.compile(
        input=_TEMPLATE,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=standards,
        timestamp=datetime.combine(paper.made_on, time(), tzinfo=timezone.utc),
    )
    return bytes(made)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The fonts, looked up once: Matplotlib's first, then the ones of the system."""
    return typst.Fonts(include_system_fonts=True, font_paths=[_font_folder()])


def _font_folder() -> Path:
    """Where Matplotlib keeps DejaVu Sans. Matplotlib itself is not imported."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise RuntimeError("matplotlib is not installed; it brings the font of the papers")
    return Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
