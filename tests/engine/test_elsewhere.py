"""The engine on arrays in another memory: rehearsed with strict doubles of a GPU's arrays, and on a GPU where there is one."""

import sys

import numpy as np
import pytest
from small import apart, network, problem

from nnlab import arrays
from nnlab.arrays import gpu_problem, to_device, to_host
from nnlab.engine import fit, least_squares
from nnlab.errors import NnlabError
from nnlab.gpu import FarArray, to_far, to_near

gpu = [
    pytest.mark.gpu,
    pytest.mark.skipif(bool(gpu_problem()), reason=gpu_problem() or "there is one"),
]
PLACES = [pytest.param((to_far, to_near), id="rehearsal"), pytest.param((to_device, to_host), id="gpu", marks=gpu)]
CLOSE = {"float32": 1e-4, "float64": 1e-10}


@pytest.fixture(autouse=True)
def strict(monkeypatch):
    """Doubles that refuse, besides NumPy's arrays, to mix floating-point numbers of two kinds."""
    plain = FarArray.__array_ufunc__

    def refusing(self, ufunc, method, *inputs, **kwargs):
        involved = [array for array in (*inputs, *kwargs.get("out", ())) if isinstance(array, FarArray)]
        kinds = {str(array.dtype) for array in involved if array.dtype.kind == "f"}
        if len(kinds) > 1:
            raise TypeError(f"{ufunc.__name__} mixes {' and '.join(sorted(kinds))}")
        return plain(self, ufunc, method, *inputs, **kwargs)

    monkeypatch.setattr(FarArray, "__array_ufunc__", refusing)


def test_the_doubles_are_strict():
    far, single = to_far(np.ones(3)), to_far(np.ones(3, "f"))
    for mixed in (
        lambda: far + single,
        lambda: np.add(far, far, out=single),
        lambda: far + np.ones(3),
        lambda: np.asarray(far),
    ):
        with pytest.raises(TypeError):
            mixed()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("dtype", CLOSE)
@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error"])
@pytest.mark.parametrize("activation", ["identity", "sigmoid", "tanh", "relu"])
def test_the_same_network(activation, loss, dtype, place):
    """Not shuffled, since a GPU draws other orders; 37 rows in batches of 8: the last one is short."""
    there, back = place
    (X, y), params = problem(loss), network()
    options = {
        "activation": activation,
        "loss": loss,
        "dtype": dtype,
        "batch_size": 8,
        "epochs": 4,
        "shuffle": False,
        "learning_rate": 0.02,
        "validation": (X[:9], y[:9]),
    }
    expected = fit(params, X, y, **options)
    found = fit(there(params), there(X), there(y), **{**options, "validation": there((X[:9], y[:9]))})
    assert not any(isinstance(array, np.ndarray) for layer in found.params for array in layer)
    assert apart(back(found.params), expected.params) < CLOSE[dtype]
    np.testing.assert_allclose(found.history.losses, expected.history.losses, rtol=1e-4)
    np.testing.assert_allclose(found.history.validation_losses, expected.history.validation_losses, rtol=1e-4)
    assert found.history.validation_accuracies == expected.history.validation_accuracies
    np.testing.assert_allclose(back(found.scores(there(X))), expected.scores(X), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "options",
    [{"momentum": 0.9}, {"batch_size": 100}, {"batch_size": 1}, {"momentum": 0.5, "batch_size": 100}],
    ids=str,
)
def test_every_kind_of_step(options, place):
    there, back = place
    (X, y), params = problem(), network()
    options = {"batch_size": 8, "epochs": 3, "shuffle": False, **options}
    assert (
        apart(back(fit(there(params), there(X), there(y), **options).params), fit(params, X, y, **options).params)
        < 1e-10
    )


@pytest.mark.parametrize("place", PLACES)
def test_params_and_targets_are_moved_to_where_X_lies(place):
    there, back = place
    (X, y), params = problem(), network()
    options = {"shuffle": False, "validation": (X, y)}
    assert apart(back(fit(params, there(X), y, **options).params), fit(params, X, y, **options).params) < 1e-10


@pytest.mark.parametrize("place", PLACES)
def test_shuffling_there_is_repeatable_and_uses_every_row(place):
    there, back = place
    (X, y), params = problem(), network()
    first, again, other = (
        back(fit(there(params), there(X), there(y), seed=seed, batch_size=8).params) for seed in (1, 1, 2)
    )
    assert apart(first, again) == 0
    assert apart(first, other) > 1e-6
    whole = {"batch_size": 8, "epochs": 1, "learning_rate": 1e-9}
    found, expected = fit(there(params), there(X), there(y), **whole), fit(params, X, y, **whole)
    assert found.history.losses[0] == pytest.approx(expected.history.losses[0], rel=1e-6)


@pytest.mark.parametrize("place", PLACES)
def test_a_checkpoint_goes_on_there(place, tmp_path):
    there, back = place
    (X, y), params = problem(), network()
    options = {"momentum": 0.9, "batch_size": 8}
    expected = fit(there(params), there(X), there(y), epochs=6, **options)
    for epochs in (3, 6):
        found = fit(there(params), there(X), there(y), epochs=epochs, checkpoint=tmp_path / "a.npz", **options)
    assert apart(back(found.params), back(expected.params)) == 0


@pytest.mark.parametrize("place", PLACES)
def test_faults_are_sentences_there_too(place):
    there, _ = place
    (X, y), params = problem(), network()
    spoiled = X.copy()
    spoiled[3, 2] = np.nan
    for changed, words in [
        ({"X": there(spoiled)}, r"not finite: nan at \[3, 2\]"),
        ({"y": there(y + 3)}, "y has the label"),
        ({"y": there(y + 0.5)}, "whole numbers"),
    ]:
        with pytest.raises(NnlabError, match=words):
            fit(**{"params": there(params), "X": there(X), "y": there(y), **changed})
    with pytest.raises(NnlabError, match=r"W1 is \w+, but X is ndarray; bring both to one place"):
        fit(there(params), X, y)
    with pytest.raises(NnlabError, match=r"X does not lie in NumPy's memory.*to_host"):
        least_squares(there(X), there(X))


def test_without_a_gpu_the_sentence_has_a_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "cupy", None)
    (X, y), params = problem(), network()
    with pytest.raises(NnlabError, match="CuPy is missing: uv run --extra gpu"):
        fit(params, X, y, device="gpu")
    with pytest.raises(NnlabError, match="device is 'cuda'; it can be 'gpu', or be left out"):
        fit(params, X, y, device="cuda")


def test_an_X_of_another_kind_is_a_sentence():
    (_, y), params = problem(), network()

    class Other:
        def __array__(self, *arguments, **options):
            raise TypeError("it lies on another planet")

    with pytest.raises(NnlabError, match=r"X is Other, of which NumPy makes no array \(it lies on another planet\)"):
        fit(params, Other(), y)


@pytest.mark.gpu
@pytest.mark.skipif(bool(gpu_problem()), reason=gpu_problem() or "there is one")
class TestGpu:
    """What only a GPU can show."""

    def test_device_gpu_brings_the_params_back(self):
        (X, y), params = problem(), network()
        found = fit(params, X, y, device="gpu", shuffle=False)
        assert all(isinstance(array, np.ndarray) for layer in found.params for array in layer)
        assert apart(found.params, fit(params, X, y, shuffle=False).params) < 1e-10

    def test_tf32_is_off_unless_asked_for(self):
        rng = np.random.default_rng(0)
        X, y = rng.normal(size=(4096, 5)), rng.integers(3, size=4096)
        params = network((512, 512))
        options = {"batch_size": 4096, "epochs": 3, "dtype": "float32"}
        exact = fit(params, X, y, **options).params
        full, rounded = (fit(params, X, y, device="gpu", tf32=tf32, **options).params for tf32 in (False, True))
        assert apart(full, exact) < 1e-4
        assert apart(rounded, exact) > 2 * apart(full, exact)

    def test_too_little_memory_is_a_sentence(self, monkeypatch):
        monkeypatch.setattr(arrays, "free_bytes", lambda: 1000)
        (X, y), params = problem(), network()
        with pytest.raises(NnlabError, match="of the GPU's memory, and 0 are free"):
            fit(params, X, y, device="gpu")

    def test_runs_that_come_again_are_recorded(self):
        """Many runs: all but the first two are played back."""
        (X, y), params = problem(n=50_000), network()
        options = {"batch_size": 16, "epochs": 2, "shuffle": False}
        assert apart(fit(params, X, y, device="gpu", **options).params, fit(params, X, y, **options).params) < 1e-9
