"""Make the weights of the linear models anew: `python -m pump_navigator.safety.fit`.

In: `rules/danger_phrases.yml`, `rules/refusal_phrases.yml`, and the questions of `data/nlu.yml`: as harmless texts
those about nothing medical, for the refusals also `ask_dosing` and `ask_diagnosis`. Who asks for a dose tells of no
danger by that: for danger these requests are harmless. A text is judged by its pieces,
and every piece of a harmless text is harmless: so these are learnt from too. Out: `rules/danger.npz`,
`rules/refusal.npz`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import product

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression

from pump_navigator.intents import ASK_BASAL_RATES, REFUSED, REPORT_EMERGENCY, REPORT_SAFE
from pump_navigator.paths import DATA
from pump_navigator.safety import danger, refusal, rulebook
from pump_navigator.safety.features import words_of
from pump_navigator.safety.judge import NONE, Ground, pieces_of
from pump_navigator.safety.language import language_of
from pump_navigator.safety.scorer import (
    EMBEDDING_SCALE,
    Scorer,
    SentenceEncoder,
    Vectors,
    Weights,
    letters_of,
)
from pump_navigator.safety.signs import Findings
from pump_navigator.terms import Terms

_CHOICE = re.compile(r"\{([^{}]*)\}")
_ANNOTATION = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_MEDICAL = frozenset((REPORT_EMERGENCY, REPORT_SAFE, ASK_BASAL_RATES, *REFUSED.values()))
_ASKED: Mapping[str, Mapping[str, str]] = {"refusal": {intent: kind for kind, intent in REFUSED.items()}}
_HARMLESS_BESIDE: Mapping[str, str] = {"danger": "refusal"}
_HARMLESS_WEIGHT = 1.0
_BESIDE_WEIGHT = 0.5
_ASKED_WEIGHT = 0.7
_MOST_WORDINGS = 12
_STRENGTH = 3.0
_LEAST_EXAMPLES = 4
_LEAST_TEXTS = 5  # that hold the same letters
_LETTERS_SCALE = 3.0


@dataclass(frozen=True)
class Example:
    """One text to learn from."""

    text: str
    label: str
    weight: float


def wordings(line: str) -> list[str]:
    """The sentences that a line with {a|b} stands for; of very many a dozen, always the same ones."""
    parts = _CHOICE.split(line)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    written = ["".join(chosen) for chosen in product(*choices)]
    return sorted(written, key=_digest)[:_MOST_WORDINGS]


def own_examples(name: str) -> Iterator[Example]:
    """The project's own phrases. Many wordings of a line weigh more than one, but not as much as many lines."""
    for label, lines in rulebook.load(f"{name}_phrases").items():
        for line in rulebook.texts(lines, f"{name}_phrases.yml: {label}"):
            written = wordings(line)
            yield from (Example(text, label, len(written) ** -0.5) for text in written)


def examples_beside(name: str) -> Iterator[Example]:
    """The phrases of the other model that are harmless for this one."""
    if other := _HARMLESS_BESIDE.get(name):
        for example in own_examples(other):
            if example.label != NONE:
                yield Example(example.text, NONE, example.weight * _BESIDE_WEIGHT)


def asked_examples(name: str) -> Iterator[Example]:
    """Questions of `data/nlu.yml`."""
    asked = _ASKED.get(name, {})
    nlu = YAML(typ="safe").load((DATA / "nlu.yml").read_text(encoding="utf-8"))["nlu"]
    for group in nlu:
        intent = group.get("intent", next(iter(_MEDICAL)))
        for line in group["examples"].splitlines():
            text = _ANNOTATION.sub(r"\1", line.strip().removeprefix("- "))
            if intent in asked:
                yield Example(text, asked[intent], _ASKED_WEIGHT)
            elif intent not in _MEDICAL:
                yield Example(text, NONE, _HARMLESS_WEIGHT)


def _digest(text: str) -> bytes:
    return sha256(text.encode()).digest()


def fit(ground: Ground, encoder: SentenceEncoder) -> None:
    """Write `rules/<name>.npz`: a model for signs, words and letters, and one for signs, words and the embedding."""
    examples = [*own_examples(ground.name), *examples_beside(ground.name), *asked_examples(ground.name)]
    findings = [ground.finder.find(example.text) for example in examples]
    vocabulary = _vocabulary(findings)
    features = ground.features(vocabulary)
    samples = [sample for example, found in zip(examples, findings, strict=True) for sample in _samples(example, found)]
    rows = vstack([csr_matrix(features.rows(sample.findings, [sample.sentences])) for sample in samples]).tocsr()
    letters, in_letters = Terms.fit(letters_of, [sample.text for sample in samples], _LEAST_TEXTS)
    by_signs = _model(hstack([rows, in_letters * _LETTERS_SCALE]).tocsr(), samples)
    english = [i for i, sample in enumerate(samples) if sample.english]
    embeddings = encoder.encode_wide([samples[i].text for i in english])
    embedded = hstack([csr_matrix(embeddings * EMBEDDING_SCALE), rows[english]]).tocsr()
    with_embedding = _model(embedded, [samples[i] for i in english])
    if list(by_signs.classes_) != list(with_embedding.classes_):
        raise rulebook.RuleError(f"{ground.name}_phrases.yml: each label needs English phrases.")
    Weights(
        tuple(map(str, by_signs.classes_)),
        vocabulary,
        Scorer(_single(by_signs.coef_[:, : rows.shape[1]]), _single(by_signs.intercept_)),
        letters,
        _single(by_signs.coef_[:, rows.shape[1] :].T * _LETTERS_SCALE),
        Scorer(_single(with_embedding.coef_), _single(with_embedding.intercept_)),
    ).save(ground.name, ground.files)


@dataclass(frozen=True)
class _Sample:
    """A text to learn from, or a piece of a harmless one."""

    text: str
    sentences: range
    findings: Findings
    label: str
    weight: float
    english: bool


def _samples(example: Example, findings: Findings) -> Iterator[_Sample]:
    english = language_of(example.text) == "en"
    parts = pieces_of(example.text, findings) if example.label == NONE and len(findings.sentences) > 1 else []
    texts = {example.text: _whole(findings), **{piece.text: piece.sentences for piece in parts}}
    for text, sentences in texts.items():
        yield _Sample(text, sentences, findings, example.label, example.weight, english)


def _whole(findings: Findings) -> range:
    return range(len(findings.sentences))


def _vocabulary(findings: Iterable[Findings]) -> tuple[str, ...]:
    """Words and pairs of words that stand in several examples."""
    counts = Counter(word for found in findings for word in set(words_of(found, _whole(found))))
    return tuple(sorted(word for word, count in counts.items() if count >= _LEAST_EXAMPLES))


def _model(features: csr_matrix, samples: Sequence[_Sample]) -> LogisticRegression:
    model = LogisticRegression(C=_STRENGTH, max_iter=3000)
    return model.fit(features, [sample.label for sample in samples], sample_weight=[s.weight for s in samples])


def _single(numbers: NDArray[np.float64]) -> Vectors:
    return numbers.astype(np.float32)


def main() -> None:
    """Make all of them."""
    from pump_navigator.embeddings import Encoder

    encoder = Encoder.load()
    for ground in (danger.ground(), refusal.ground()):
        fit(ground, encoder)


if __name__ == "__main__":
    main()
