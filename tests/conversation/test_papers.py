"""Papers made in a conversation, from the first word to the file."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
import vobject
from pypdf import PdfReader

from pump_navigator.messages import Message
from pump_navigator.papers.answers import describe
from pump_navigator.papers.draft import Draft
from pump_navigator.papers.files import save
from pump_navigator.papers.library import papers_content
from pump_navigator.server.documents import of_conversations

CONTENT = papers_content()
ASKS_PLAN = CONTENT.question("plan_type").ask
ASKS_LETTER = CONTENT.question("letter_kind").ask
ASKS_DATE = CONTENT.question("letter_date").ask
ASKS_REASON = CONTENT.question("denial_reason").ask
ASKS_EVENTS = CONTENT.question("events").ask

TO_THE_DATE = (
    "my insurance denied the pump",
    "Make my appeal packet",
    "insulin pump",
    "it's through my job",
    "First no",
)


async def told(talk, *lines: str) -> str:
    for line in lines:
        await talk.say(line)
    return talk.text


def paper(talk) -> Message:
    papers = [message for message in talk.messages if message.kind == "paper"]
    assert papers, talk.text
    return papers[0]


async def test_user_gets_from_the_denial_to_the_packet_in_under_ten_turns(talk) -> None:
    lines = (
        *TO_THE_DATE,
        "march 4 2026",
        "not medically necessary",
        "January 12 2026, ER visit, Mercy Hospital, $2,300; Feb 3 2026, passed out at work",
        "missed school days, 9 before, 2 after",
    )
    assert len(lines) < 10
    await told(talk, *lines)
    text = paper(talk).text
    for given in ("not medically necessary", "Mercy Hospital", "$2,300", "passed out at work", "March 4, 2026"):
        assert given in text
    document = next(message.document for message in talk.messages if message.document)
    assert document.url == "/webhooks/navigator/documents/appeal-packet"
    assert "pdf" in document.formats


async def test_user_saves_the_packet_and_another_program_reads_it(talk, navigator, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    await told(talk, *TO_THE_DATE, "march 4 2026", "we never got your labs", "skip", "skip")
    file = await navigator.paper(talk.conversation, "appeal-packet", None)
    assert file.media_type == "application/pdf"
    pages = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.content)).pages)
    assert " ".join(pages.split()).count("we never got your labs") == 1
    assert [file.name for file in await navigator.papers(talk.conversation)] == [
        "appeal-packet.pdf",
        "appeal-packet.txt",
    ]
    assert await navigator.paper(talk.conversation, "call-script") is None
    sent = await of_conversations(navigator)(talk.conversation, "appeal-packet", "txt")
    assert (sent.name, sent.media_type) == ("appeal-packet.txt", "text/plain; charset=utf-8")
    assert await of_conversations(navigator)("somebody-else", "appeal-packet", "txt") is None
    assert await navigator.paper(talk.conversation, "appeal-packet", "exe") is None


async def test_nothing_is_on_the_paper_that_was_not_given(talk) -> None:
    await told(talk, *TO_THE_DATE, "skip", "skip", "skip", "skip")
    text = paper(talk).text
    assert "[blank: reason in the letter]" in text
    assert "[blank: date on the letter]" in text
    assert "$" not in text


async def test_user_corrects_the_date(talk) -> None:
    await told(talk, *TO_THE_DATE, "march 1 2026")
    assert "March 4, 2026" in await told(talk, "no, march 4 2026")
    assert ASKS_REASON in talk.text


async def test_user_changes_an_earlier_choice_by_its_button(talk) -> None:
    await told(talk, *TO_THE_DATE)
    assert "Original Medicare" in await told(talk, "Original Medicare")
    assert ASKS_DATE in talk.text


async def test_why_alone_is_about_the_question(talk) -> None:
    assert CONTENT.question("letter_date").why in await told(talk, *TO_THE_DATE, "why?")


async def test_user_asks_why(talk) -> None:
    text = await told(talk, *TO_THE_DATE, "why do you ask that")
    assert CONTENT.question("letter_date").why in text
    assert ASKS_DATE in text


async def test_user_saves_a_calendar_that_another_program_reads(talk, navigator, tmp_path) -> None:
    lately = describe(CONTENT.question("letter_date"), date.today() - timedelta(days=20))
    await told(talk, "make me a calendar", "it's through my job", "first no", lately, "skip", "each week", "skip")
    files = await navigator.papers(talk.conversation, "calendar")
    said = save(files, tmp_path)
    assert "follow-up-calendar.ics" in said.text
    read = vobject.readOne((tmp_path / "follow-up-calendar.ics").read_text())
    titles = [event.summary.value for event in read.vevent_list]
    assert titles == ["Check in on my papers", "Last day to send my appeal"]


async def test_user_skips_a_question(talk) -> None:
    text = await told(talk, *TO_THE_DATE, "i'd rather skip that one")
    assert "Date on the letter" in text
    assert ASKS_REASON in text


async def test_user_stops_and_goes_on_later(talk) -> None:
    text = await told(talk, *TO_THE_DATE, "stop, i'll do this later")
    assert CONTENT.talk_line("stopped") in text
    await told(talk, "what does a sensor cost")
    assert ASKS_DATE not in talk.text
    text = await told(talk, "go on")
    assert "Appeal packet" in text
    assert ASKS_DATE in text


async def test_user_asks_something_else_and_comes_back(talk) -> None:
    await told(talk, *TO_THE_DATE, "what is a deductible?")
    assert talk.reply.topic == "diabetes/deductible"
    assert ASKS_DATE in talk.text
    assert ASKS_REASON in await told(talk, "march 4 2026")


async def test_user_asks_for_a_person_in_the_middle(talk) -> None:
    await told(talk, *TO_THE_DATE, "can i talk to a real person?")
    assert talk.reply.topic == "assistant/human"
    assert ASKS_DATE in talk.text


async def test_user_is_not_understood_three_times_and_gets_on(talk) -> None:
    text = await told(talk, *TO_THE_DATE, "blah blah")
    assert CONTENT.question("letter_date").again in text
    text = await told(talk, "hmm whatever", "la la la")
    assert CONTENT.talk_line("left_blank") in text
    assert ASKS_REASON in text


async def test_user_tells_of_a_past_danger_and_need_not_tell_it_twice(talk) -> None:
    await told(talk, *TO_THE_DATE, "march 4 2026", "not needed", "severe low, seizure, passed out at school")
    assert talk.reply.topic == "safety/emergency"
    await talk.press("I am safe now")
    await talk.press(CONTENT.talk_line("button_for_paper"))
    assert "severe low, seizure, passed out at school" in talk.text
    assert CONTENT.question("figures").ask in talk.text


async def test_user_gives_a_lab_result_and_it_is_neither_refused_nor_judged(talk) -> None:
    await told(talk, "gather the facts for my letter", "cortisol pump", *["skip"] * 5)
    text = await told(talk, "AM cortisol 2.1 on 3/3/2026", "skip")
    assert "As given, not judged: AM cortisol 2.1 on 3/3/2026" in paper(talk).text
    assert text


async def test_user_asks_for_a_paper_that_needs_nothing_more(talk) -> None:
    await told(talk, "make me a call script", "pump", "skip", "skip")
    first = paper(talk).text
    await told(talk, "make me a call script")
    await told(talk, "skip", "skip")
    assert paper(talk).text == first


async def test_user_is_in_danger_in_the_middle(talk) -> None:
    await told(talk, *TO_THE_DATE, "my son is unconscious and won't wake up")
    assert talk.reply.topic == "safety/emergency"
    assert ASKS_DATE not in talk.text
    await talk.press("I am safe now")
    assert ASKS_DATE in await told(talk, "Go on")
    assert ASKS_REASON in await told(talk, "march 4 2026")


async def test_user_changes_to_another_paper_and_need_not_say_it_twice(talk) -> None:
    await told(talk, *TO_THE_DATE, "march 4 2026")
    text = await told(talk, "make me a calendar")
    assert ASKS_PLAN not in text
    assert ASKS_DATE not in text
    assert CONTENT.question("sent_on").ask in text


@pytest.mark.parametrize("paper_id", [paper.id for paper in CONTENT.papers])
async def test_every_paper_is_made_from_skips_alone(talk, paper_id: str) -> None:
    paper_words = CONTENT.paper(paper_id)
    await talk.say("which papers can you make for me")
    if paper_words.button not in [button.title for button in talk.buttons]:
        await talk.say("make me a paper")
    await talk.press(paper_words.button)
    for _ in range(12):
        if any(message.document for message in talk.messages):
            break
        choice = next((button for button in talk.buttons if button.payload.startswith("/give_answer")), None)
        await talk.say(choice.title if choice else "skip this one")
    assert paper_words.heading in paper(talk).text


@pytest.mark.parametrize(
    ("wanted", "device"),
    [("make a call script for my cortisol pump", "cortisol_pump"), ("a visit sheet for the sensor please", "cgm")],
)
async def test_a_device_that_is_named_with_the_paper_is_not_asked_for(talk, wanted: str, device: str) -> None:
    await talk.say(wanted)
    assert CONTENT.question("device").ask not in talk.text
    assert CONTENT.question("model").ask in talk.text
    slots = (await talk.navigator.agent.tracker_store.retrieve(talk.conversation)).current_slot_values()
    assert Draft.of(slots, CONTENT).facts.values["device"] == device


async def test_a_paper_is_given_again_as_a_file(talk) -> None:
    await told(talk, "make a paper checklist for my insulin pump", "my job", "none of them", "skip")
    first = paper(talk).text
    await talk.say("can you send me that as a pdf file")
    assert paper(talk).text == first


@pytest.mark.parametrize("typed", ["ok go on", "Continue"])
async def test_words_to_go_on_are_no_answer(talk, typed: str) -> None:
    await talk.say("make a call script for my sensor")
    await talk.say(typed)
    assert talk.text.endswith(CONTENT.question("model").ask)
