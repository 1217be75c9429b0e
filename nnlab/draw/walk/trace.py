"""Every number of one pass forward and one back, array by array, each beside what the course's function makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.draw.walk import answers
from nnlab.draw.walk.answers import Found
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
    (d_out,), for dW (d_in, d_out), for the loss (1,). Where the function gave no such array `problem` says why; where
    it gave nothing at all the array is `lent`. In both `got` is `expected`, with which the pass goes on. `note` is what
    is wrong with the function and with none of its arrays; it stands at its first array.
    """

    kind: str
    layer: int
    function: str
    got: Array
    expected: Array
    problem: str = ""
    note: str = ""
    lent: bool = False

    @property
    def agreeing(self) -> int:
        """How many numbers the function gave as they should be."""
        return 0 if self.lent else int((~self.differs).sum())

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
        zs, activations = REFERENCE["forward"](self.params, self.X, self.activation)
        answer, note = self._call("forward", self.params, self.X, self.activation)
        found: list[list[Found]] = []
        if not note:
            found, note = answers.both_lists(answer, zs, activations)
        lent = not found
        z_found, a_found = found or ([Found()] * len(zs), [Found()] * len(activations))
        if not note and (a_found[0].problem or not np.array_equal(_taken(a_found[0], self.X), self.X)):
            note = a_found[0].problem or "gave activations[0] that is not X: the input has no activation"
        below, last = self.X, len(self.params)
        for i, (W, b) in enumerate(self.params, start=1):
            expected = below @ W + b
            z = _taken(z_found[i - 1], expected)
            if i == last and not note:
                note = a_found[last].problem
                if not note and not np.array_equal(_taken(a_found[last], z), z):
                    note = f"gave activations[{last}] that is not zs[{last - 1}]: the last layer has no activation"
            self._add("z", i, "forward", z, expected, z_found[i - 1].problem, note, lent)
            note = ""
            self.zs.append(z)
            self.inputs.append(below)
            if i < last:
                bent = multilayer_networks.ACTIVATIONS[self.activation](z)
                below = _taken(a_found[i], bent)
                self._add("a", i, "forward", below, bent, a_found[i].problem, lent=lent)
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
        inputs = (self.params, self.zs, [*self.inputs, self.zs[-1]], Y, self.activation)
        answer, note = self._call("backward", *inputs)
        grads: list[list[Found]] = []
        if not note:
            grads, note = answers.pairs(answer, REFERENCE["backward"](*inputs))
        lent = not grads
        delta = REFERENCE["delta_cross_entropy"](self.zs[-1], Y)
        for i in range(len(self.params), 0, -1):
            W_found, b_found = grads[i - 1] if grads else (Found(), Found())
            right = REFERENCE["weight_gradient"](self.inputs[i - 1], delta)
            db = _taken(b_found, delta[0])
            seen = db[None] if not _close(db, delta[0]) and not _close(_taken(W_found, right), right) else delta
            expected = REFERENCE["weight_gradient"](self.inputs[i - 1], seen)
            self._add("delta", i, "backward", seen, delta, "", note, lent)
            self._add("dW", i, "backward", _taken(W_found, expected), expected, W_found.problem, lent=lent)
            self._add("db", i, "backward", _taken(b_found, seen[0]), seen[0], b_found.problem, lent=lent)
            note = ""
            if i > 1:
                delta = REFERENCE["delta_hidden"](seen, self.params[i - 1][0], self.zs[i - 2], self.activation)

    def _compute(self, kind: str, layer: int, name: str, *inputs: Any) -> Array:
        """Call one function, keep its array, and give it to the next."""
        expected = np.asarray(REFERENCE[name](*inputs))
        answer, problem = self._call(name, *inputs)
        found = Found(problem=problem) if problem else answers.array(answer, expected.shape)
        got = _taken(found, expected)
        self._add(kind, layer, name, got, expected, found.problem)
        return got

    def _call(self, name: str, *inputs: Any) -> tuple[Any, str]:
        return answers.call(self.functions[name], inputs)

    def _add(
        self,
        kind: str,
        layer: int,
        name: str,
        got: Array,
        expected: Array,
        problem: str = "",
        note: str = "",
        lent: bool = False,
    ) -> None:
        shape = expected.shape if kind == "dW" else (-1,)
        stage = Stage(kind, layer, name, got.reshape(shape), expected.reshape(shape), problem, note, lent)
        self.stages.append(stage)


def _taken(found: Found, expected: Array) -> Array:
    """The array that was given, else the one that the pass goes on with."""
    return expected if found.array is None else found.array


def _close(got: Array, expected: Array) -> bool:
    return not Stage("", 0, "", got, expected).differs.any()
