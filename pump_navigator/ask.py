"""`pump-navigator ask`: questions in, answers out, for people and for programs."""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pump_navigator import left_out, quiet
from pump_navigator.content.terminal import terminal_words

if TYPE_CHECKING:
    from pump_navigator.messages import Message, Reply
    from pump_navigator.navigator import Navigator


def run(question: str | None, as_json: bool, one_conversation: bool) -> int:
    """Answer the question, or each line of standard input. Returns the exit status."""
    quiet.be_quiet()
    left_out.leave_out()
    from pump_navigator.startup import navigator, progress

    with progress(terminal_words().loading_to_ask):
        loaded = navigator()
    asyncio.run(_answer_all(loaded, _questions(question), as_json, one_conversation))
    return 0


def _questions(question: str | None) -> Iterator[str]:
    if question is not None:
        yield question
        return
    sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
    for line in sys.stdin:
        yield line.rstrip("\n")


async def _answer_all(navigator: Navigator, questions: Iterable[str], as_json: bool, one_conversation: bool) -> None:
    from pump_navigator.navigator import NotBegunError

    conversation = ""
    for question in questions:
        if not (one_conversation and conversation):
            conversation = uuid.uuid4().hex
            await navigator.begin(conversation)
        started = time.perf_counter()
        try:
            reply = await navigator.say(conversation, question)
        except NotBegunError:  # deleted, when the line before asked for it
            await navigator.begin(conversation)
            reply = await navigator.say(conversation, question)
        elapsed = (time.perf_counter() - started) * 1000
        print(_as_json(question, reply, elapsed) if as_json else as_text(reply.messages), flush=True)


def _as_json(question: str, reply: Reply, milliseconds: float) -> str:
    shown = reply.as_json()
    messages = shown.pop("messages")
    return json.dumps(
        {
            "question": question,
            **shown,
            "intent": reply.intent,
            "confidence": reply.confidence,
            "messages": messages,
            "latency_ms": round(milliseconds, 1),
        },
        ensure_ascii=False,
    )


def as_text(messages: Iterable[Message]) -> str:
    """Messages as plain text, with their links and choices below."""
    lines: list[str] = []
    for message in messages:
        lines += [message.text, ""]
        lines += [f"  {line}" for line in (message.table.in_words() if message.table else ())]
        lines += [f"  {line}" for line in (message.progress.in_words() if message.progress else ())]
        lines += [f"  {link.title}: {link.url}" for link in message.links]
        lines += [f"  [{button.title}]" for button in message.buttons]
    return "\n".join(lines).rstrip() + "\n"
