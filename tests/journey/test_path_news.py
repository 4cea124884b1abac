"""What counts as news of the way, and what does not."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

from pump_navigator.content.library import library
from pump_navigator.dialogue.reading import Reading
from pump_navigator.journey.news import News, NewsReader

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.fixture(scope="module")
def read():
    """Reads a text with the words of `devices.yml`, as the pipeline does."""
    vocabulary = library().vocabulary
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}).add_patterns(vocabulary.patterns())
    reader = NewsReader.of(vocabulary)

    def news(text: str) -> tuple[News, ...]:
        entities: dict[str, tuple[str, ...]] = {}
        for entity in nlp(text).ents:
            entities[entity.label_] = (*entities.get(entity.label_, ()), entity.text)
        return reader.news(Reading(text, "", 1.0, entities=entities), TODAY)

    return news


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("we finally have the script in our hands, got the prescription", "got_prescription"),
        ("they want a letter", "they_want_more"),
        ("Humana is asking for chart notes", "they_want_more"),
        ("denied.", "got_denied"),
        ("my daughter's dexcom was turned down by cigna", "got_denied"),
        ("our appeal got rejected", "denied_again"),
        ("approved!", "got_approval"),
        ("the plan said yes!!", "got_approval"),
        ("doctor signed", "doctor_signed"),
        ("my endo said yes to the pump", "doctor_agreed"),
        ("waiting on the insurance", "waiting_on_plan"),
        ("it hasn't been approved yet", "waiting_on_plan"),
        ("still waiting for the clinic to send it", "waiting_on_doctor"),
        ("the box is here", "box_is_here"),
        ("the pump hasn't arrived yet", "waiting_on_company"),
        ("we mailed the appeal", "appeal_sent"),
        ("she finished her training", "training_done"),
        ("i know what it costs now", "know_costs"),
        ("we picked the omnipod", "chose_device"),
    ],
)
def test_a_report_is_read(read, text: str, report: str) -> None:
    assert [news.report for news in read(text)] == [report]


@pytest.mark.parametrize(
    "text",
    [
        "will they approve it",
        "what if they deny it",
        "how do i appeal when they denied it",
        "was it approved?",
        "i hope it gets approved",
        "i am afraid they denied it",
        "when the box is here, i will call you",
        "my friend was denied",
        "i still have to get the prescription",
        "they never approved it",
        "is the pump approved by the fda",
        "how long until the training",
        "tell me about appeals",
        "the plan sent me some forms",
        "",
    ],
)
def test_a_question_a_wish_or_another_persons_story_is_no_news(read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "day", "on"),
    [
        ("faxed it monday", date(2026, 11, 16), None),
        ("denied on november 3", date(2026, 11, 3), None),
        ("faxed it", None, None),
        ("training is tuesday", None, date(2026, 11, 24)),
        ("the visit is on december 3rd", None, date(2026, 12, 3)),
        ("on oct 20, 2026 they approved it", date(2026, 10, 20), None),
    ],
)
def test_the_day_is_read_on_the_side_of_today_where_it_lies(read, text: str, day: date | None, on: date | None) -> None:
    assert [(news.day, news.on) for news in read(text)] == [(day, on)]


def test_each_device_gets_its_own_news(read) -> None:
    assert read("the pump was approved, the sensor was denied") == (
        News("got_approval", ("pump",)),
        News("got_denied", ("cgm",)),
    )
    assert read("pump and sensor were both approved")[0].devices == ("pump", "cgm")


def test_several_things_in_one_message_are_all_read(read) -> None:
    news = read("the doctor signed the letter and they faxed it to insurance yesterday")
    assert [one.report for one in news] == ["doctor_signed", "papers_sent"]


def test_a_question_in_the_same_message_takes_no_news_away(read) -> None:
    assert [news.report for news in read("they denied my pump, what can i do now?")] == ["got_denied"]
