"""The library: one place for entries, passages, phrases and their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_content import SmallContent

from pump_navigator.content.errors import ContentError
from pump_navigator.content.library import Library, content_digest
from pump_navigator.content.topics import TOPICS


def test_an_entry_is_found_by_its_topic(small_library: Library) -> None:
    assert small_library.entries["diabetes/costs"].title == "Title of costs"
    assert set(small_library.entries) == {topic for topics in TOPICS.values() for topic in topics}


def test_an_intent_leads_to_the_entries_of_each_guide(small_library: Library) -> None:
    found = small_library.entries_for("ask_overview")
    assert {guide: entry.id for guide, entry in found.items()} == {
        "diabetes": "diabetes/overview",
        "cortisol": "cortisol/overview",
    }
    assert small_library.entries_for("ask_nothing") == {}


def test_facts_tips_and_lines_to_say_are_passages(small_library: Library) -> None:
    of_overview = {name for name in small_library.passages if name.startswith("diabetes/overview#")}
    assert of_overview == {f"diabetes/overview#{fact}" for fact in ("first", "a_tip", "pump_tip", "a_line")}


def test_a_question_for_comparing_is_a_passage_of_choosing(small_library: Library) -> None:
    passage = small_library.passages["diabetes/choose_device#compare_tubing"]
    assert passage.entry.id == "diabetes/choose_device"
    assert passage.fact.asks == ["tube or no tube"]


def test_a_word_is_a_passage_of_its_topic_and_answers_what_it_means(small_library: Library) -> None:
    passage = small_library.passages["diabetes/deductible#term_deductible"]
    assert passage.entry.id == "diabetes/deductible"
    assert passage.fact.text == "You pay this first."
    assert passage.fact.asks == [
        "what is deductible",
        "what does deductible mean",
        "what is deductable",
        "what does deductable mean",
    ]


def test_a_word_without_topic_is_no_passage(small: SmallContent) -> None:
    small.replace("guides/glossary.yml", "    topic: diabetes/deductible\n", "")
    assert not [name for name in Library.load(small.folder / "guides").passages if "#term_" in name]


def test_a_step_belongs_to_the_guide_of_its_entry(small_library: Library) -> None:
    entry = small_library.entries["cortisol/prepare_appointment"]
    step = small_library.step_of(entry)
    assert step is not None
    assert step.topic == entry.id
    assert small_library.guide_of(entry).guide == "cortisol"
    assert small_library.step_of(small_library.entries["safety/dosing"]) is None


def test_an_answer_may_be_worded_for_a_device(small_library: Library) -> None:
    entry = small_library.entries["diabetes/overview"]
    assert entry.answer_about("cgm") == "Ask about your sensor."
    assert entry.answer_about("pump") == entry.answer_about(None) == entry.answer


def test_a_schema_error_names_file_line_and_mend(small: SmallContent) -> None:
    line = small.replace("guides/safety.yml", "kind: rule", "kind: opinion")
    with pytest.raises(ContentError, match=rf"safety\.yml:{line}: .* Mend: .*docs/content\.md"):
        Library.load(small.folder / "guides")


def test_a_syntax_error_names_file_line_and_mend(small: SmallContent) -> None:
    small.replace("guides/glossary.yml", "terms:", "terms: ]")
    with pytest.raises(ContentError, match=r"glossary\.yml:\d+: .*not valid YAML.* Mend: "):
        Library.load(small.folder / "guides")


def test_a_file_that_is_gone_is_an_error(small: SmallContent) -> None:
    (small.folder / "guides/glossary.yml").unlink()
    with pytest.raises(ContentError, match=r"glossary\.yml:1: is missing.* Mend: "):
        Library.load(small.folder / "guides")


def test_other_content_has_another_digest(small: SmallContent) -> None:
    folder: Path = small.folder / "guides"
    before = content_digest(folder)
    assert content_digest(folder) == before
    small.replace("guides/glossary.yml", "You pay this first.", "You pay this.")
    assert content_digest(folder) != before


def test_every_topic_of_the_contract_has_an_entry_of_ours(real_library: Library) -> None:
    for guide, topics in TOPICS.items():
        assert [entry.id for entry in real_library.guide(guide).entries] == list(topics)


def test_every_word_and_every_comparison_of_ours_can_be_fetched(real_library: Library) -> None:
    fetched = [name for name in real_library.passages if "#term_" in name or "choose_device#compare_" in name]
    words = [term for term in real_library.glossary.terms if term.topic]
    assert len(fetched) == len(words) + len(real_library.vocabulary.compare_questions)
