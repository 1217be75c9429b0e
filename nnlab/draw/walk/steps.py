"""A trace cut into steps, one number each, and what is said about it: the formula, the numbers put into it, the verdict.

Formulas are written with _{...} for what stands below and ^{...} for what stands above. Everything is text made here;
the front end only sets it. A network with many weights takes a column of dW for one step, not each entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnlab.draw.svg import MINUS, number
from nnlab.draw.walk.trace import Stage, Trace
from nnlab.draw.walk.verdicts import verdict
from nnlab.reference.multilayer_networks import ACTIVATIONS, SLOPES
from nnlab.reference.types import Array

MOST_WEIGHTS = 100  # as many take a step each
MOST_TERMS = 5  # of a sum are written out
BACK = ("delta", "dW", "db")
TITLES = {
    "z": "Forward, layer {}: the sum z of each node",
    "a": "Forward, layer {}: through the activation",
    "p": "Forward: probabilities from the scores",
    "loss": "Forward: the loss",
    "delta": "Back, layer {}: delta, the slope of the loss by z",
    "dW": "Back, layer {}: the slope by each weight",
    "db": "Back, layer {}: the slope by each bias",
}
BENDS = {"identity": "{}", "sigmoid": "sigmoid({})", "tanh": "tanh({})", "relu": "max({}, 0)"}
# The slope of each, from z and a = σ(z).
SLOPED = {
    "identity": "1 everywhere",
    "sigmoid": "sigmoid'({z}) = a (1 − a) = {a} · (1 − {a}) = {slope}",
    "tanh": "tanh'({z}) = 1 − a^{{2}} = 1 − {a}^{{2}} = {slope}",
    "relu": "{slope}, as {z} {sign} 0",
}


@dataclass(frozen=True)
class Step:
    """One number, or a column of dW, and how it came about."""

    stage: int  # its place in the trace
    back: bool  # on the way back?
    name: str  # such as "z_{1}^{(2)}"
    value: str  # as it was made; "" for a column
    title: str
    formula: str
    filled: str
    here: str  # CSS: where it is in the picture
    light: str  # CSS: what it is computed from
    wrong: bool  # is one of the numbers here another than it should be?
    aside: str = ""  # where a factor in `filled` comes from
    fault: str = ""  # what is wrong; "" when nothing is
    look: str = ""  # the formula to look at then

    @property
    def verdict(self) -> str:
        """What is wrong, in one text; "" when nothing is."""
        return f"{self.fault} Look at {self.look}." if self.look else self.fault

    def as_data(self) -> dict[str, Any]:
        """What the front end needs of it."""
        return {key: value for key, value in vars(self).items() if key not in ("name", "value", "wrong")}


def steps(trace: Trace, own: Mapping[str, object]) -> list[Step]:
    """All steps in their order. `own` names the functions that are the learner's."""
    return [step for i, stage in enumerate(trace.stages) for step in _of_stage(trace, i, stage, stage.function in own)]


def plain(words: str) -> str:
    """A formula without its marks, to be read aloud or printed: z_{1}^{(2)} becomes z1 (2)."""
    return words.replace("_{", "").replace("^{(", " (").replace("^{", "^").replace("}", "")


def by_entry(trace: Trace) -> bool:
    """Does each weight take a step of its own?"""
    return sum(W.size for W, _ in trace.params) <= MOST_WEIGHTS


def places(trace: Trace, stage: Stage) -> list[tuple[int, ...]]:
    """The entries, or columns, of the stage's array that take a step each, in their order."""
    if stage.kind == "dW" and not by_entry(trace):
        return [(k,) for k in range(stage.got.shape[1])]
    return list(np.ndindex(stage.got.shape))


def _of_stage(trace: Trace, i: int, stage: Stage, own: bool) -> Iterator[Step]:
    layer, write = stage.layer, _Writer(trace, stage)
    for n, at in enumerate(places(trace, stage)):
        formula, filled, light = write.step(at)
        column = stage.kind == "dW" and len(at) == 1
        there: Any = (slice(None), *at) if column else at
        value = "" if column else number(float(stage.got[at]))
        result = _cut([number(v) for v in stage.expected[there]], ", ") if column else number(float(stage.expected[at]))
        fault, look = verdict(stage, there, own, first=n == 0, last=layer == len(trace.params))
        yield Step(
            i,
            stage.kind in BACK,
            write.name(at),
            value,
            TITLES[stage.kind].format(layer),
            formula,
            f"{filled} {result}",
            write.here(at),
            light,
            bool(stage.differs[there].any()),
            write.aside(at),
            fault,
            look,
        )


class _Writer:
    """Writes the formulas of one stage."""

    def __init__(self, trace: Trace, stage: Stage) -> None:
        self.trace, self.stage, self.layer = trace, stage, stage.layer
        self.up = f"^{{({stage.layer})}}"
        self.last = stage.layer == len(trace.params)

    def name(self, at: tuple[int, ...]) -> str:
        letter = {"loss": "L", "delta": "δ", "dW": "dw", "db": "db"}.get(self.stage.kind, self.stage.kind)
        if letter in ("L", "p"):
            return letter if letter == "L" else f"p_{{{at[0] + 1}}}"
        star = "j" if self.stage.kind == "dW" and len(at) == 1 else ""
        return f"{letter}_{{{star}{_index(at)}}}{self.up}"

    def here(self, at: tuple[int, ...]) -> str:
        if self.stage.kind == "dW":
            return _edges(self.layer, k=at[-1]) if len(at) == 1 else _edge(self.layer, *at)
        return "[data-loss]" if self.stage.kind == "loss" else _node(self.layer, at[0])

    def step(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        """(formula, the same with its numbers up to the equals sign, what lights up)."""
        method: Any = getattr(self, f"_{self.stage.kind}")
        formula, right, light = method(at)
        return f"{self.name(at)} = {formula}", f"{self.name(at)} = {right} =", light

    def _z(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        (k,) = at
        W, b = self.trace.params[self.layer - 1]
        right = f"{_sum(self.trace.below(self.layer), W[:, k])} + {_signed(b[k])}"
        light = f"{_edges(self.layer, k=k)},{_nodes(self.layer - 1)}"
        return f"Σ_{{j}} {self._below('j')} w_{{{_star('j', k)}}}{self.up} + b_{{{k + 1}}}{self.up}", right, light

    def _a(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        z = self.trace.stage("z", self.layer).got[at]
        bend = BENDS[self.trace.activation]
        return bend.format(f"z_{{{_index(at)}}}{self.up}"), bend.format(number(z)), _node(self.layer, at[0])

    def _p(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        scores = self.trace.stage("z", self.layer).got
        powers = [f"exp({number(z)})" for z in scores]
        right = f"{powers[at[0]]} / ({_cut(powers)})"
        return f"exp(z_{{{_index(at)}}}{self.up}) / Σ_{{t}} exp(z_{{t}}{self.up})", right, _nodes(self.layer)

    def _loss(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        p, y = self.trace.stage("p", self.layer).got, self._target()
        terms = [
            f"ln {number(p[k])}" if y[k] == 1 else f"{number(y[k])} · ln {number(p[k])}" for k in np.flatnonzero(y)
        ]
        right = f"−{terms[0]}" if len(terms) == 1 else f"−({_cut(terms)})"
        return "−Σ_{k} y_{k} ln p_{k}", right, _nodes(self.layer)

    def _delta(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        (k,) = at
        if self.last:
            p, y = self.trace.stage("p", self.layer).got[k], self._target()[k]
            return f"p_{{{k + 1}}} − y_{{{k + 1}}}", f"{number(p)} − {number(y)}", _node(self.layer, k)
        above, W = self.trace.stage("delta", self.layer + 1).got, self.trace.params[self.layer][0]
        over = f"^{{({self.layer + 1})}}"
        formula = f"(Σ_{{t}} δ_{{t}}{over} w_{{{_star(k, 't')}}}{over}) σ'(z_{{{k + 1}}}{self.up})"
        light = f"{_edges(self.layer + 1, j=k)},{_nodes(self.layer + 1)}"
        return formula, f"({_sum(above, W[k])}) · {_signed(self._slope(k))}", light

    def _slope(self, k: int) -> float:
        return float(SLOPES[self.trace.activation](self.trace.stage("z", self.layer).got)[k])

    def aside(self, at: tuple[int, ...]) -> str:
        """Where the slope in a hidden node's delta comes from."""
        if self.stage.kind != "delta" or self.last:
            return ""
        z = float(self.trace.stage("z", self.layer).got[at])
        a, slope = float(ACTIVATIONS[self.trace.activation](np.array(z))), self._slope(at[0])
        sign = ">" if z > 0 else "≤"
        said = SLOPED[self.trace.activation].format(z=number(z), a=_long(a, slope), slope=number(slope), sign=sign)
        return f"with σ'(z_{{{_index(at)}}}{self.up}) = {said}"

    def _dW(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        k = at[-1]
        over = f"δ_{{{k + 1}}}{self.up}"
        delta, below = self.trace.stage("delta", self.layer).got[k], self.trace.below(self.layer)
        if len(at) == 1:
            inputs = _cut([number(a) for a in below], ", ")
            light = f"{_edges(self.layer, k=k)},{_nodes(self.layer - 1)},{_node(self.layer, k)}"
            return f"{self._below('j')} {over} for every j", f"({inputs}) · {_signed(delta)}", light
        j = at[0]
        light = f"{_edge(self.layer, j, k)},{_node(self.layer - 1, j)},{_node(self.layer, k)}"
        return f"{self._below(j + 1)} {over}", f"{number(below[j])} · {_signed(delta)}", light

    def _target(self) -> Array:
        assert self.trace.y is not None  # where there is a loss there is a target
        return self.trace.y

    def _below(self, j: object) -> str:
        """What comes into the layer: x, or the a of the layer below."""
        return f"x_{{{j}}}" if self.layer == 1 else f"a_{{{j}}}^{{({self.layer - 1})}}"

    def _db(self, at: tuple[int, ...]) -> tuple[str, str, str]:
        delta = f"δ_{{{_index(at)}}}{self.up}"
        return delta, delta, _node(self.layer, at[0])


def _index(at: tuple[int, ...]) -> str:
    """1-based, as in the lessons: 12, and 10,2 where two digits meet."""
    digits = [str(i + 1) for i in at]
    return ("," if any(len(digit) > 1 for digit in digits) else "").join(digits)


def _star(j: int | str, k: int | str) -> str:
    """The same where one index is a letter that runs: j2, and j,10."""
    names = [index if isinstance(index, str) else str(index + 1) for index in (j, k)]
    return ("," if any(len(name) > 1 for name in names) else "").join(names)


def _signed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def _long(a: float, slope: float) -> str:
    """a with so many digits that a slope near 0, which is made of it, comes out right by hand: 1 − 0.9997397^2 = 0.0005203."""
    zeros = int(-1 - np.floor(np.log10(slope))) if slope > 0 else 0
    written = f"{a:.{4 + min(max(zeros, 0), 11)}g}".replace("-", MINUS)
    return f"({written})" if a < 0 else written


def _sum(left: Any, right: Any) -> str:
    return _cut([f"{_signed(a)} · {_signed(b)}" for a, b in zip(left, right, strict=True)])


def _cut(terms: list[str], sign: str = " + ") -> str:
    if len(terms) <= MOST_TERMS:
        return sign.join(terms)
    return sign.join([*terms[: MOST_TERMS - 1], f"... ({len(terms) - MOST_TERMS + 1} more)"])


def _nodes(layer: int) -> str:
    return f'[data-node^="{layer}."]'


def _node(layer: int, k: int) -> str:
    return f'[data-node="{layer}.{k}"]'


def _edge(layer: int, j: int, k: int) -> str:
    return f'[data-edge="{layer}.{j}.{k}"]'


def _edges(layer: int, *, j: int | None = None, k: int | None = None) -> str:
    """All edges of a layer that leave node j, or that enter node k."""
    return f'[data-edge^="{layer}.{"" if j is None else f"{j}."}"]' + ("" if k is None else f'[data-edge$=".{k}"]')
