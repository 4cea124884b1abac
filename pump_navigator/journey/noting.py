"""Takes what somebody reports into the journey, and answers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pump_navigator.content.library import CORTISOL, DIABETES
from pump_navigator.content.models import CORTISOL_PUMP, PUMP, SENSOR, Id
from pump_navigator.content.topics import NEXT_STEP
from pump_navigator.dialogue.answer import Answer, Answerer
from pump_navigator.dialogue.reading import Reading
from pump_navigator.dialogue.scope import Scope
from pump_navigator.dialogue.state import State
from pump_navigator.journey.content import Effect, journey_content
from pump_navigator.journey.journey import Asked, Journey
from pump_navigator.journey.news import News, NewsReader
from pump_navigator.journey.path import APPEAL, DEVICES, Change, DeviceName, Event, Path
from pump_navigator.journey.talk import BOTH, DAY_ENTITY, PATH_ENTITY, REPORT_ENTITY, STEP_DONE, JourneyTalk
from pump_navigator.messages import Message

_BOTH: Final[tuple[DeviceName, ...]] = (PUMP, SENSOR)
_DENIALS: Final = (Event.DENIED, Event.DENIED_AGAIN)
_DECISIONS: Final = (Event.APPROVED, Event.DENIED)

# Similarities of a message to the reports' own questions; below the second nothing is offered.
_SURE: Final = 0.62
_CLEARLY: Final = 0.08
_NEAR: Final = 0.40
_MOST: Final = 3


@dataclass(frozen=True)
class _Noted:
    """The journey after something was noted, with what to say of it."""

    journey: Journey
    texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    devices: tuple[DeviceName, ...] = ()


@dataclass(frozen=True)
class Noting:
    """One turn's look at the journey."""

    talk: JourneyTalk
    reader: NewsReader
    today: date

    @classmethod
    def of(cls, answerer: Answerer, today: date) -> Noting:
        """With the project's own words."""
        talk = JourneyTalk(answerer, journey_content())
        return cls(talk, NewsReader.of(answerer.library.vocabulary), today)

    def undenied(self, reading: Reading) -> Reading:
        """The reading without what would be said to a report, if a "not" in it may turn that into its opposite."""
        if not self.reader.denies(reading.text):
            return reading
        of_reports = f"{NEXT_STEP}#"
        kept = {passage: near for passage, near in reading.passages.items() if not passage.startswith(of_reports)}
        return replace(reading, passages=kept)

    def heard(self, reading: Reading, state: State) -> tuple[State, Message | None]:
        """The news that a message brings along with something else, and one line about it.

        Only what is sure is noted, and only where it is clear for which device.
        """
        noted = _Noted(state.journey)
        for news in self.reader.news(reading, self.today):
            noted = self._with(noted, news, self.devices(news, reading, state))
        if noted.journey == state.journey or not noted.notes:
            return state, None
        return replace(state, journey=noted.journey), Message("\n".join(noted.notes))

    def told(self, reading: Reading, state: State) -> Answer:
        """The answer to a report. What is not clear is asked back."""
        if found := self.reader.news(reading, self.today):
            return self._answer(found, reading, state)
        if self.reader.says_done(reading.text):
            return self._answer([News(STEP_DONE, self.reader.devices(reading))], reading, state)
        if (asked := state.journey.asked) and asked.report and self.reader.devices(reading):
            return self._answer([self._open(asked, self.reader.devices(reading))], reading, state)
        return self._by_nearness(reading, state)

    def is_report(self, reading: Reading) -> bool:
        """Whether a message is a report by its words alone, whatever question they resemble."""
        return self.reader.only_news(reading, self.today)

    def brings_news(self, reading: Reading) -> bool:
        """Whether a message surely tells something of the way."""
        return bool(self.reader.news(reading, self.today))

    def tells_of_denial(self, reading: Reading) -> bool:
        """Whether the plan's no is among the news."""
        reports = (self.talk.content.reports[news.report] for news in self.reader.news(reading, self.today))
        return any(report.diabetes and report.diabetes.event in _DENIALS for report in reports)

    def answers_what_was_asked(self, reading: Reading, state: State) -> bool:
        """Whether it was asked for which device a report is, and this names one."""
        asked = state.journey.asked
        return bool(asked and asked.report and self.reader.devices(reading))

    def pressed(self, reading: Reading, state: State) -> Answer:
        """The answer to a button that reports something."""
        report = reading.entity(REPORT_ENTITY) or STEP_DONE
        chosen = reading.entity(PATH_ENTITY)
        devices = _BOTH if chosen == BOTH else tuple(device for device in DEVICES if device == chosen)
        day = reading.entity(DAY_ENTITY)
        news = self._open(Asked(report, date.fromisoformat(day) if day else None), devices)
        return self._answer([news], reading, state)

    def devices(self, news: News, reading: Reading, state: State) -> tuple[DeviceName, ...]:
        """For which devices a report is; empty where that has to be asked."""
        journey, scope = state.journey, state.scope
        if news.devices == (PUMP,) and self.reader.names_any_pump(reading):
            speaks_of_cortisol = scope.guide == CORTISOL or tuple(journey.paths) == (CORTISOL_PUMP,)
            return (CORTISOL_PUMP,) if speaks_of_cortisol else (PUMP,)
        if news.devices:
            return news.devices
        if scope.device:
            return tuple(device for device in DEVICES if device == scope.device)
        if len(journey.paths) == 1:
            return tuple(journey.paths)
        fitting = tuple(device for device, path in journey.paths.items() if self._fits(news, path))
        return fitting if len(fitting) == 1 else ()

    def _fits(self, news: News, path: Path) -> bool:
        """Whether a report is of the step at which a path is."""
        effect = self._effect(news, path)
        return effect is not None and path.current in (effect.step, *([APPEAL] if path.denied else []))

    def _effect(self, news: News, path: Path) -> Effect | None:
        if news.report == STEP_DONE:
            return Effect(step=Id(path.current), event=Event.DONE) if path.current else None
        effect = self.talk.content.reports[news.report].effect(path.device)
        return effect.then if effect and effect.then and path.is_done(effect.step) else effect

    def _with(self, noted: _Noted, news: News, devices: Iterable[DeviceName]) -> _Noted:
        """With a report taken in for some devices."""
        for device in devices:
            before = noted.journey.path(device)
            text = None if news.report == STEP_DONE else self.talk.answer_to(news.report, device)
            texts = dict.fromkeys((*noted.texts, *([text] if text else [])))
            noted = replace(noted, texts=tuple(texts))
            effect = self._effect(news, before)
            if effect is None:
                continue
            after = before.after(Change(effect.step, effect.event, effect.waits_for, news.day, news.on), self.today)
            step = _spoken_of(after, effect)
            if step in after.order:
                noted = replace(
                    noted,
                    journey=noted.journey.with_path(after),
                    notes=(*noted.notes, self.talk.noted(after, step)),
                    devices=tuple(dict.fromkeys((*noted.devices, device))),
                )
        return noted

    def _answer(self, found: Iterable[News], reading: Reading, state: State) -> Answer:
        noted = _Noted(state.journey)
        for news in found:
            devices = self.devices(news, reading, state)
            if not devices:
                return self._which_device(news, noted, state)
            if news.report == STEP_DONE and (back := self._what_is_done(devices, state)):
                return back
            noted = self._with(noted, news, devices)
        return self._said(noted, state)

    def _which_device(self, news: News, noted: _Noted, state: State) -> Answer:
        """What can be said all the same, and the question for which device it is."""
        day = news.on or news.day
        asked = self.talk.which_device(news.report, day)
        text = None if news.report == STEP_DONE else self.talk.answer_to(news.report, None)
        said = "\n\n".join([*noted.notes, *([text] if text else []), asked.text])
        journey = replace(noted.journey, asked=Asked(news.report, day))
        return Answer((replace(asked, text=said),), replace(state, journey=journey, misunderstood=0))

    def _what_is_done(self, devices: tuple[DeviceName, ...], state: State) -> Answer | None:
        """ "Done" is asked back where more than one thing can be done: a plan decides, it does not finish."""
        for device in devices:
            path = state.journey.path(device)
            current = path.current
            if current is None:
                return Answer((self.talk.where(path),), replace(state, misunderstood=0))
            if current in (path.way.approval, APPEAL):
                asked = self.talk.which_report(self.talk.content.steps[current].reports, device)
                return Answer((asked,), replace(state, misunderstood=0))
        return None

    def _said(self, noted: _Noted, state: State) -> Answer:
        paths = [noted.journey.path(device) for device in noted.devices]
        text = "\n\n".join([*noted.texts, *noted.notes])
        if not paths:
            return Answer((Message(text, topic=NEXT_STEP),), replace(state, misunderstood=0))
        messages = [Message(text, topic=NEXT_STEP, progress=self.talk.line(paths[0]))]
        messages += [replace(self.talk.where(path), topic=NEXT_STEP) for path in paths[1:]]
        buttons = self.talk.ways_on(paths[0]) if len(paths) == 1 else [self.talk.go_on(), self.talk.show_path()]
        messages[-1] = replace(messages[-1], buttons=tuple(buttons))
        return Answer(tuple(messages), self._after(noted, paths, state))

    def _after(self, noted: _Noted, paths: list[Path], state: State) -> State:
        """The talk is now about the devices that were reported of, and about the step that comes."""
        first = paths[0]
        guide = CORTISOL if first.device == CORTISOL_PUMP else DIABETES
        scope = Scope(guide, first.device if len(paths) == 1 else None)
        topic = self.talk.topic(first.device, first.current) if first.current else state.topic
        journey = replace(noted.journey, asked=None)
        return replace(state, journey=journey, scope=scope, topic=topic, misunderstood=0)

    def _open(self, asked: Asked, devices: tuple[DeviceName, ...]) -> News:
        """The report about which was asked."""
        report = self.talk.content.reports.get(asked.report or STEP_DONE)
        is_planned = report is not None and report.is_planned
        day, on = (None, asked.day) if is_planned else (asked.day, None)
        return News(asked.report or STEP_DONE, devices, day, on)

    def _by_nearness(self, reading: Reading, state: State) -> Answer:
        """For wordings that nobody foresaw: the nearest report if it is clear, else the nearest as choices."""
        near = list(self._near(reading))
        clear = near and near[0][0] >= _SURE and (len(near) == 1 or near[0][0] - near[1][0] >= _CLEARLY)
        devices = self.reader.devices(reading)
        if clear:
            return self._answer([News(near[0][1], devices)], reading, state)
        known = self.devices(News(STEP_DONE, devices), reading, state)
        device = known[0] if len(known) == 1 else None
        reports = [report for _, report in near[:_MOST]]
        if not reports and device:
            path = state.journey.path(device)
            step = self.reader.step(reading.text, path.order) or (path.current if path.steps else None)
            reports = list(self.talk.content.steps[step].reports) if step else []
        if reports:
            return Answer((self.talk.which_report(reports, device),), replace(state, misunderstood=0))
        answerer = self.talk.answerer
        return answerer.about(answerer.library.entries[NEXT_STEP], None, state)

    def _near(self, reading: Reading) -> Iterator[tuple[float, str]]:
        for passage, similarity in reading.passages.items():
            topic, _, report = passage.partition("#")
            if topic == NEXT_STEP and report in self.talk.content.reports and similarity >= _NEAR:
                yield similarity, report


def _spoken_of(path: Path, effect: Effect) -> str:
    """The step that a report has changed."""
    if effect.event in _DECISIONS:
        return path.way.approval
    if effect.event is Event.DENIED_AGAIN:
        return path.current or APPEAL
    return APPEAL if path.denied and effect.step == path.way.approval else effect.step
