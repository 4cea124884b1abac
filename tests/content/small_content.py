"""A small content folder that is in order, written as text so that a test can break one line of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pump_navigator.content.check import check
from pump_navigator.content.errors import Finding
from pump_navigator.content.phrases import PHRASES
from pump_navigator.content.topics import STEPS, TOPICS
from pump_navigator.content.widget import STRINGS
from pump_navigator.journey.content import STATES
from pump_navigator.papers.builder import PAPERS
from pump_navigator.papers.check import TALK

TODAY = date(2026, 2, 1)

_ENTRY = """\
  - id: {topic}
    step: {step}
    title: Title of {short}
    intents: [{intent}]
    kind: rule
    answer: Ask your plan. Ask your doctor.
    simpler: Ask your plan.
    facts:
      - {{id: first, text: Ask them about this., asks: [whom do i ask]}}
    sources: [ours]
    as_of: 2026-01-10
    review_by: 2026-06-10
"""

_SOURCES = """\
sources:
  ours: {title: Ours, url: null}
  maker: {title: A maker, url: "https://maker.example/"}
  plain: {title: A plain page, url: "http://plain.example/"}
"""

_RICH = """\
    tips:
      - {id: a_tip, text: "Write it down. “Who was it?” Keep the note.", asks: [what helps], sources: [maker]}
      - {id: pump_tip, text: Ask about tubes., asks: [what of tubes], devices: [pump]}
    say:
      - {id: a_line, text: "“Do you cover my {device}?”", asks: [what do i say]}
    answer_for:
      cgm: Ask about your sensor.
    links: [maker]
    next: diabetes/costs
"""

_DEVICES = """\
names: {pump: insulin pump, cgm: sensor, either: device, cortisol_pump: pump}
unknown: Ask the maker.
unbranded: This list runs from A to Z.
devices:
  - id: alpha
    name: Alpha
    maker: Acme
    kind: pump
    form: tubed
    works_with: [beta]
    holds: null
    cleared_for: Adults.
    min_age: {type1: 18}
    water: null
    wear: null
    phone: null
    notes: [It is blue.]
    status: current
    sources: [maker]
    as_of: 2026-01-10
    review_by: 2026-04-01
  - id: beta
    name: Beta
    maker: Bolt
    kind: cgm
    form: null
    works_with: [alpha]
    holds: null
    cleared_for: Adults.
    min_age: {type1: 18}
    water: null
    wear: 10 days.
    phone: null
    notes: [It is blue.]
    status: current
    sources: [maker]
    as_of: 2026-01-10
    review_by: 2026-04-01
compare_questions:
  - id: tubing
    text: Do you want a tube?
    asks: [tube or no tube]
    sources: [plain]
    as_of: 2026-01-11
    review_by: 2026-04-01
aliases:
  alpha: [alpha, alfa]
  beta: [beta]
insurers: [{id: acme_health, name: Acme Health, aliases: [acme health]}]
companies: [{id: acme, name: Acme, makes: [pump], aliases: [acme]}]
conditions: [{id: type_1, name: Type 1, guide: diabetes, aliases: [t1d]}]
device_words: {pump: [insulin pump], cgm: [sensor], cortisol_pump: [cortisol pump]}
either_pump_words: [pump]
guide_words: {cortisol: [cortisol], diabetes: [insulin]}
foreign_words: {other: [breast pump, sump pump]}
exact_case_words: {cortisol: [AI]}
"""

_GLOSSARY = """\
terms:
  - id: deductible
    term: Deductible
    aliases: [deductible, deductable]
    meaning: You pay this first.
    topic: diabetes/deductible
    sources: [maker]
    as_of: 2026-01-10
    review_by: 2026-12-01
"""

_CLAIMS = """\
claims:
  - id: best
    pattern: '\\bbest\\b'
    why: There is no ranking.
    mend: Take it out.
    forbidden: [the best pump]
"""

_SEEDS = """\
seed: seed.txt
rows:
  - {{id: {letter}1, statement: ask your plan, carried_by: "{guide}/overview#first", question: whom do i ask}}
"""

_ALERTS = """\
reviewed_by: null
alerts:
  severe_low:
    text: Call {emergency_number} now.
    text_es: Llame al {emergency_number} ahora mismo, sin ninguna consideración administrativa adicional.
    still: Please call first.
    still_es: Por favor, llame primero.
    sources: [maker]
    as_of: 2026-01-10
    review_by: 2026-12-01
after_safe: I am glad.
after_safe_es: Me alegra.
"""

_NOTICE = """\
notice:
  id: notice
  kind: medical
  text: This use is off-label.
  sources: [maker]
  as_of: 2026-01-10
  review_by: 2026-12-01
leads_for: [ask_cortisol_loaner_pump]
"""


_PAPERS_HEAD = """\
sources: {ours: {title: Ours, url: null, date: undated}}
device_names: {pump: pump}
device_names_with_article: {pump: a pump}
answer_words: {none: [none]}
refusals: {nothing: {text: I saw no answer.}}
questions:
  - {id: model, title: Model, called: [model], kind: text, ask: Which one?, again: Just the name., why: It helps.}
shared:
  lines: {about: {text: "For: {device}"}}
  blanks: {model: model}
  columns: {what: What}
deadlines: {}
calendar: {name: Dates, check_ins: 2, titles: {check_in: Ask}, notes: {}}
"""
_PAPER = """\
  - id: {id}
    title: Paper
    heading: Paper
    file_name: {id}
    offer: {{text: I can make it.}}
    button: Make it
    called: [{id}]
    topics: [diabetes/overview]
    asks: [model]
    headings: {{}}
    lines: {{}}
    lists: {{}}
    footer: [about]
    sources: [ours]
    as_of: 2026-01-01
    review_by: 2026-06-01
"""
_COMPARISON = """\
sources: {}
columns: {name: Device}
values: {pump: pump}
sentences: {as_of: {text: "As of {date}."}}
words: {water: [swim]}
"""
_TERMINAL = """\
loading: Wait.
loading_to_ask: Wait.
help: [Type.]
commands: {save: keep it, help: show this, restart: start new, forget: clear it, quit: leave}
help_offered: Look.
save_offered: Look.
not_kept: It is not kept.
forgotten: It is gone.
command_unknown: What is it?
bye: Bye.
"""
_JOURNEY = """\
devices: {pump: The pump, cgm: The sensor, cortisol_pump: The cortisol pump}
parties: {plan: the plan, doctor: the doctor, company: the company, trainer: the trainer}
both_words: [both]
appeal: {title: Appeal, topic: diabetes/appeal}
parts: {it: '(?:it|this)'}
no_news: ['^is']
takes_back: ['not$']
denials: ['not']
plans: [will]
step_done: [done]
reports:
  first:
    title: It is sent
    diabetes: {step: insurance_approval, event: waiting, waits_for: plan}
    cortisol: {step: insurance, event: waiting, waits_for: plan}
    words: ['sent <it>']
"""


def intent_of(topic: str) -> str:
    """The intent of a topic in the small content; `overview` is shared by the two guides."""
    return "ask_overview" if topic.endswith("/overview") else "ask_" + topic.replace("/", "_")


def small_texts() -> dict[str, str]:
    """All files by their path from the folder."""
    topics = [topic for of_guide in TOPICS.values() for topic in of_guide]
    intents = list(dict.fromkeys(intent_of(topic) for topic in topics))
    texts = {f"guides/{guide}.yml": _guide(guide) for guide in TOPICS}
    texts["guides/assistant.yml"] += _phrases()
    texts["guides/devices.yml"] = _SOURCES + _DEVICES
    texts["guides/glossary.yml"] = _SOURCES + _GLOSSARY
    texts["guides/forbidden_claims.yml"] = _CLAIMS
    texts["guides/journey.yml"] = _JOURNEY + _journey_steps()
    texts["guides/masked_names.yml"] = "names: [hydrocortisone]\n"
    texts["guides/widget.yml"] = _widget()
    texts["guides/terminal.yml"] = _TERMINAL
    texts["guides/papers.yml"] = _papers()
    texts["guides/comparison.yml"] = _COMPARISON
    for guide in ("diabetes", "cortisol"):
        texts[f"guides/seed_statements/{guide}.yml"] = _SEEDS.format(letter=guide[0], guide=guide)
    texts["domain.yml"] = (
        "intents:\n" + "".join(f"  - {intent}\n" for intent in [*intents, "open_topic"]) + "actions: [action_answer]\n"
    )
    texts["data/stories.yml"] = "rules:\n" + "".join(
        f"  - rule: {intent}\n    steps:\n      - intent: {intent}\n      - action: action_answer\n"
        for intent in [*intents, "open_topic", "nlu_fallback"]
    )
    texts["data/nlu.yml"] = "nlu:\n" + "".join(
        f"  - intent: {intent}\n    examples: |\n      - a\n" for intent in intents
    )
    return texts


def _guide(guide: str) -> str:
    head = f"guide: {guide}\ntitle: The {guide} guide\n" + _SOURCES
    head += {"safety": _ALERTS, "cortisol": _NOTICE}.get(guide, "")
    steps = STEPS[guide]  # type: ignore[index]
    topics = TOPICS[guide]  # type: ignore[index]
    if steps:
        head += "steps:\n" + "".join(
            f"  - {{id: {step}, title: Step {number}, topic: {topic}, done_when: You did it.}}\n"
            for number, (step, topic) in enumerate(zip(steps, topics, strict=False), start=1)
        )
    return head + "entries:\n" + "".join(_entry(topic, place, steps) for place, topic in enumerate(topics))


def _entry(topic: str, place: int, steps: tuple[str, ...]) -> str:
    short = topic.rpartition("/")[2].replace("_", " ")[:16]
    step = steps[place] if place < len(steps) else "null"
    entry = _ENTRY.format(topic=topic, step=step, intent=intent_of(topic), short=short)
    return entry + _RICH if topic == "diabetes/overview" else entry


def _journey_steps() -> str:
    steps = dict.fromkeys(step for of_guide in STEPS.values() for step in of_guide)
    words = "".join(f"  {step}: {{words: [{step}], reports: [first]}}\n" for step in steps)
    states = "".join(f"  {state}: so\n" for state in sorted(STATES))
    return f"steps:\n{words}states:\n{states}"


def _phrases() -> str:
    lines = [
        f'  {phrase}: {{text: "Look {" ".join("{" + value + "}" for value in sorted(values))}."}}\n'
        for phrase, values in PHRASES.items()
    ]
    return "phrases:\n" + "".join(lines)


def _widget() -> str:
    lines = [
        f'  {name}: "Look {" ".join("{" + value + "}" for value in sorted(values))}"\n'
        for name, values in STRINGS.items()
    ]
    half = len(lines) // 2
    launcher = "launcher: {label: Ask us, title: Guide, failed: It did not load.}\n"
    page = "page: {no_script: 'Call {emergency_number}.'}\n"
    return launcher + "labels:\n" + "".join(lines[:half]) + "sentences:\n" + "".join(lines[half:]) + page


def _papers() -> str:
    talk = "".join(f"  {phrase}: {{text: Look.}}\n" for phrase in sorted(TALK))
    return _PAPERS_HEAD + "talk:\n" + talk + "papers:\n" + "".join(_PAPER.format(id=paper) for paper in PAPERS)


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write the files."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class SmallContent:
    """A folder with the small content."""

    folder: Path
    texts: Mapping[str, str]

    def replace(self, name: str, old: str, new: str) -> int:
        """Replace the first place in a file; the line of `new`, counted from 1."""
        text = self.texts[name]
        assert old in text, f"{name} does not hold {old!r}"
        (self.folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    def check(self, today: date = TODAY) -> list[Finding]:
        """What `check` finds."""
        return check(self.folder / "guides", domain=self.folder / "domain.yml", data=self.folder / "data", today=today)
