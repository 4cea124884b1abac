"""Sentence vectors: near what upstream's weights give exactly, whatever is asked beside a text."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import numpy as np
import pytest

from pump_navigator.embeddings import DIMENSIONS, Encoder
from pump_navigator.network import DRAWING, Network, exact
from pump_navigator.paths import PROJECT
from pump_navigator.published_weights import PublishedWeights, WeightsError

SHORT = "who writes the letter"
STRANGERS = Path(__file__).with_name("strangers.jsonl")
LONG = "the plan said no to the pump a second time and now nobody at the office can tell me what is still missing " * 5


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load()


def test_a_question_lies_nearer_to_its_paraphrase_than_to_another_question(encoder: Encoder) -> None:
    asked, paraphrase, other = encoder.encode(
        ["How much does an insulin pump cost?", "what is the price of a pump", "Who trains me to use the sensor?"]
    )
    assert asked @ paraphrase > 0.7 > asked @ other


def test_a_text_has_the_same_vector_alone_and_among_many() -> None:
    alone = Encoder.load().encode_wide([SHORT])[0]
    others = [f"{LONG} {number}" for number in range(50)]
    np.testing.assert_array_equal(alone, Encoder.load().encode_wide([*others, SHORT, "x"])[len(others)])


def test_vectors_in_eight_bits_lie_near_those_of_the_published_weights(encoder: Encoder) -> None:
    drawing = _drawn(exact=True)
    questions = [row["text"] for row in map(json.loads, STRANGERS.read_text(encoding="utf-8").splitlines())]
    rounded, published = (
        encoder.encode_wide(questions),
        Encoder.load(lambda weights: Network(drawing, dict(exact(weights)))).encode_wide(questions),
    )
    for part in (slice(DIMENSIONS), slice(DIMENSIONS, None)):
        cosines = (rounded[:, part] * published[:, part]).sum(axis=1)
        assert cosines.mean() > 0.997
        assert cosines.min() > 0.95


def test_meaning_and_wording_have_length_one(encoder: Encoder) -> None:
    wide = encoder.encode_wide([SHORT, LONG])
    for part in (wide[:, :DIMENSIONS], wide[:, DIMENSIONS:]):
        np.testing.assert_allclose(np.linalg.norm(part, axis=1), 1, atol=1e-5)


def test_the_committed_network_is_the_one_that_the_script_draws() -> None:
    assert _drawn() == DRAWING.read_bytes()


def test_weights_that_upstream_did_not_publish_are_refused(tmp_path: Path) -> None:
    changed = tmp_path / "model.safetensors"
    changed.write_bytes(b"\0" * 64)
    with pytest.raises(WeightsError, match="not the file that upstream publishes"):
        PublishedWeights.verified(changed)
    with pytest.raises(WeightsError, match="cannot be read"):
        PublishedWeights.verified(tmp_path / "missing.safetensors")


def _drawn(exact: bool = False) -> bytes:
    drawing: bytes = runpy.run_path(str(PROJECT / "scripts" / "draw_network.py"))["drawn"](exact)
    return drawing
