"""Each rule of `check`, seen failing on content in which one thing is broken."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from small_content import SmallContent

DIABETES = "guides/diabetes.yml"
CORTISOL = "guides/cortisol.yml"
ASSISTANT = "guides/assistant.yml"
SAFETY = "guides/safety.yml"
DEVICES = "guides/devices.yml"
GLOSSARY = "guides/glossary.yml"
CLAIMS = "guides/forbidden_claims.yml"
JOURNEY = "guides/journey.yml"
SEEDS = "guides/seed_statements/diabetes.yml"
WIDGET = "guides/widget.yml"
TERMINAL = "guides/terminal.yml"
DOMAIN = "domain.yml"
STORIES = "data/stories.yml"
EXAMPLES = "data/nlu.yml"

LONG = "You can call your plan and ask them who it is that has to send in the form for you now."
HARD = "Authorization necessitates comprehensive documentation."


class Broken(NamedTuple):
    """What is replaced by what, how many lines below it the finding stands, and what it says."""

    file: str
    old: str
    new: str
    message: str
    mend: str
    below: int = 0


BROKEN = {
    # Syntax and schema
    "a tab": Broken(DIABETES, "    step: choose", "\tstep: choose", "not valid YAML", "correct the line"),
    "a key twice": Broken(DIABETES, "title: Step 1,", "title: Step 1, title: Step 2,", "not valid YAML", "correct"),
    "an unknown key": Broken(DIABETES, "    simpler:", "    simplest:", "simplest: extra fields", "docs/content.md"),
    "an unknown kind": Broken(DIABETES, "kind: rule", "kind: opinion", "not a valid enumeration", "docs/content.md"),
    "an empty text": Broken(DIABETES, "answer: Ask your plan. Ask your doctor.", "answer: ''", "at least 1", "correct"),
    "a long title": Broken(DIABETES, "title: Step 1", f"title: {'Long' * 8}", "at most 28 characters", "correct"),
    "no address at all": Broken(DIABETES, '"https://maker.example/"', "maker", "invalid or missing URL", "correct"),
    "a wrong device": Broken(DIABETES, "devices: [pump]", "devices: [plump]", "unexpected value", "correct"),
    "a bad pattern": Broken(CLAIMS, "'\\bbest\\b'", "'(best'", "not a regular expression", "correct"),
    # Ids
    "a fact twice": Broken(DIABETES, "id: a_tip", "id: first", "stands here twice", "another id"),
    "a device twice": Broken(DEVICES, "id: beta\n", "id: alpha\n", "stands here twice", "another id"),
    "a term without topic": Broken(GLOSSARY, "topic: diabetes/d", "topic: diabetes/x", "no topic", "correct the id"),
    "a seed's lost carrier": Broken(SEEDS, "overview#first", "overview#last", "there is no", "topic#fact"),
    "a report without an answer": Broken(JOURNEY, "  first:\n", "  last:\n", "no fact last", "assistant.yml"),
    "a report of no step": Broken(JOURNEY, "step: insurance_approval", "step: nowhere", "no step", "correct", -2),
    "a wait for nobody": Broken(JOURNEY, ", waits_for: plan}", "}", "waits for somebody", "waits_for", -2),
    "a step's lost report": Broken(JOURNEY, "reports: [first]", "reports: [last]", "no report last", "correct"),
    "a step without words": Broken(JOURNEY, "  costs: {", "  cost: {", "costs is missing", "write it", -2),
    "a lost state": Broken(JOURNEY, "  denied: so", "  dented: so", "denied are missing", "write them", -1),
    "a report's bad pattern": Broken(JOURNEY, "sent <it>", "sent (<it>", "cannot be read", "correct the pattern"),
    "a report's lost part": Broken(JOURNEY, "sent <it>", "sent <them>", "cannot be read", "correct the pattern"),
    "an appeal without topic": Broken(JOURNEY, "diabetes/appeal", "diabetes/appeals", "no topic", "correct the id"),
    "a lost source": Broken(DIABETES, "sources: [maker]", "sources: [baker]", "no source baker", "correct the id"),
    "a lost link": Broken(DIABETES, "links: [maker]", "links: [baker]", "no source baker", "correct the id"),
    "a device's lost source": Broken(DEVICES, "sources: [maker]", "sources: [ba]", "no source ba", "correct"),
    "a lost next topic": Broken(DIABETES, "next: diabetes/costs", "next: diabetes/cost", "no topic", "correct the id"),
    "a lost step": Broken(DIABETES, "step: null", "step: nowhere", "no step nowhere", "correct the id"),
    "a lost step's topic": Broken(DIABETES, "topic: diabetes/costs", "topic: diabetes/cost", "no topic", "correct"),
    "a step of another topic": Broken(
        DIABETES, "topic: diabetes/costs", "topic: diabetes/appeal", "belongs to the step None", "set the entry's step"
    ),
    "steps out of order": Broken(DIABETES, "id: costs, title", "id: cost, title", "not the steps", "they are", -2),
    "a renamed topic": Broken(DIABETES, "id: diabetes/appeal", "id: diabetes/appeals", "is no topic", "correct the id"),
    "a lost device": Broken(DEVICES, "works_with: [beta]", "works_with: [ga]", "no device ga", "correct the id"),
    "one-sided devices": Broken(
        DEVICES, "works_with: [alpha]", "works_with: []", "does not name alpha", "each other", -17
    ),
    "devices out of order": Broken(DEVICES, "name: Alpha", "name: Gamma", "stands after Gamma", "A to Z", 17),
    "aliases of nothing": Broken(DEVICES, "  beta: [beta]", "  gamma: [beta]", "gamma is not known", "correct the id"),
    "a word with two meanings": Broken(DEVICES, "beta: [beta]", "beta: [alfa]", "already means alpha", "take it out"),
    "a company's second meaning": Broken(
        DEVICES,
        "aliases: [acme]}]",
        "aliases: [acme]}, {id: b, name: B, aliases: [acme]}]",
        "“acme” already means acme",
        "take it out",
    ),
    "a name that is missing": Broken(DEVICES, "either: device, ", "", "no name for either", "add it"),
    "a guideless condition": Broken(DEVICES, "guide: diabetes,", "guide: gout,", "gout is no guide", "write diabetes"),
    "words of no guide": Broken(DEVICES, "{cortisol: [AI]}", "{gout: [AI]}", "gout is not known", "correct the id"),
    # Intents
    "an intent of two entries": Broken(
        DIABETES, "[ask_diabetes_costs]", "[ask_overview]", "already belongs to diabetes/overview", "one entry"
    ),
    "an intent that is not there": Broken(
        DIABETES, "[ask_overview]", "[ask_overview, ask_x]", "no intent ask_x", "domain.yml"
    ),
    "an entry out of reach": Broken(DIABETES, "[ask_diabetes_costs]", "[]", "nobody can ask", "data/nlu.yml"),
    "a guide that leads for nothing": Broken(
        CORTISOL, "[ask_cortisol_loaner_pump]", "[ask_costs]", "answers ask_costs", "take it out"
    ),
    "a rule for no intent": Broken(STORIES, "intent: ask_overview", "intent: ask_over", "not in domain.yml", "add it"),
    "a rule with no action": Broken(STORIES, "action: action_answer", "action: action_a", "not in domain", "add it"),
    "examples of no intent": Broken(EXAMPLES, "intent: ask_overview", "intent: ask_x", "not in domain.yml", "add it"),
    "an unworded intent": Broken(DOMAIN, "- open_topic", "- open_topic\n  - ask_x", "no examples", "nlu.yml", 1),
    "an unruled intent": Broken(DOMAIN, "- open_topic", "- open_topic\n  - ask_x", "no rule", "stories.yml", 1),
    "a domain without intents": Broken(DOMAIN, "intents:", "intent:", "intents: field required", "correct"),
    "a rule that is a word": Broken(STORIES, "- intent: ask_overview", "- ask_overview", "not a valid dict", "correct"),
    # Sources and dates
    "no source": Broken(DIABETES, "sources: [maker]}", "sources: []}", "is empty", "at least one"),
    "no source for a comparison": Broken(DEVICES, "    sources: [plain]\n", "", "names no source", "add", -3),
    "an address that is missing": Broken(
        DIABETES, 'url: "https://maker.example/"', "url: null", "has no address", "only ours"
    ),
    "an unsafe link": Broken(DIABETES, "links: [maker]", "links: [plain]", "no https address", "another source"),
    "a day to come": Broken(DIABETES, "as_of: 2026-01-10", "as_of: 2026-02-05", "still to come", "last check"),
    "a late review": Broken(DIABETES, "review_by: 2026-06-10", "review_by: 2027-01-10", "rule: 180", "2026-07-09"),
    "a late review of a device": Broken(
        DEVICES, "review_by: 2026-04-01", "review_by: 2026-05-01", "device: 90", "2026-04-10"
    ),
    "a late review of a fact": Broken(
        DIABETES, "sources: [maker]}", "sources: [maker], review_by: 2027-01-10}", "rule: 180", "2026-07-09"
    ),
    "a review before the fact": Broken(SAFETY, "review_by: 2026-12-01", "review_by: 2026-01-01", "not after", "later"),
    "no date of a comparison": Broken(DEVICES, "    as_of: 2026-01-11\n", "", "has no dates", "add as_of", -4),
    # Words in braces, phrases, buttons
    "an unknown placeholder": Broken(DIABETES, "my {device}", "my {gadget}", "{gadget} means nothing", "device"),
    "a foreign placeholder": Broken(DIABETES, "my {device}", "my {title}", "{title} means nothing", "device"),
    "a stray brace": Broken(DIABETES, "my {device}", "my device}", "no partner", "close it"),
    "a device in the cortisol guide": Broken(
        CORTISOL, "answer: Ask your plan.", "answer: Ask about your {device}.", "cortisol guide", "“pump”"
    ),
    "an article before a device": Broken(DIABETES, "my {device}", "a {device}", "“a {device}”", "your {device}"),
    "a missing phrase": Broken(ASSISTANT, "  notice:", "  note:", "the phrase notice is missing", "write it", -1),
    "a long button": Broken(
        ASSISTANT, 'button_tips: {text: "Look', f'button_tips: {{text: "{LONG}', "a button holds", "shorten"
    ),
    # The widget's own words
    "a word of the widget that is missing": Broken(
        WIDGET, "labels:\n  title:", "labels:\n  tit:", "title is missing", "write", -1
    ),
    "a word that the widget never shows": Broken(WIDGET, "  menu:", "  menus:", "shown nowhere", "take it out"),
    "a word of the widget twice": Broken(
        WIDGET, "sentences:\n", "sentences:\n  title: Look.\n", "is a label too", "keep one", 1
    ),
    "a value that a title does not have": Broken(WIDGET, 'title: "Look', 'title: "Look {left}', "{left} means", "take"),
    "a value that a sentence does not have": Broken(
        WIDGET, 'busy: "Look', 'busy: "Look {left}', "{left} means", "one of"
    ),
    "a value that the page does not have": Broken(
        WIDGET, "Call {emergency_number}", "Call {title}", "{title} means nothing", "one of"
    ),
    # The terminal
    "a word that the terminal misses": Broken(TERMINAL, "quit: leave", "leave: leave", "field required", "correct"),
    "a value that the terminal does not have": Broken(TERMINAL, "Bye.", "Bye, {device}.", "{device} means", "take it"),
    # Reading
    "a hard text": Broken(DIABETES, "answer: Ask your plan.", f"answer: {HARD}", "8 is the most", "shorter words"),
    "a long sentence": Broken(DIABETES, "answer: Ask your plan.", f"answer: {LONG}", "has 21 words", "make two"),
    "a long answer": Broken(
        DIABETES, "answer: Ask your plan.", "answer: Ask. Ask now. Ask your plan.", "has 4 sentences", "make facts"
    ),
    "a hard note on a device": Broken(DEVICES, "[It is blue.]", f"[{HARD}]", "8 is the most", "shorter words"),
    # Claims
    "a forbidden claim": Broken(DIABETES, "answer: Ask your plan.", "answer: Ask the BEST.", "“BEST”", "Take it out"),
    "a claim in a title": Broken(DIABETES, "title: Title of overview", "title: The best", "no ranking", "Take it out"),
    "a claim in a note": Broken(SEEDS, "statement: ask your plan", "statement: the best", "no ranking", "Take it out"),
}


@pytest.mark.parametrize("rule", BROKEN)
def test_what_is_broken_is_found_in_its_line_with_the_mend(rule: str, small: SmallContent) -> None:
    broken = BROKEN[rule]
    line = small.replace(broken.file, broken.old, broken.new) + broken.below
    findings = [finding for finding in small.check() if broken.message in finding.message]
    assert findings, f"not found: {broken.message}; but: {[str(finding) for finding in small.check()]}"
    assert str(findings[0].file.relative_to(small.folder)) == broken.file
    assert broken.mend in findings[0].mend
    assert findings[0].line == line, str(findings[0])
    assert not findings[0].warning


def test_content_in_order_has_no_findings(small: SmallContent) -> None:
    assert small.check() == []
