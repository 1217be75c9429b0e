"""What a walk says of wrong functions: the array that is wrong and its formula, or the line, and never a formula that is right."""

import re
import warnings

import numpy as np
import pytest

from nnlab import draw
from nnlab.draw.walk.steps import plain
from nnlab.draw.walk.verdicts import FORMULAS
from nnlab.reference.backpropagation import backward as right
from nnlab.reference.backpropagation import bias_gradient as right_bias
from nnlab.reference.backpropagation import delta_cross_entropy
from nnlab.reference.multilayer_networks import SLOPES, forward, init_params

TINY, X = init_params([3, 2, 3], 1), [1.0, -0.5, 2.0]  # chapter 08's
BACK = 3 + 6 + 3 + 2 + 6 + 2  # numbers of its way back


def backward_with(
    top="1",
    step="delta @ params[i][0].T * SLOPES[activation](zs[i - 1])",
    dW="activations[i].T @ delta",
    db="delta.sum(axis=0)",
    end="return grads[::-1]",
):
    """A backward as learners write it, with one line of theirs."""
    source = f"""
def backward(params, zs, activations, Y, activation):
    delta = {top} * delta_cross_entropy(zs[-1], Y) / len(Y)
    grads = []
    for i in range(len(params) - 1, -1, -1):
        grads.append(({dW}, {db}))
        if i > 0:
            delta = {step}
    {end}
"""
    names = {"delta_cross_entropy": delta_cross_entropy, "SLOPES": SLOPES, "np": np}
    exec(source, names)
    return names["backward"]


def watched(*functions, params=TINY, x=X, y=1):
    walk = draw.walk(params, x, y, *functions, activation="tanh")
    return walk, (walk.steps[walk.first - 1] if walk.first else None)


MISTAKES = {
    ".T forgotten": (
        {"step": "delta @ params[i][0] * SLOPES[activation](zs[i - 1])"},
        "raised ValueError. In A @ B the columns of A must be as many as the rows of B; here they are 3 and 2.",
        "δ1 (2)",
        "",
    ),
    "zs[i]": (
        {"step": "delta @ params[i][0].T * SLOPES[activation](zs[i])"},
        "raised ValueError: operands could not be broadcast together with shapes (1,2) (1,3).",
        "δ1 (2)",
        "",
    ),
    "dW transposed": ({"dW": "delta.T @ activations[i]"}, "gave the shape (3, 2) for dW of layer 2, needs the shape (2, 3).", "dw11 (2)", "dW"),
    "activations[i + 1]": (
        {"dW": "activations[i + 1].T @ delta"},
        "gave the shape (3, 3) for dW of layer 2, needs the shape (2, 3).",
        "dw11 (2)",
        "dW",
    ),
    "keepdims": (
        {"db": "delta.sum(axis=0, keepdims=True)"},
        "gave the shape (1, 3) for db of layer 2, needs the shape (3,).",
        "db1 (2)",
        "db",
    ),
    "no axis": ({"db": "delta.sum()"}, "gave the shape () for db of layer 2, needs the shape (3,).", "db1 (2)", "db"),
    "not turned round": ({"end": "return grads"}, "gave the last layer first: turn the list round", "δ1 (2)", ""),
    "no return": ({"end": "pass"}, "gave None, as a function without return does.", "δ1 (2)", ""),
    "no biases": (
        {"end": "return [dW for dW, _ in grads[::-1]]"},
        "gave a list of 2, whose parts are no lists or tuples, needs a list of 2 pairs (dW, db), one for each layer.",
        "δ1 (2)",
        "",
    ),
    "one layer": ({"end": "return grads[:1]"}, "gave a list of 1, whose parts have 2 entries, needs a list of 2 pairs", "δ1 (2)", ""),
    "a word": ({"db": "'zero'"}, "gave 'zero' for db of layer 2, needs an array of numbers.", "db1 (2)", "db"),
    "sign": ({"top": "-1"}, "gives −0.1635 here; the formula gives 0.1635.", "δ1 (2)", "delta, last"),
    "no slope": ({"step": "delta @ params[i][0].T"}, "here; the formula gives −0.04116.", "δ1 (1)", "delta"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_backward_is_said_at_its_array_with_its_formula(name):
    change, words, where, formula = MISTAKES[name]
    walk, step = watched(backward_with(**change))
    assert plain(step.name) == where
    assert step.fault.startswith(f"Your backward {words}") or f" {words}" in step.fault
    assert step.look == (FORMULAS[formula] if formula else "")
    if "gives" not in words:
        assert 'check("backward") says more.' in step.fault
        assert "gufunc" not in step.fault
    assert re.search(rf"[Ll]ook at step {walk.first}( first)?\.", walk.result)
    agree = walk.result.split()[0]
    assert ("something else is wrong" in walk.result) == (agree == "All")


def test_the_line_that_raised_is_told(tmp_path):
    """As in a notebook, where Python knows the lines of a cell."""
    file = tmp_path / "cell.py"
    file.write_text("def delta_hidden(delta, W, Z, activation):\n    return delta @ W\n")
    names = {}
    exec(compile(file.read_text(), file, "exec"), names)
    _, step = watched(names["delta_hidden"])
    assert step.fault.startswith("Your delta_hidden raised ValueError in the line `return delta @ W`. In A @ B ")
    assert step.look == FORMULAS["delta"]


def test_what_failed_as_a_whole_is_said_once_and_marks_no_number():
    """No number of the walk is wrong then: they are the course's."""
    for change in ({"end": "pass"}, {"step": "1 / 0"}, {"end": "return grads"}):
        walk, _ = watched(backward_with(**change))
        assert [bool(step.fault) for step in walk.steps].count(True) == 1
        assert "✗" not in walk.picture


def test_an_array_of_the_wrong_shape_leaves_the_others_as_they_were_given():
    walk, _ = watched(backward_with(db="delta.sum(axis=0, keepdims=True)", dW="2 * activations[i].T @ delta"))
    assert {plain(step.name)[:2] for step in walk.steps if step.fault} == {"dw", "db"}
    assert np.allclose(walk.trace.stage("dW", 1).got, 2 * watched()[0].trace.stage("dW", 1).got)


@pytest.mark.parametrize("sizes", [[3, 2, 3], [3, 3, 3], [2, 4, 3, 2]])
def test_a_list_that_begins_with_the_last_layer_is_told_from_one_that_is_right(sizes):
    params = init_params(sizes, 1)
    x = np.linspace(-1, 1, sizes[0])
    walk, _ = watched(backward_with(end="return grads"), params=params, x=x)
    assert "turn the list round" in walk.steps[walk.first - 1].fault
    assert not any(stage.differs.any() for stage in walk.trace.stages)
    assert watched(backward_with(), params=params, x=x)[0].first == 0


def test_what_is_not_written_yet_is_said_so():
    def delta_hidden(delta, W, Z, activation):
        raise NotImplementedError

    _, step = watched(delta_hidden)
    assert step.fault == "Your delta_hidden is not written yet. The walk goes on with the course's numbers."


def test_the_numbers_that_agree_are_counted():
    def bias_gradient(delta):
        return right_bias(delta) * [1, 1, 0] if delta.shape[1] == 3 else right_bias(delta)

    assert watched()[0].result == ""  # nothing of the learner's is there
    walk, _ = watched(backward_with())
    assert walk.result.startswith(
        f"All {BACK} numbers that your functions made agree with the formulas (the walk has 33)."
    )
    assert walk.result in walk.words
    walk, _ = watched(bias_gradient)
    assert walk.result.startswith(
        "4 of the 5 numbers that your functions made agree with the formulas (the walk has 33). Look at step 23 first."
    )
    assert walk.first == 23
    assert watched(backward_with(step="1 / 0"))[0].result.startswith(f"0 of the {BACK} numbers")
    assert watched(backward_with(dW="delta.T @ activations[i]"))[0].result.startswith(
        f"{BACK - 12} of the {BACK} numbers"
    )


@pytest.mark.parametrize(
    "change", [{"top": "len(Y)"}, {"dW": "activations[i].T @ delta / len(Y)"}, {"db": "delta.mean(axis=0)"}]
)
def test_what_one_example_cannot_show_is_said(change):
    """A factor n is 1 with one example: the walk cannot see it, and says so."""
    walk, _ = watched(backward_with(**change))
    assert walk.first == 0
    assert walk.result.endswith('One example cannot show a wrong factor n or 1/n: check("backward") can.')
    zs, activations = forward(TINY, np.array([X, X]), "tanh")
    given = TINY, zs, activations, np.eye(3)[[1, 0]], "tanh"
    pairs = zip(backward_with(**change)(*given), right(*given), strict=True)
    assert not all(np.allclose(mine[j], course[j]) for mine, course in pairs for j in (0, 1))  # it is wrong indeed


def test_of_two_ways_back_the_one_that_is_shown_is_named():
    def delta_hidden(delta, W, Z, activation):
        return 0 * Z

    walk, _ = watched(backward_with(), delta_hidden)
    assert walk.first == 0
    assert "Your own: backward." in walk.about
    assert "Not shown: delta_hidden, since backward gives all slopes." in walk.about
    assert "delta_hidden" not in walk.result
    assert "Not shown: backward, since without y there is no way back." in watched(backward_with(), y=None)[0].about


def test_a_forward_whose_last_layer_is_activated_has_right_scores():
    """z is right: no formula of z is named, and no z is marked."""

    def wrong(params, X, activation):
        zs, activations = forward(params, X, activation)
        return zs, [*activations[:-1], np.tanh(zs[-1])]

    wrong.__name__ = "forward"
    walk, step = watched(wrong)
    assert "gave activations[2] that is not zs[1]: the last layer has no activation." in step.fault
    assert step.look == ""
    assert "✗" not in walk.picture


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda zs, activations: zs, "gave a list of 2, whose parts have 1, 1 entries, needs the two lists zs, activations: 2 arrays in zs and 3"),
        (lambda zs, activations: (zs, activations[1:]), "needs the two lists zs, activations"),
        (lambda zs, activations: ([zs[0].T, zs[1]], activations), "gave the shape (2, 1) for zs[0], needs the shape (1, 2)"),
        (lambda zs, activations: 7, "gave 7, needs the two lists zs, activations"),
    ],
)  # fmt: skip
def test_a_forward_of_another_form_is_said_so(answer, words):
    def wrong(*inputs):
        return answer(*forward(*inputs))

    wrong.__name__ = "forward"
    _, step = watched(wrong)
    assert words in step.fault


def test_no_warning_of_numpy_comes_of_an_answer_without_numbers():
    def delta_hidden(delta, W, Z, activation):
        return np.full(Z.shape, np.nan)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        walk, step = watched(delta_hidden)
        assert step.fault == "Your delta_hidden gives nan here; the formula gives −0.04116."
        assert not any("gives nan here; the formula gives nan" in step.fault for step in walk.steps)


def test_the_slope_in_a_hidden_delta_is_shown_as_it_is_computed():
    """1.626 and 0.9254 stand in the picture; 1 − 0.9254^2 = 0.1436 by hand, from rounded digits."""
    step = next(step for step in watched()[0].steps if plain(step.name) == "δ1 (1)")
    assert step.filled.endswith("· 0.1435 = −0.04116")
    assert plain(step.aside) == "with σ'(z1 (1)) = tanh'(1.626) = 1 − a^2 = 1 − 0.9254^2 = 0.1435"
    z = np.array([0.3, -0.3, 0.0])
    W = np.eye(3)
    for activation, words in {
        "sigmoid": ["sigmoid'(0.3) = a (1 − a) = 0.5744 · (1 − 0.5744) = 0.2445", "0.4256 · (1 − 0.4256)", "0.25"],
        "relu": ["1, as 0.3 > 0", "0, as −0.3 ≤ 0", "0, as 0 ≤ 0"],
        "identity": ["1 everywhere"] * 3,
        "tanh": ["1 − 0.2913^{2} = 0.9151", "1 − (−0.2913)^{2} = 0.9151", "= 1"],
    }.items():
        walk = draw.walk([(W, np.zeros(3)), (W, np.zeros(3))], z, 0, activation=activation)
        asides = [step.aside for step in walk.steps if step.name.startswith("δ") and step.aside]
        assert len(asides) == 3
        assert all(word in aside for word, aside in zip(words, asides, strict=True))
        slopes = [float(aside.rpartition("= ")[2].partition(",")[0].split()[0]) for aside in asides]
        assert np.allclose(slopes, SLOPES[activation](z), atol=1e-4)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize("scale", [0.1, 1, 3, 5, 8])
def test_the_slope_can_be_computed_from_the_digits_that_are_shown(activation, scale):
    walk = draw.walk([(np.eye(2), np.zeros(2))] * 2, [scale, -scale], 0, activation=activation)
    asides = [plain(step.aside).replace("−", "-") for step in walk.steps if step.aside]
    assert len(asides) == 2
    for aside in asides:
        *_, by_hand, slope = aside.split(" = ")
        computed = eval(by_hand.replace("·", "*").replace("^", "**"))  # numbers of our own, as 1 - 0.9254**2
        assert computed == pytest.approx(float(slope), rel=2e-3)


def test_a_formula_says_of_which_layer_each_number_is():
    deep, _ = watched(params=init_params([2, 3, 3, 2], 0), x=[1.0, 2.0])
    formulas = {plain(step.name): step.formula for step in deep.steps}
    assert formulas["a1 (2)"] == "a_{1}^{(2)} = tanh(z_{1}^{(2)})"
    assert formulas["z1 (1)"] == "z_{1}^{(1)} = Σ_{j} x_{j} w_{j1}^{(1)} + b_{1}^{(1)}"
    assert formulas["z1 (2)"] == "z_{1}^{(2)} = Σ_{j} a_{j}^{(1)} w_{j1}^{(2)} + b_{1}^{(2)}"
    assert formulas["δ2 (1)"] == "δ_{2}^{(1)} = (Σ_{t} δ_{t}^{(2)} w_{2t}^{(2)}) σ'(z_{2}^{(1)})"
    assert formulas["dw12 (2)"] == "dw_{12}^{(2)} = a_{1}^{(1)} δ_{2}^{(2)}"
    assert formulas["db1 (3)"] == "db_{1}^{(3)} = δ_{1}^{(3)}"
    for formula in formulas.values():
        assert not re.search(r"[zaw]_\{[^}]*\}(?!\^)", formula.split(" = ")[1])
