"""Where the benchmarks keep what they make."""

from __future__ import annotations

from pump_navigator.paths import PROJECT

KEPT = PROJECT / "bench-output"
DOCS = PROJECT / "docs"
IMAGES = DOCS / "images"
INSIDE = PROJECT / "benchmarks" / "inside"  # scripts for the Python of whichever assistant is measured
STOCK = PROJECT / "benchmarks" / "stock_rasa"
DEVELOPMENT_QUESTIONS = PROJECT / "tests" / "understanding" / "questions.jsonl"
