"""The weighted terms of a text are those that scikit-learn would give it."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from pump_navigator.terms import Terms, letters, words
from pump_navigator.understanding.examples import read_examples

TEXTS = [text for _, text in read_examples()][::50]
THEIRS = {
    letters: TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
    words: TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
}


@pytest.mark.parametrize("analyzer", THEIRS, ids=["letters", "words"])
def test_terms_weigh_what_scikit_learn_gives_them(analyzer) -> None:
    expected = THEIRS[analyzer].fit_transform(TEXTS).toarray()
    terms, _ = Terms.fit(analyzer, TEXTS, least=2)
    assert list(terms.columns) == list(THEIRS[analyzer].get_feature_names_out())
    for row, text in zip(expected, TEXTS, strict=True):
        columns, weights = terms.weighed(text)
        given = np.zeros(len(terms))
        given[columns] = weights
        np.testing.assert_allclose(given, row, atol=1e-6)


@pytest.mark.parametrize("text", ["", "?", "zzzzqqqq"])
def test_a_text_of_unknown_terms_weighs_nothing(text: str) -> None:
    terms, _ = Terms.fit(words, TEXTS, least=2)
    columns, weights = terms.weighed(text)
    assert len(columns) == len(weights) == 0
