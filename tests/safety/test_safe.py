"""The words by which danger ends, and by which the emergency injection is known to be missing."""

from __future__ import annotations

import pytest

from pump_navigator.safety.safe import besides_all_clear, is_all_clear, lacks_kit


@pytest.mark.parametrize(
    "text",
    [
        "i'm safe now",
        "im safe",
        "We are safe now, thank you.",
        "she's in the ER",
        "ambulance is here",
        "the ambulance came and took him",
        "paramedics are with her now",
        "false alarm",
        "Back to normal",
        "his sugar is back up to 120",
        "we're at the hospital",
        "hes in the hospital, where do i send the appeal",
        "ok he's fine now, back to the appeal",
        "everything is ok now",
        "all good now",
        "he woke up and is eating",
        "feeling much better now? yes i'm okay",
        "she is stable",
        "not an emergency",
        "I gave him the shot and he is doing better",
        "my daughter is ok now",
        "the doctors are taking care of her",
        "we're back home, what was the question",
        "they discharged him an hour ago",
        "ya estoy bien",
        "ya estamos en el hospital",
        "falsa alarma",
        "Ya llegó la ambulancia",
        "está mejor, gracias",
        "estamos a salvo",
        "no, I'm not going to hurt myself, I only meant the paperwork",
        "I would never harm myself",
        "it was just a figure of speech",
        "its fine, we use pens for now",
        "i'm not suicidal",
        "she is ok now, can we go on?",
        "im ok now what do i do next?",
    ],
)
def test_all_clear(text: str) -> None:
    assert is_all_clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to hurt anyone, I just want to disappear",
        "i can't stop thinking about hurting myself",
        "I'm not sure I won't hurt myself",
        "i am not going to hurt her, i already took all my pills",
        "not safe",
        "the shot is back home",
        "home alone and shaking",
        "i'm not safe",
        "still shaking",
        "she isn't ok",
        "he is not ok",
        "I am ok but still vomiting",
        "he's not better",
        "is she going to be ok?",
        "when will he be back to normal",
        "should i drive to the er",
        "do we go to the hospital",
        "ambulance is not here yet",
        "ambulance is on its way",
        "she was fine until an hour ago",
        "how do i know if i'm safe",
        "no",
        "yes",
        "what about my appeal",
        "does insurance cover the pump",
        "it's getting worse",
        "i don't feel safe",
        "he won't wake up",
        "no estoy bien",
        "sigue temblando",
        "todavía no llega la ambulancia",
        "está peor",
        "he is safe?",
        "everything is ok?",
        "he was ok",
        "she was fine this morning",
    ],
)
def test_not_all_clear(text: str) -> None:
    assert not is_all_clear(text)


@pytest.mark.parametrize(
    "text",
    [
        "no kit",
        "we don't have the shot",
        "injection expired",
        "the injection is expired",
        "i dont have an emergency injection",
        "we never got a kit",
        "can't find the glucagon",
        "my solu-cortef is out of date",
        "i left the kit at home",
        "without a shot",
        "she has no injection with her",
        "i don't have one",
        "sin inyección",
        "no tengo la inyección",
        "la inyección está vencida",
        "no encuentro el kit",
    ],
)
def test_lacks_kit(text: str) -> None:
    assert lacks_kit(text)


@pytest.mark.parametrize(
    "text",
    [
        "i have the kit",
        "i gave the shot",
        "yes",
        "we have the injection here",
        "ok giving the injection now",
        "no problem, i have the shot",
        "does the plan cover the kit",
        "tengo la inyección",
        "where do i send my appeal",
    ],
)
def test_has_kit_or_says_nothing_of_it(text: str) -> None:
    assert not lacks_kit(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("she is ok now but I want to end my life", "I want to end my life"),
        ("I'm safe, my girl is having a seizure", "my girl is having a seizure"),
        ("he is fine now and his sugar is 36", "his sugar is 36"),
        ("ya esta bien pero no respira", "no respira"),
        ("I gave him the shot and he is doing better", ""),
        ("The ambulance is here. She is awake.", ""),
    ],
)
def test_what_is_told_besides_is_left(text: str, rest: str) -> None:
    assert besides_all_clear(text) == rest
