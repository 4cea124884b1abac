"""Which question a paper asks next."""

from __future__ import annotations

from collections.abc import Collection

from pump_navigator.papers.facts import Facts
from pump_navigator.papers.models import PapersContent, Question


def next_question(
    content: PapersContent, paper_id: str, facts: Facts, skipped: Collection[str] = ()
) -> Question | None:
    """The first one that is neither answered nor skipped and that matters; None when the paper is ready."""
    return next(iter(open_questions(content, paper_id, facts, skipped)), None)


def open_questions(
    content: PapersContent, paper_id: str, facts: Facts, skipped: Collection[str] = ()
) -> list[Question]:
    """All that are still to be asked."""
    return [
        question
        for question in content.asked_by(paper_id)
        if question.id not in facts.values and question.id not in skipped and matters(question, facts)
    ]


def relevant(content: PapersContent, paper_id: str, facts: Facts) -> Facts:
    """The facts that a paper asks for and that still matter: a changed plan may have made an answer idle."""
    asked = {question.id for question in content.asked_by(paper_id) if matters(question, facts)}
    return Facts({key: value for key, value in facts.values.items() if key in asked})


def matters(question: Question, facts: Facts) -> bool:
    """Whether the answer that a question depends on was given."""
    condition = question.depends_on
    return condition is None or facts.text(condition.question) in condition.is_one_of
