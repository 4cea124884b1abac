"""“Delete my data” deletes, after a question."""

from __future__ import annotations

import io

import pytest
from rasa.shared.core.domain import Domain
from rich.console import Console

from pump_navigator.navigator import Navigator, NotBegunError
from pump_navigator.paths import DOMAIN
from pump_navigator.privacy.forgetting import asks_to_forget
from pump_navigator.shell import Shell
from pump_navigator.tracker_store import SQLStore

pytestmark = pytest.mark.asyncio


async def test_it_asks_first(talk) -> None:
    await talk.say("delete my data")
    assert talk.reply.topic == "assistant/privacy"
    assert [button.title for button in talk.buttons] == ["Yes, delete it", "No, keep it"]


async def test_yes_deletes_all_of_it(talk) -> None:
    await talk.say("how long does the giraffe approval take")
    await talk.say("delete my data")
    await talk.press("Yes, delete it")
    assert talk.reply.topic == "assistant/privacy"
    assert await talk.navigator.agent.tracker_store.retrieve(talk.conversation) is None
    with pytest.raises(NotBegunError):
        await talk.navigator.say(talk.conversation, "hello")


async def test_yes_may_be_typed(talk) -> None:
    await talk.say("please erase this chat")
    await talk.say("yes delete it")
    with pytest.raises(NotBegunError):
        await talk.navigator.transcript(talk.conversation)


@pytest.mark.parametrize("answer", ["yes", "Yes please", "yeah delete everything", "sí, borra todo"])
async def test_a_plain_yes_deletes(answer: str, talk) -> None:
    await talk.say("delete everything")
    await talk.say(answer)
    with pytest.raises(NotBegunError):
        await talk.navigator.transcript(talk.conversation)


async def test_a_yes_to_something_else_deletes_nothing(talk) -> None:
    await talk.say("delete my data")
    await talk.say("what does a sensor cost")
    await talk.say("yes")
    assert len(await talk.navigator.transcript(talk.conversation)) > 1


async def test_no_keeps_it(talk) -> None:
    await talk.say("what does a pump cost")
    await talk.say("forget everything i said")
    await talk.press("No, keep it")
    assert [turn.said for turn in await talk.navigator.transcript(talk.conversation)][1] == "what does a pump cost"


async def test_it_works_in_the_middle_of_a_paper(talk) -> None:
    await talk.say("help me write my appeal letter")
    await talk.say("delete my data")
    await talk.press("Yes, delete it")
    with pytest.raises(NotBegunError):
        await talk.navigator.papers(talk.conversation)


async def test_it_was_never_offered_to_who_did_not_ask(talk) -> None:
    from pump_navigator.messages import FORGET_ME
    from pump_navigator.navigator import NotOfferedError

    await talk.say("hello")
    with pytest.raises(NotOfferedError):
        await talk.navigator.press(talk.conversation, FORGET_ME)


async def test_in_the_terminal_the_next_line_begins_anew(navigator: Navigator) -> None:
    lines, written = ["what does a pump cost", "delete my data", "1", "how long does it take"], io.StringIO()

    def read() -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    assert await Shell(navigator, Console(file=written)).run(read) == 0
    assert "It is deleted." in written.getvalue()
    assert written.getvalue().count("I am an automated guide") == 2


async def test_nothing_is_left_in_the_database(talk, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SQLStore(Domain.load(DOMAIN), db=str(tmp_path / "talk.sqlite"))
    agent = talk.navigator.agent
    monkeypatch.setattr(agent, "tracker_store", store)
    monkeypatch.setattr(agent.processor, "tracker_store", store)
    await talk.say("what does a zebra pump cost")
    await talk.say("delete my data")
    assert _stored(tmp_path, b"zebra")
    await talk.press("Yes, delete it")
    assert not _stored(tmp_path, b"zebra")


@pytest.mark.parametrize(
    "text",
    ["delete my data", "can you erase this conversation", "Forget what I said.", "borra mis datos", "wipe my history"],
)
async def test_asking(text: str) -> None:
    assert asks_to_forget(text)


@pytest.mark.parametrize(
    "text",
    [
        "how do i delete my dexcom data",
        "i forgot my password",
        "remove the sensor",
        "i forgot the letter",
        "clear tape",
        "at the visit I get nervous and then forget everything",
    ],
)
async def test_not_asking(text: str) -> None:
    assert not asks_to_forget(text)


def _stored(folder, word: bytes) -> bool:  # type: ignore[no-untyped-def]
    return any(word in path.read_bytes() for path in folder.iterdir())
