"""What a trained network answers."""

import numpy as np
import pytest
from small import network, problem

from nnlab.engine import fit
from nnlab.errors import NnlabError
from nnlab.reference.linear_regression import mean_squared_error
from nnlab.reference.multilayer_networks import forward, predict_proba
from nnlab.reference.softmax_regression import cross_entropy_from_scores, one_hot


@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("hidden", [(), (6,), (6, 4, 5)], ids=str)
@pytest.mark.parametrize("n", [1, 37, 1024, 2500])
def test_scores_are_those_of_forward(n, hidden, activation):
    (X, y), params = problem(n=n), network(hidden)
    fitted = fit(params, X, y, activation=activation, epochs=0)
    np.testing.assert_allclose(fitted.scores(X), forward(params, X, activation)[0][-1], rtol=1e-11, atol=1e-12)


def test_classes_probabilities_accuracy_and_loss():
    X, y = problem()
    fitted = fit(network(), X, y, epochs=20)
    P = predict_proba(fitted.params, X, "relu")
    np.testing.assert_allclose(fitted.predict_proba(X), P, rtol=1e-11)
    assert (fitted.predict(X) == P.argmax(axis=1)).all()
    assert fitted.accuracy(X, y) == np.mean(P.argmax(axis=1) == y)
    Z = forward(fitted.params, X, "relu")[0][-1]
    assert fitted.mean_loss(X, y) == pytest.approx(cross_entropy_from_scores(Z, one_hot(y, 3)))


def test_a_regression_predicts_its_outputs():
    X, y = problem("squared_error")
    fitted = fit(network(), X, y, loss="squared_error", learning_rate=0.01)
    Z = forward(fitted.params, X, "relu")[0][-1]
    np.testing.assert_allclose(fitted.predict(X), Z, rtol=1e-11)
    assert fitted.mean_loss(X, y) == pytest.approx(mean_squared_error(Z, y))
    for method in (fitted.predict_proba, lambda X: fitted.accuracy(X, y)):
        with pytest.raises(NnlabError, match="is for classes, and this network was trained with squared_error"):
            method(X)


def test_float32_stays_float32():
    X, y = problem()
    fitted = fit(network(), X, y, dtype="float32")
    assert fitted.scores(X).dtype == fitted.predict_proba(X).dtype == np.float32


def test_bad_rows_are_a_sentence():
    X, y = problem()
    fitted = fit(network(), X, y, epochs=1)
    with pytest.raises(NnlabError, match="X has 4 columns, but W1 has 5 rows"):
        fitted.predict(X[:, :4])
    X[3, 2] = np.nan
    with pytest.raises(NnlabError, match=r"X has a value that is not finite: nan at \[3, 2\]"):
        fitted.predict(X)
    X[3, 2] = 0
    with pytest.raises(NnlabError, match="y has shape"):
        fitted.accuracy(X, y[:3])


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu"])
def test_an_infinity_is_refused_though_it_would_saturate(activation):
    """tanh of infinity is 1: the scores would be finite."""
    X, y = problem()
    fitted = fit(network(), X, y, epochs=1, activation=activation)
    X[3, 2] = -np.inf
    for method in (fitted.predict, fitted.predict_proba, fitted.scores):
        with pytest.raises(NnlabError, match=r"X has a value that is not finite: -inf at \[3, 2\]"):
            method(X)


def test_results_can_be_compared_and_kept_in_a_set():
    X, y = problem()
    one, other = (fit(network(), X, y, epochs=1) for _ in range(2))
    assert one == one != other
    assert len({one, other}) == 2


def test_numbers_too_large_for_the_networks_dtype():
    X, y = problem("squared_error")
    fitted = fit(network(), X, y, loss="squared_error", epochs=1, dtype="float32")
    with pytest.raises(NnlabError, match="X has numbers that are too large for float32"):
        fitted.predict(X * 1e300)
    with pytest.raises(NnlabError, match="y has numbers that are too large for float32"):
        fitted.mean_loss(X, y * 1e300)
