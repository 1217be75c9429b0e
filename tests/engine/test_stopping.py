"""When training ends, and which params are kept."""

import numpy as np
import pytest
from small import apart, network, problem, train

from nnlab.engine import DivergenceWarning, Fit, fit
from nnlab.engine.patience import Patience
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.softmax_regression import cross_entropy_from_scores, one_hot
from nnlab.reference.training import should_stop, train_validation_split


def test_all_epochs():
    (X, y), params = problem(), network()
    fitted = fit(params, X, y, epochs=7)
    assert (fitted.outcome, fitted.best_epoch, len(fitted.history.losses)) == ("completed", 7, 7)
    assert len(fitted.history.seconds) == 7
    assert fitted.history.validation_losses == ()


def test_no_epoch_gives_the_params_back():
    (X, y), params = problem(), network()
    fitted = fit(params, X, y, epochs=0)
    assert apart(fitted.params, params) == 0
    assert fitted.best_epoch == 0


@pytest.mark.parametrize("given", ["a pair", "a fraction"])
def test_validation_keeps_the_best_params(given):
    """So long that it overfits: random labels cannot be learned for other rows."""
    (X, y), params = problem(), network()
    X_train, y_train, X_val, y_val = train_validation_split(X, y, 0.3, 2)
    options = {"epochs": 40, "learning_rate": 0.3, "batch_size": 8, "seed": 2}
    if given == "a pair":
        fitted = fit(params, X_train, y_train, validation=(X_val, y_val), **options)
    else:
        fitted = fit(params, X, y, validation=0.3, **options)
    losses = fitted.history.validation_losses
    assert fitted.best_epoch == np.argmin(losses) + 1 < 40
    best = train(params, X_train, y_train, **{**options, "epochs": fitted.best_epoch})
    assert apart(fitted.params, best) < 1e-11
    Z = forward(best, X_val, "relu")[0][-1]
    assert min(losses) == pytest.approx(cross_entropy_from_scores(Z, one_hot(y_val, 3)), rel=1e-9)
    assert fitted.history.validation_accuracies[fitted.best_epoch - 1] == np.mean(Z.argmax(axis=1) == y_val)


@pytest.mark.parametrize("patience", [1, 2, 5, 40])
@pytest.mark.parametrize("tolerance", [0.0, 0.1])
def test_after_every_epoch_patience_answers_as_should_stop(patience, tolerance):
    """Whole numbers, so that many losses are equal."""
    noise = np.random.default_rng(patience).integers(0, 9, size=99)
    losses = [float(loss) for loss in noise + abs(np.arange(99) - 40) // 9]  # down for 40 epochs, then up
    watch, answers = Patience(patience, tolerance), []
    for loss in losses:
        watch.add(loss)
        answers.append(watch.over)
    assert answers == [should_stop(losses[: n + 1], tolerance, patience) for n in range(99)]
    assert len(set(answers)) == 2


def test_patience_is_that_of_should_stop():
    (X, y), params = problem(), network()
    options = {"learning_rate": 0.3, "batch_size": 8, "validation": 0.3, "epochs": 60}
    everything = fit(params, X, y, **options).history.validation_losses
    expected = next(epoch for epoch in range(1, 61) if should_stop(list(everything[:epoch]), 0.01, 4))
    fitted = fit(params, X, y, patience=4, tolerance=0.01, **options)
    assert fitted.outcome == "stopped early"
    assert fitted.history.validation_losses == everything[:expected]
    assert (
        f"After epoch {expected} the validation loss had not become better by 0.01 or more for 4 epochs"
        in fitted.message
    )


def test_without_validation_patience_looks_at_the_training_loss():
    (X, y), params = problem(), network()
    fitted = fit(params, X, y, learning_rate=1e-12, patience=3, tolerance=0.001, epochs=50)
    assert len(fitted.history.losses) == 4
    assert "the loss had not become better" in fitted.message


@pytest.mark.parametrize("batch_size", [8, 100])
def test_a_diverging_loss_ends_it_with_the_last_good_params(batch_size):
    (X, y), params = problem("squared_error"), network()
    options = {
        "loss": "squared_error",
        "activation": "identity",
        "learning_rate": 0.5,
        "batch_size": batch_size,
        "epochs": 500,
    }
    with pytest.warns(
        DivergenceWarning, match=r"no longer a finite number: with learning_rate 0\.5 .*Try 0\.05"
    ) as told:
        fitted = fit(params, X, y, **options)
    assert told[0].filename == __file__  # it points at the caller's line
    done = len(fitted.history.losses)
    assert fitted.outcome == "diverged"
    assert done < 500
    assert np.isfinite(fitted.history.losses).all()
    assert all(np.isfinite(array).all() for layer in fitted.params for array in layer)
    assert apart(fitted.params, fit(params, X, y, **{**options, "epochs": done}).params) == 0


def test_divergence_in_the_first_epoch_gives_the_params_back():
    (X, y), params = problem("squared_error"), network()
    with pytest.warns(DivergenceWarning, match="as they went in"):
        fitted = fit(params, X, y, loss="squared_error", activation="identity", learning_rate=1e6, batch_size=1)
    assert apart(fitted.params, params) == 0


def test_weights_that_are_not_finite_after_the_last_step_are_not_returned():
    """One step whose loss is finite and whose weights are not."""
    (X, y), params = problem("squared_error"), network()
    with pytest.warns(DivergenceWarning):
        fitted = fit(params, X, y, loss="squared_error", learning_rate=1e39, batch_size=100, epochs=1, dtype="float32")
    assert isinstance(fitted, Fit)
    assert apart(fitted.params, [(W.astype("f"), b.astype("f")) for W, b in params]) == 0


def test_one_sentence_says_how_it_went():
    (X, y), params = problem(), network()
    assert repr(fit(params, X, y, epochs=3, validation=0.2)).startswith("Fit(3 epochs in ")
    assert "All epochs are done." in repr(fit(params, X, y, epochs=3))
