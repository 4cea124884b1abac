"""What is said of the path, and what is asked back about it. Knows nothing of how a message came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pump_navigator.content.library import CORTISOL, DIABETES
from pump_navigator.content.models import CORTISOL_PUMP, PUMP, SENSOR, Step
from pump_navigator.content.topics import GREETING, NEXT_STEP, PROGRESS, WAIT_TIME
from pump_navigator.dialogue.answer import Answerer
from pump_navigator.intents import ASK_NEXT_STEP, ASK_PROGRESS, CLEAR_PATH, GO_BACK, KEEP_PATH, NOTE_REPORT
from pump_navigator.journey.content import JourneyContent
from pump_navigator.journey.path import APPEAL, DeviceName, Party, Path, Progress, Status
from pump_navigator.messages import Button, Message, PathLine, StepLine, open_topic, payload
from pump_navigator.papers.dates import in_words
from pump_navigator.papers.draft import paper_offered
from pump_navigator.papers.library import papers_content
from pump_navigator.papers.speech import make_paper

BOTH: Final = "both"
STEP_DONE: Final = "step_done"

# The entities of the payloads.
REPORT_ENTITY: Final = "report"
PATH_ENTITY: Final = "path"
DAY_ENTITY: Final = "day"
STEP_ENTITY: Final = "step"

_MOST_STEPS: Final = 4
_BUTTON_OF: Final[Mapping[DeviceName, str]] = {
    PUMP: "button_pump",
    SENSOR: "button_cgm",
    CORTISOL_PUMP: "button_cortisol",
}
# What helps while somebody else has to move.
_WHILE_WAITING: Final[Mapping[Party, str]] = {
    Party.PLAN: "waiting_on_plan",
    Party.DOCTOR: "waiting_on_doctor",
    Party.COMPANY: "waiting_on_company",
    Party.TRAINER: "training_booked",
}


@dataclass(frozen=True)
class JourneyTalk:
    """Holds nothing of a conversation."""

    answerer: Answerer
    content: JourneyContent

    # The path in words.

    def which(self, device: DeviceName) -> str:
        """The device, as a sentence begins with it."""
        return self.content.devices[device]

    def title(self, device: DeviceName, step: str) -> str:
        """The title of a step."""
        if step == APPEAL and device != CORTISOL_PUMP:
            return self.content.appeal.title
        return next(one.title for one in self._guide_steps(device) if one.id == step)

    def topic(self, device: DeviceName, step: str) -> str:
        """The topic that explains a step."""
        if step == APPEAL and device != CORTISOL_PUMP:
            return self.content.appeal.topic
        return next(one.topic for one in self._guide_steps(device) if one.id == step)

    def _guide_steps(self, device: DeviceName) -> list[Step]:
        return self.answerer.library.guide(CORTISOL if device == CORTISOL_PUMP else DIABETES).steps

    def state(self, path: Path, step: str) -> str:
        """How a step stands, as a part of a sentence."""
        if path.denied and step == path.way.approval:
            return self._filled("denied", path.progress(step), path.denied)
        progress = path.progress(step)
        match progress:
            case Progress(status=Status.WAITING, on=date() as day):
                return self._filled("waiting_on", progress, day)
            case Progress(status=Status.WAITING, since=date() as day):
                return self._filled("waiting_since", progress, day)
            case Progress(status=Status.IN_PROGRESS, since=date() as day):
                return self._filled("since", progress, day)
            case Progress(status=Status.DONE, since=date() as day):
                return self._filled("on", progress, day)
            case _:
                return self._filled(progress.status.value, progress, None)

    def _filled(self, name: str, progress: Progress, day: date | None) -> str:
        party = self.content.parties[progress.waits_for] if progress.waits_for else ""
        text: str = self.content.states[name]
        return text.replace("{party}", party).replace("{day}", in_words(day) if day else "")

    def line(self, path: Path) -> PathLine:
        """The path as a progress line."""
        return PathLine(self.which(path.device), tuple(self._step_line(path, step) for step in path.order))

    def _step_line(self, path: Path, step: str) -> StepLine:
        progress = path.progress(step)
        return StepLine(
            step=step,
            title=self.title(path.device, step),
            status=progress.status.value,
            words=self.state(path, step),
            waiting_for=self.content.parties[progress.waits_for] if progress.waits_for else None,
            since=progress.since.isoformat() if progress.since else None,
            on=progress.on.isoformat() if progress.on else None,
        )

    # What is said.

    def noted(self, path: Path, step: str) -> str:
        """That a step stands in a new way."""
        title, state = self.title(path.device, step), self.state(path, step)
        return self._text("path_noted", which=self.which(path.device), title=title, state=state)

    def stands(self, path: Path) -> Message:
        """How far somebody is, what is now, and what is still to come."""
        which, order = self.which(path.device), path.order
        done = sum(path.is_done(step) for step in order)
        said = [self._text("path_stands", which=which, count=str(done), all=str(len(order)))]
        current = path.current
        if current is None:
            said.append(self._text("path_end", which=which))
        else:
            said.append(self._now(path, current))
            later = [step for step in order[order.index(current) + 1 :] if not path.is_done(step)]
            if later:
                titles = ", ".join(self.title(path.device, step) for step in later)
                said.append(self._text("path_left", titles=titles))
        return Message(" ".join(said), topic=PROGRESS, progress=self.line(path))

    def where(self, path: Path) -> Message:
        """What is now, in one line, with the path."""
        current = path.current
        which = self.which(path.device)
        now = self._now(path, current) if current else self._text("path_end", which=which)
        return Message(f"{which}. {now}" if current else now, topic=PROGRESS, progress=self.line(path))

    def _now(self, path: Path, step: str) -> str:
        if not path.progress(step).is_active:
            return self._text("path_coming", title=self.title(path.device, step))
        return self._text("path_now", title=self.title(path.device, step), state=self.state(path, step))

    def while_waiting(self, progress: Progress) -> str | None:
        """What helps while a step waits."""
        report = _WHILE_WAITING.get(progress.waits_for) if progress.waits_for else None
        return self.answer_to(report, None) if report else None

    def answer_to(self, report: str, device: DeviceName | None) -> str | None:
        """What people wrote as the answer to a report."""
        passage = self.answerer.library.passages.get(f"{NEXT_STEP}#{report}")
        named = None if device == CORTISOL_PUMP else device
        return self.answerer.fill(passage.fact.text, named) if passage else None

    # What is asked back.

    def which_device(self, report: str, day: date | None) -> Message:
        """For which device a report is."""
        return self.answerer.phrase("path_which_device", NEXT_STEP, *self._device_buttons(report, day))

    def _device_buttons(self, report: str, day: date | None) -> Iterator[Button]:
        told = {REPORT_ENTITY: report} | ({DAY_ENTITY: day.isoformat()} if day else {})
        effects = self.content.reports.get(report)
        for device, title in _BUTTON_OF.items():
            if effects is None or effects.effect(device):
                yield self._button(title, NOTE_REPORT, **told, **{PATH_ENTITY: device})
        if effects is None or effects.diabetes:
            yield self._button("button_both", NOTE_REPORT, **told, **{PATH_ENTITY: BOTH})

    def which_report(self, reports: Iterable[str], device: DeviceName | None) -> Message:
        """What it is that has happened."""
        return self.answerer.phrase("path_which_report", NEXT_STEP, *self.report_buttons(reports, device))

    def report_buttons(self, reports: Iterable[str], device: DeviceName | None) -> list[Button]:
        """Reports as choices."""
        told = {PATH_ENTITY: device} if device else {}
        named = [(report, self.content.reports[report].title) for report in reports]
        return [Button(title, payload(NOTE_REPORT, **{REPORT_ENTITY: report}, **told)) for report, title in named]

    def report_choices(self, path: Path) -> list[Button]:
        """What may be told of the present step, other than how it stands already."""
        if path.current is None:
            return []
        waits_for = path.progress(path.current).waits_for
        reports = [
            report
            for report in self.content.steps[path.current].reports
            if (effect := self.content.reports[report].effect(path.device))
            and (waits_for is None or effect.waits_for is not waits_for)
        ]
        return self.report_buttons(reports, path.device)

    def ways_on(self, path: Path) -> list[Button]:
        """After a report: the paper that fits, and what the present step is about."""
        current = path.current
        if current is None:
            return []
        waits = path.progress(current).status is Status.WAITING
        topic = self.topic(path.device, current)
        paper = paper_offered(WAIT_TIME if waits else topic, papers_content())
        entry = self.answerer.library.entries[topic]
        return [*([make_paper(paper)] if paper else []), open_topic(entry.title, topic), self.show_path()]

    def show_path(self) -> Button:
        """A button that shows the path."""
        return self._button("button_path", ASK_PROGRESS)

    def go_on(self) -> Button:
        """A button for what comes next."""
        return self._button("button_next", ASK_NEXT_STEP)

    def start_over(self, devices: tuple[DeviceName, ...]) -> Message:
        """Whether to clear a path; with several, which."""
        asked = " ".join(self._text("path_start_over", which=self.which(device)) for device in devices)
        buttons = tuple(self._clear(device, len(devices)) for device in devices)
        return Message(asked, (*buttons, self._button("button_keep", KEEP_PATH)), topic=PROGRESS)

    def _clear(self, device: DeviceName, of: int) -> Button:
        title = "button_start_over" if of == 1 else _BUTTON_OF[device]
        return self._button(title, CLEAR_PATH, **{PATH_ENTITY: device})

    def which_step(self, path: Path) -> Message:
        """To which step to go back."""
        done = [step for step in path.order if path.is_done(step)][-_MOST_STEPS:]
        buttons = (Button(self.title(path.device, step), payload(GO_BACK, **{STEP_ENTITY: step})) for step in done)
        return self.answerer.phrase("path_which_step", PROGRESS, *buttons)

    # When somebody comes back.

    def welcome(self, paths: Iterable[Path], phrase: str) -> list[Message]:
        """Where they were, and what to do or tell now."""
        known = tuple(paths)
        said = [self.answerer.phrase(phrase, GREETING), *(self.where(path) for path in known)]
        choices = self.report_choices(known[0]) if len(known) == 1 else []
        said[-1] = replace(said[-1], buttons=(self.go_on(), *choices))
        return said

    def welcome_first(self, paths: Iterable[Path]) -> Message:
        """The same in front of an answer."""
        said = [self.answerer.phrase("path_welcome_back", GREETING).text, *(self.where(path).text for path in paths)]
        return Message("\n".join(said))

    def _button(self, title: str, intent: str, **entities: str) -> Button:
        return Button(self.answerer.library.phrase(title), payload(intent, **entities))

    def _text(self, phrase: str, **values: str) -> str:
        return self.answerer.phrase(phrase, PROGRESS, **values).text
