"""Every number of one pass forward and one back, array by array, each beside what the course's function makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnlab.reference import backpropagation, multilayer_networks, softmax_regression
from nnlab.reference.types import Array, Params

Function = Callable[..., Any]
REFERENCE: dict[str, Function] = {
    "forward": multilayer_networks.forward,
    "softmax": softmax_regression.softmax,
    "cross_entropy_from_scores": softmax_regression.cross_entropy_from_scores,
    "delta_cross_entropy": backpropagation.delta_cross_entropy,
    "weight_gradient": backpropagation.weight_gradient,
    "bias_gradient": backpropagation.bias_gradient,
    "delta_hidden": backpropagation.delta_hidden,
    "backward": backpropagation.backward,
}
RELATIVE = 1e-6  # as close as an exercise's answer has to be


@dataclass(frozen=True)
class Stage:
    """One array: what a function made (`got`), and what the course's makes of the same inputs (`expected`).

    kind is "z", "a", "p", "loss", "delta", "dW" or "db"; layer 1 is the first that has weights. Both arrays are
    (d_out,), for dW (d_in, d_out), for the loss (1,). Where there was no usable answer `problem` says why, and `got`
    is `expected`, with which the pass goes on.
    """

    kind: str
    layer: int
    function: str
    got: Array
    expected: Array
    problem: str = ""

    @property
    def differs(self) -> Array:
        """True for each entry that is not what it should be."""
        if self.problem:
            return np.ones(self.expected.shape, dtype=bool)
        floor = RELATIVE * float(np.abs(self.expected[np.isfinite(self.expected)]).max(initial=0.0))
        # What has become nan before is nan in the formula too, and no fault here.
        return ~np.isclose(self.got, self.expected, rtol=RELATIVE, atol=floor, equal_nan=True)


@dataclass(frozen=True)
class Trace:
    params: Params
    x: Array  # (d,)
    y: Array | None  # (k,); without it there is no loss, and no way back
    activation: str
    stages: tuple[Stage, ...]

    def stage(self, kind: str, layer: int) -> Stage:
        return next(stage for stage in self.stages if (stage.kind, stage.layer) == (kind, layer))

    def below(self, layer: int) -> Array:
        """What goes into the layer: x, or the activations of the layer below."""
        return self.x if layer == 1 else self.stage("a", layer - 1).got


def trace(params: Params, x: Array, y: Array | None, activation: str, own: Mapping[str, Function]) -> Trace:
    """The pass of one example x (d,) with the one-hot y (k,), or forward only without y; `own` functions take the place of the course's.

    Each function is given what the ones before it made, and so is the course's beside it: a fault shows where it is
    made, not where it is felt. With a `backward` of one's own the slopes are taken from it.
    """
    run = _Pass(params, x[None], activation, {**REFERENCE, **own})
    run.forward()
    if y is not None:
        run.loss(y[None])
        if "backward" in own:
            run.whole_way_back(y[None])
        else:
            run.way_back(y[None])
    return Trace(params, x, y, activation, tuple(run.stages))


class _Pass:
    """The pass as it runs, with one row: X is (1, d), Y (1, k)."""

    def __init__(self, params: Params, X: Array, activation: str, functions: Mapping[str, Function]) -> None:
        self.params, self.X, self.activation, self.functions = params, X, activation, functions
        self.stages: list[Stage] = []
        self.zs: list[Array] = []  # as they are used further on, (1, d_out) each
        self.inputs: list[Array] = []  # what goes into each layer

    def forward(self) -> None:
        expected_zs, expected_as = REFERENCE["forward"](self.params, self.X, self.activation)
        answer, problem = self._call("forward", self.params, self.X, self.activation)
        zs, activations = expected_zs, expected_as
        if not problem:
            shapes = [[array.shape for array in arrays] for arrays in (expected_zs, expected_as)]
            found, problem = _as_arrays(answer, shapes)
            if found is not None:
                zs, activations = found
        if not problem and not np.array_equal(activations[0], self.X):
            problem = "activations[0] is not X: the input has no activation"
        activations = [self.X, *activations[1:]]
        last = len(self.params)
        for i, (W, b) in enumerate(self.params, start=1):
            expected = activations[i - 1] @ W + b
            self._add("z", i, "forward", zs[i - 1], expected, problem)
            if i < last:
                bent = multilayer_networks.ACTIVATIONS[self.activation](zs[i - 1])
                self._add("a", i, "forward", activations[i], bent, problem)
            problem = ""
        if not np.array_equal(activations[last], zs[last - 1]) and not self.stages[-1].problem:
            why = "the last layer's activations are not its scores z: it has no activation"
            self.stages[-1] = replace(self.stages[-1], problem=why)
        self.zs, self.inputs = list(zs), list(activations[:-1])
        self._compute("p", last, "softmax", self.zs[-1])

    def loss(self, Y: Array) -> None:
        self._compute("loss", len(self.params), "cross_entropy_from_scores", self.zs[-1], Y)

    def way_back(self, Y: Array) -> None:
        """One function for each array."""
        delta = self._compute("delta", len(self.params), "delta_cross_entropy", self.zs[-1], Y)
        for i in range(len(self.params), 0, -1):
            self._compute("dW", i, "weight_gradient", self.inputs[i - 1], delta)
            self._compute("db", i, "bias_gradient", delta)
            if i > 1:
                delta = self._compute(
                    "delta", i - 1, "delta_hidden", delta, self.params[i - 1][0], self.zs[i - 2], self.activation
                )

    def whole_way_back(self, Y: Array) -> None:
        """The slopes of one `backward`. It does not show its deltas, but with one example db is delta.

        Where db is wrong and dW is right, delta was right; only where both are wrong the fault is in delta.
        """
        activations = [*self.inputs, self.zs[-1]]
        answer, problem = self._call("backward", self.params, self.zs, activations, Y, self.activation)
        shapes = [[W.shape, b.shape] for W, b in self.params]
        grads = None
        if not problem:
            grads, problem = _as_arrays(answer, shapes)
        delta = REFERENCE["delta_cross_entropy"](self.zs[-1], Y)
        for i in range(len(self.params), 0, -1):
            expected = REFERENCE["weight_gradient"](self.inputs[i - 1], delta)
            dW, db = grads[i - 1] if grads is not None else (expected, delta[0])
            seen = db[None] if not _close(db, delta[0]) and not _close(dW, expected) else delta
            self._add("delta", i, "backward", seen, delta, problem)
            self._add("dW", i, "backward", dW, REFERENCE["weight_gradient"](self.inputs[i - 1], seen))
            self._add("db", i, "backward", db, seen[0])
            problem = ""
            if i > 1:
                delta = REFERENCE["delta_hidden"](seen, self.params[i - 1][0], self.zs[i - 2], self.activation)

    def _compute(self, kind: str, layer: int, name: str, *inputs: Any) -> Array:
        """Call one function, keep its array, and give it to the next."""
        expected = np.asarray(REFERENCE[name](*inputs))
        answer, problem = self._call(name, *inputs)
        got = expected
        if not problem:
            found, problem = _as_arrays([[answer]], [[expected.shape]])
            got = expected if found is None else found[0][0]
        self._add(kind, layer, name, got, expected, problem)
        return got

    def _call(self, name: str, *inputs: Any) -> tuple[Any, str]:
        """(answer, why there is none). The function gets copies: what it writes into them is its own."""
        try:
            return self.functions[name](*map(_copied, inputs)), ""
        except Exception as error:
            return None, f"it raised {type(error).__name__}: {error}"

    def _add(self, kind: str, layer: int, name: str, got: Array, expected: Array, problem: str = "") -> None:
        shape = expected.shape if kind == "dW" else (-1,)
        self.stages.append(Stage(kind, layer, name, got.reshape(shape), expected.reshape(shape), problem))


def _copied(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_copied, value))
    return value.copy() if isinstance(value, np.ndarray) else value


def _close(got: Array, expected: Array) -> bool:
    return not Stage("", 0, "", got, expected).differs.any()


def _as_arrays(answer: Any, shapes: list[list[tuple[int, ...]]]) -> tuple[Any, str]:
    """(the answer as lists of float arrays of these shapes, or None; why not)."""
    try:
        found = [[np.asarray(array, dtype=float) for array in arrays] for arrays in answer]
    except (TypeError, ValueError):
        return None, f"it gave {type(answer).__name__} instead of arrays of numbers"
    have = [[array.shape for array in arrays] for arrays in found]
    if have != shapes:
        return None, f"it gave {_shapes(have)}, needs {_shapes(shapes)}"
    return found, ""


def _shapes(shapes: list[list[tuple[int, ...]]]) -> str:
    flat = [str(shape) for inner in shapes for shape in inner]
    return ("the shape " if len(flat) == 1 else "the shapes ") + ", ".join(flat)
