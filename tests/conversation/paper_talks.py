"""For each paper a way to ask for it, the answers to its questions as people type them, and what has to stand there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from pump_navigator.messages import Message
from pump_navigator.papers.dates import in_words
from pump_navigator.papers.library import papers_content

CONTENT = papers_content()
DIGRESSION = "what is a deductible?"
EMERGENCY = "my son is unconscious and won't wake up"


@dataclass(frozen=True)
class PaperTalk:
    """One paper. `answers` are typed in the order of its questions; each of `told` stands on the paper once."""

    begin: str
    answers: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    change: tuple[str, str, str]  # what is typed to correct it, the old value on the paper, the new one


_LATELY = in_words(date.today() - timedelta(days=20))
_SENT = in_words(date.today() - timedelta(days=3))
_REFILL = in_words(date.today() + timedelta(days=40))

TALKS: dict[str, PaperTalk] = {
    "call_script": PaperTalk(
        "make me a call script",
        (("device", "insulin pump"), ("model", "Omnipod 5"), ("call_question", "is a loaner covered?")),
        ("Omnipod 5", "is a loaner covered?"),
        ("change the model to twiist", "Omnipod 5", "twiist"),
    ),
    "visit_sheet": PaperTalk(
        "make me a visit sheet",
        (
            ("device", "a sensor"),
            ("model", "Libre 3 Plus"),
            ("reasons", "sleepless nights; swim team"),
            ("visit_questions", "may I keep my meter?"),
        ),
        ("Libre 3 Plus", "sleepless nights", "swim team", "may I keep my meter?"),
        ("the brand should be Dexcom G7", "Libre 3 Plus", "Dexcom G7"),
    ),
    "paper_checklist": PaperTalk(
        "make me a checklist of papers",
        (
            ("device", "both"),
            ("plan_type", "it's through my husband's work"),
            ("have", "prescription and the lab results"),
            ("owed", "clinic owes the office note since March 4"),
        ),
        ("Plan from work", "clinic owes the office note since March 4"),
        ("change the plan to Medicaid", "Plan from work", "Medicaid or CHIP"),
    ),
    "necessity_facts": PaperTalk(
        "gather the facts for my letter of medical necessity",
        (
            ("device", "cortisol pump"),
            ("model", "t:slim"),
            ("diagnosis", "Addison's disease since 2015"),
            ("treatment", "tablets three times a day"),
            ("tried", "June 2 2025, other tablets, still tired"),
            ("events", "January 3 2026, crisis, St. Olav Hospital, $12,000"),
            ("results", "cortisol curve of May 5 2026"),
            ("reasons", "I want to work; José wants to travel with me"),
        ),
        (
            *("t:slim", "Addison's disease since 2015", "tablets three times a day", "June 2, 2025"),
            *("other tablets, still tired", "January 3, 2026", "crisis", "St. Olav Hospital", "$12,000"),
            *("cortisol curve of May 5 2026", "I want to work", "José wants to travel with me"),
        ),
        ("the diagnosis is wrong, it's Addison's disease since 2014", "disease since 2015", "disease since 2014"),
    ),
    "appeal_packet": PaperTalk(
        "make my appeal packet",
        (
            ("device", "insulin pump"),
            ("plan_type", "it's through my job"),
            ("letter_kind", "the first one"),
            ("letter_date", _LATELY),
            ("denial_reason", "not shown to be needed"),
            ("events", "January 12 2026, ER visit, Mercy Hospital, $2,300; Feb 3 2026, passed out at work"),
            ("figures", "missed school days, 19 before, 3 after"),
        ),
        (
            *(_LATELY, "not shown to be needed", "January 12, 2026", "ER visit", "Mercy Hospital", "$2,300"),
            *("February 3, 2026", "passed out at work", "missed school days", "Plan from work"),
        ),
        ("the reason should be: we never got your labs", "not shown to be needed", "we never got your labs"),
    ),
    "follow_up_calendar": PaperTalk(
        "make me a calendar",
        (
            ("plan_type", "it's through my job"),
            ("letter_kind", "the first one"),
            ("letter_date", _LATELY),
            ("sent_on", _SENT),
            ("check_in_every", "every week"),
            ("refill_on", _REFILL),
        ),
        ("Plan from work", _LATELY, _SENT, "Each week", _REFILL),
        ("no, the plan is Medicare not from work", "Plan from work", "Original Medicare"),
    ),
}


async def answered(talk, paper_id: str, count: int | None = None) -> str:
    """Ask for the paper and answer its first questions, or all; the last answer."""
    paper = TALKS[paper_id]
    for line in (paper.begin, *(text for _, text in paper.answers[:count])):
        await talk.say(line)
    return talk.text


async def finished(talk, paper_id: str, done: int) -> str:
    """Answer the questions after the first ones; the text of the paper."""
    for _, text in TALKS[paper_id].answers[done:]:
        await talk.say(text)
    return shown(talk).text


def shown(talk) -> Message:
    """The paper itself."""
    papers = [message for message in talk.messages if message.kind == "paper"]
    assert papers, talk.text
    return papers[0]


def asks(paper_id: str, number: int) -> str:
    """The words of a question of a paper, for the device of its answers."""
    question = CONTENT.question(TALKS[paper_id].answers[number][0])
    devices = {"a sensor": "cgm", "both": "both", "cortisol pump": "cortisol_pump", "insulin pump": "pump"}
    device = devices.get(dict(TALKS[paper_id].answers).get("device", ""))
    name = CONTENT.device_names[device or "unknown"]  # type: ignore[index]
    return question.asked_about(device if number else None).replace("{device}", name)
