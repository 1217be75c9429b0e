"""What counts as right: tolerances, shapes, kinds of numbers, parts."""

import numpy as np
import pytest

from nnlab.calls import Opaque
from nnlab.judge.compare import Tolerance, apart, compare, right

E = np.array([[1.0, -2.0], [0.5, 1e-3]])
T = Tolerance()


@pytest.mark.parametrize(
    "got",
    [
        E,
        E.tolist(),
        tuple(map(tuple, E.tolist())),
        [np.array([1.0, -2.0]), [0.5, 1e-3]],
        E * (1 + 5e-7),
        E.astype(np.float32),
        E + 1e-10,
    ],
)
def test_right_in_any_dress(got):
    assert right(got, E, T)


@pytest.mark.parametrize(
    ("got", "kind"),
    [
        (E * (1 + 1e-5), "values"),
        (E + np.array([[0, 0], [0, 1e-6]]), "values"),  # wrong by 0.1 % in the smallest entry
        ((E * (1 + 1e-3)).astype(np.float32), "values"),
        (E.astype(np.float16), "values"),
        (np.full((2, 2), np.nan), "values"),
        (np.full((2, 2), np.inf), "values"),
        (E.ravel(), "shape"),
        (E[:, :, None], "shape"),
        (E[:1], "shape"),
        (E + 0j, "kind"),
        (E > 0, "kind"),
        (None, "type"),
        ("text", "type"),
        ({"a": 1.0}, "type"),
        (Opaque("generator"), "type"),
        ([[1.0], [2.0, 3.0]], "type"),
        (1.0, "shape"),
    ],
)
def test_wrong_is_seen_for_what_it_is(got, kind):
    (difference,) = compare(got, E, T)
    assert difference.kind == kind
    assert difference.text


def test_scalars():
    assert right(np.float64(2.5), 2.5, T)
    assert right(np.array(2.5), 2.5, T)
    assert right(2, 2.0, T)
    assert not right([2.5], 2.5, T)
    assert not right(np.array([[2.5]]), 2.5, T)


def test_integers_are_asked_for_where_the_right_answer_has_them():
    labels = np.array([0, 2, 1])
    assert right([0, 2, 1], labels, T)
    assert compare(labels.astype(float), labels, T)[0].kind == "kind"
    assert compare(np.array([True, False, True]), np.array([1, 0, 1]), T)[0].kind == "kind"
    assert right(7, 7, T)
    assert compare(7.0, 7, T)[0].kind == "kind"


def test_nan_and_infinity_equal_themselves():
    e = np.array([np.nan, np.inf, -np.inf, 1.0])
    assert right(e.copy(), e, T)
    assert not right(np.array([np.nan, -np.inf, -np.inf, 1.0]), e, T)


def test_float32_inputs_ask_for_float32_accuracy_only():
    x = np.array([1.0, 2.0], dtype=np.float32)
    assert right(E * (1 + 5e-5), E, Tolerance.of([x]))
    assert not right(E * (1 + 5e-5), E, Tolerance.of([x.astype(float)]))


def test_noise_where_zero_is_expected_is_right_only_on_the_scale_of_the_inputs():
    zero = np.zeros(3)
    assert right(zero + 1e-16, zero, Tolerance.of([np.ones(3)]))
    assert not right(zero + 1e-6, zero, Tolerance.of([np.ones(3)]))
    assert not right(zero + 1e-6, zero, Tolerance.of([1e6 * np.ones(3)]))


def test_parts_carry_their_names():
    expected = [(np.ones((2, 3)), np.zeros(3)), (np.ones((3, 1)), np.zeros(1))]
    got = [(np.ones((2, 3)), np.ones(3)), [2 * np.ones((3, 1)), np.zeros(1)]]
    found = compare(got, expected, T, ("dW{i}", "db{i}"))
    assert [difference.part for difference in found] == ["db1", "dW2"]
    assert compare((1.0, 3.0), (1.0, 2.0), T, ("mean", "std"))[0].part == "std"
    assert compare({"a": 1.0}, {"a": 1.0, "b": 2.0}, T)[0].text.endswith("(missing: b)")
    assert compare([1.0], (1.0, 2.0), T)[0].kind == "type"


def test_evidence_says_how_many_and_where():
    got = E.copy()
    got[0, 1] = 7
    assert compare(got, E, T)[0].text == "1 of 4 values differ; first at row 0, column 1: expected -2.0, got 7.0"


def test_numbers_are_shown_so_that_they_differ():
    a, b = apart(0.123456789, 0.123456)
    assert a != b
    assert apart(1.0, 2.0) == ("1.0", "2.0")


@pytest.mark.parametrize("got", [["W1"], ("W1",), [np.ones(3)], [1.0], None, np.ones(2), ["b1", "W1"], {"W1": 1}])
def test_a_list_of_words(got):
    assert right(got, ["W1"], T) == (
        got in (["W1"], ("W1",)) if isinstance(got, list | tuple) and isinstance(got[0], str) else False
    )


STRANGE = [
    None,
    1,
    True,
    2.5,
    1j,
    "x",
    [],
    [[]],
    (),
    {},
    {"a": [1]},
    np.ones((2, 2)),
    np.ones(0),
    [None],
    [np.ones(2), None],
    [[1], [1, 2]],
    Opaque("set"),
    ["a", 1],
    10**400,
    [10**400],
    float("nan"),
]


@pytest.mark.parametrize("got", STRANGE, ids=repr)
@pytest.mark.parametrize(
    "expected",
    [1, 2.5, True, np.ones((2, 2)), np.ones(0), ["W1"], [], (1.0, 2.0), [(np.ones(2), np.ones(1))], {"a": 1.0}],
    ids=repr,
)
def test_no_answer_however_strange_breaks_the_comparison(got, expected):
    for difference in compare(got, expected, T, ("a", "b")):
        assert difference.text
