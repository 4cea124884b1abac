"""What is not English is told so in its own words; danger is answered in Spanish too."""

from __future__ import annotations

import pytest

from pump_navigator.safety.language import is_latin, is_spanish

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("text", ["¿cuánto cuesta la bomba de insulina?", "quién me escribe la carta para el seguro"])
async def test_a_question_in_spanish_is_told_in_spanish_what_there_is(talk, text: str) -> None:
    await talk.say(text)
    assert "solo puedo responder en inglés" in talk.text
    assert "911" in talk.text


async def test_a_question_in_another_script_gets_the_way_to_an_interpreter(talk) -> None:
    await talk.say("胰岛素泵要多少钱")
    assert "interpreter" in talk.text
    assert talk.buttons


async def test_a_dose_in_spanish_gets_none(talk) -> None:
    reply = await talk.say("cuántas unidades de insulina me pongo para 60 carbohidratos")
    assert reply.topic in ("safety/dosing", "assistant/capabilities")


async def test_a_paper_takes_words_of_another_language(talk) -> None:
    await talk.say("i want to make a call script")
    before = talk.text
    await talk.say("Clínica de la Familia Núñez")
    assert "solo puedo responder en inglés" not in talk.text, before


async def test_one_foreign_name_makes_no_text_foreign() -> None:
    assert not is_spanish("the office of Dr. de la Cruz sent it")
    assert is_latin("my José’s sensor 🙂")
    assert not is_latin("инсулиновая помпа")
