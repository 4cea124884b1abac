"""Sentence vectors: what upstream's weights give, whatever stands beside a text in its batch."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import pytest

from pump_navigator.embeddings import DIMENSIONS, Encoder
from pump_navigator.network import DRAWING
from pump_navigator.paths import PROJECT
from pump_navigator.published_weights import PublishedWeights, WeightsError

SHORT = "who writes the letter"
LONG = "the plan said no to the pump a second time and now nobody at the office can tell me what is still missing " * 5


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_a_question_lies_nearer_to_its_paraphrase_than_to_another_question(encoder: Encoder) -> None:
    asked, paraphrase, other = encoder.encode(
        ["How much does an insulin pump cost?", "what is the price of a pump", "Who trains me to use the sensor?"]
    )
    assert asked @ paraphrase > 0.7 > asked @ other


def test_a_text_has_the_same_vector_alone_and_in_a_batch() -> None:
    alone = Encoder.load().encode_wide([SHORT])[0]
    beside = Encoder.load().encode_wide([LONG, SHORT, "who signs the letter", "x"])[1]
    np.testing.assert_allclose(alone, beside, atol=1e-5)


def test_meaning_and_wording_have_length_one(encoder: Encoder) -> None:
    wide = encoder.encode_wide([SHORT, LONG])
    for part in (wide[:, :DIMENSIONS], wide[:, DIMENSIONS:]):
        np.testing.assert_allclose(np.linalg.norm(part, axis=1), 1, atol=1e-5)


def test_the_committed_network_is_the_one_that_the_script_draws() -> None:
    script = runpy.run_path(str(PROJECT / "scripts" / "draw_network.py"))
    assert script["drawn"]() == DRAWING.read_bytes()


def test_weights_that_upstream_did_not_publish_are_refused(tmp_path: Path) -> None:
    changed = tmp_path / "model.safetensors"
    changed.write_bytes(b"\0" * 64)
    with pytest.raises(WeightsError, match="not the file that upstream publishes"):
        PublishedWeights.verified(changed)
    with pytest.raises(WeightsError, match="cannot be read"):
        PublishedWeights.verified(tmp_path / "missing.safetensors")
