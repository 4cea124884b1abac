"""The parts of the benchmarks: what each measures, and where it is told."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import calibration, charts, classifiers, contenders, growth, machine, scale, thresholds, understanding
from benchmarks.examples import Examples
from benchmarks.load import NavigatorConversation, RasaConversation
from benchmarks.paths import DEVELOPMENT_QUESTIONS, DOCS, IMAGES
from benchmarks.servers import navigator_server, stock_server
from benchmarks.tables import Table, filled
from benchmarks.training import trained
from pump_navigator import startup
from pump_navigator.evaluation import Question, read_questions

_UNDERSTANDING = DOCS / "understanding.md"
_PERFORMANCE = DOCS / "performance.md"
_OURS = "Pump Navigator"
_STOCK = "Rasa, stock"
_GUIDES = ("diabetes/", "cortisol/")  # an emergency would end most of what a conversation can be asked


@dataclass(frozen=True)
class Run:
    """One run of the benchmarks, full or quick."""

    quick: bool

    @property
    def questions(self) -> list[Question]:
        """The development questions."""
        return read_questions(DEVELOPMENT_QUESTIONS)[:: 16 if self.quick else 1]

    @property
    def texts(self) -> list[str]:
        """What people ask the servers."""
        return [question.text for question in self.questions if question.topic.startswith(_GUIDES)]

    def examples(self) -> Examples:
        """The training examples."""
        return Examples.load(every=8 if self.quick else 1)

    def tell(self, document: Path, name: str, told: str | Table) -> None:
        """Print it, and put it into its place in a document; the quick run only looks for the place."""
        text = told.markdown() if isinstance(told, Table) else told
        print(f"\n{text}", flush=True)
        new = filled(document.read_text(encoding="utf-8"), name, text)
        if not self.quick:
            document.write_text(new, encoding="utf-8")


def classifiers_part(run: Run) -> None:
    """Features and classifiers."""
    ways = classifiers.WAYS[1:3] if run.quick else classifiers.WAYS
    run.tell(_UNDERSTANDING, "classifiers", classifiers.table(run.examples(), ways))


def thresholds_part(run: Run) -> None:
    """Confidence, and what its thresholds trade."""
    guesses = thresholds.cross_validated_guesses(run.examples())
    error = f"Expected calibration error: {calibration.expected_calibration_error(guesses):.3f}."
    run.tell(_UNDERSTANDING, "calibration", f"{calibration.table(guesses).markdown()}\n\n{error}")
    tried = () if run.quick else thresholds.TRIED
    run.tell(_UNDERSTANDING, "thresholds", thresholds.table(startup.navigator(), run.questions, tried))


def understanding_part(run: Run) -> None:
    """This pipeline and Rasa's two."""
    if run.quick:
        return
    run.tell(_UNDERSTANDING, "machine", machine.described())
    navigator, half = startup.navigator(), understanding.halves(run.examples())
    compared = [
        understanding.measured(contender, number == 0, navigator, run.questions, half)
        for number, contender in enumerate((contenders.navigator(), contenders.stock(), contenders.sparse()))
    ]
    run.tell(_UNDERSTANDING, "comparison", understanding.table(compared))
    charts.understanding_chart(compared, IMAGES / "understanding.svg")


def scale_part(run: Run) -> None:
    """This server and stock Rasa's, and how this one grows."""
    effort = scale.Effort(turns=64, long=10, short_talks=1, stored=10) if run.quick else scale.Effort()
    run.tell(_PERFORMANCE, "machine", machine.described())
    alone = scale.embedding_alone(run.texts)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        ours = scale.measured(_OURS, navigator_server(folder / "ours"), NavigatorConversation, run.texts, effort)
        run.tell(_PERFORMANCE, "embedding", scale.embedding_table(ours, alone))
        compared = [ours] if run.quick else [ours, _stock(run, folder, effort)]
        run.tell(_PERFORMANCE, "side by side", scale.table(compared))
        run.tell(_PERFORMANCE, "long conversations", scale.long_table(compared))
        stored = growth.stored_table(folder / "ours", run.texts, effort.stored, effort.turns)
        run.tell(_PERFORMANCE, "stored conversations", stored)
        if not run.quick:
            charts.scale_chart(compared, IMAGES / "performance.svg")
            run.tell(_PERFORMANCE, "workers", _workers(run, folder, effort))


def _stock(run: Run, folder: Path, effort: scale.Effort) -> scale.Figures:
    contender = contenders.stock()
    model = trained(contender, contenders.NLU)
    own = trained(contenders.navigator(), contenders.NLU)
    run.tell(_PERFORMANCE, "training", scale.training_table(own, model))
    server = stock_server(contender, model.model, folder / "stock")
    return scale.measured(_STOCK, server, RasaConversation, run.texts, effort)


def _workers(run: Run, folder: Path, effort: scale.Effort) -> str | Table:
    try:
        return growth.workers_table(folder / "workers", run.texts, effort.turns)
    except FileNotFoundError as error:
        return f"Not measured: {error} is not installed here."


PARTS: dict[str, Callable[[Run], None]] = {
    "classifiers": classifiers_part,
    "thresholds": thresholds_part,
    "understanding": understanding_part,
    "scale": scale_part,
}
