"""Everything that the two public guides say can be fetched by a plain question."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from pump_navigator.content.library import library
from pump_navigator.paths import GUIDES

pytestmark = pytest.mark.asyncio


def _rows() -> list:
    return [
        pytest.param(row["carried_by"], row["question"], id=row["id"])
        for name in ("diabetes", "cortisol")
        for row in YAML(typ="safe").load(GUIDES / "seed_statements" / f"{name}.yml")["rows"]
    ]


@pytest.mark.parametrize(("carried_by", "question"), _rows())
async def test_a_plain_question_fetches_the_statement(talk, carried_by: str, question: str) -> None:
    reply = await talk.say(question)
    if "#" in carried_by:
        text = library().passages[carried_by].fact.text
        assert any(talk.navigator.answerer.fill(text, device) in talk.text for device in (reply.device, None))
    else:
        assert carried_by in reply.topics
