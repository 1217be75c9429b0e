"""A constant too much: a factor (2, 1/2, the number of rows), or something added everywhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnlab.judge.compare import number
from nnlab.judge.relations.pair import Pair, holds
from nnlab.judge.report import Named

Ratio = tuple[float, Pair]


def factor(series: Sequence[Pair]) -> Named | None:
    """A constant multiple: the same everywhere (2, 1/2), or one of the input's sizes (n, 1/n, k)."""
    ratios = _ratios(series)
    if ratios is None:
        return None
    if sum(pair.got.size for _, pair in ratios) < 3 or len(ratios) < 2:
        return None
    first = ratios[0][0]
    if _constant_throughout(ratios):
        return None if abs(first - 1) < 1e-5 else _constant(first)
    return _one_size(ratios) or _two_sizes(ratios)


def _constant_throughout(ratios: Sequence[Ratio]) -> bool:
    return _near([ratio for ratio, _ in ratios], [ratios[0][0]] * len(ratios))


def _near(values: Sequence[float], others: Sequence[float]) -> bool:
    """np.allclose for a handful of numbers, without arrays: this is asked for every size of every theory."""
    return all(abs(value - other) <= 1e-8 + 1e-5 * abs(other) for value, other in zip(values, others, strict=True))


def _one_size(ratios: Sequence[Ratio]) -> Named | None:
    """A power of one of the inputs' sizes, or one of them too few."""
    values = [ratio for ratio, _ in ratios]
    for name in ratios[0][1].sizes:
        known = [pair.sizes.get(name, 0) for _, pair in ratios]
        if 0 in known:
            continue
        for power, sign in (
            (1, 1),
            (-1, 1),
            (1, -1),
            (-1, -1),
            (2, 1),
            (-2, 1),
            (1, 2),
            (-1, 2),
            (1, 0.5),
            (-1, 0.5),
            (0.5, 1),
            (-0.5, 1),
        ):
            if _near(values, [sign * float(size) ** power for size in known]):
                return _by_size(name, power, sign, known[0])
        if _near(values, [(size - 1) / size for size in known]):
            text = (
                f"This is the answer times (n - 1)/n, with n {name}: a mean over one of them too few, divided by all."
            )
            return Named(f"one of {name.removeprefix('the number of ')} too few", text)
        if min(known) > 1 and _near(values, [size / (size - 1) for size in known]):
            return Named("n - 1 for n", f"This is the answer divided by n - 1 where n belongs, with n {name}.")
    return None


def _ratios(series: Sequence[Pair]) -> list[Ratio] | None:
    """Of the pairs that are not zero; None when one of them is no multiple."""
    ratios: list[Ratio] = []
    for pair in series:
        ratio = _ratio(pair)
        if ratio is None:
            return None
        if ratio:
            ratios.append((ratio, pair))
    return ratios


def _ratio(pair: Pair) -> float | None:
    """What the right answer is multiplied by; 0 where it is zero, as the learner's is; None when it is no multiple."""
    if pair.got.shape != pair.expected.shape or not np.isfinite(pair.got).all():
        return None
    square = float(np.sum(np.abs(pair.expected) ** 2))
    if square == 0.0 or not pair.differs(np.zeros_like(pair.expected)):
        return 0.0 if pair.near(pair.expected) else None
    ratio = float(np.real(np.sum(pair.got * np.conj(pair.expected)))) / square
    return ratio if ratio != 0.0 and pair.near(ratio * pair.expected) else None


def may_be_multiple(series: Sequence[Pair]) -> bool:
    """Can `factor` hold for a series that begins so?"""
    ratios = _ratios(series)
    if ratios is None:
        return False
    if len(ratios) < 2 or _constant_throughout(ratios):
        return True
    return _one_size(ratios) is not None or _two_sizes(ratios) is not None


CONSTANTS = {
    2.0: "2",
    0.5: "1/2",
    4.0: "4",
    0.25: "1/4",
    3.0: "3",
    1 / 3: "1/3",
    10.0: "10",
    0.1: "1/10",
    100.0: "100",
    0.01: "1/100",
}
MEANINGS = {
    1 / np.log(2): "1/ln 2: this is a logarithm to base 2; use the natural one, np.log",
    1 / np.log(10): "1/ln 10: this is a logarithm to base 10; use the natural one, np.log",
    np.log(2): "ln 2: the base of a logarithm or a power is 2; use e",
    np.pi: "pi",
    np.sqrt(2): "the square root of 2",
    np.sqrt(0.5): "1 over the square root of 2",
}


def _constant(ratio: float) -> Named:
    name = f"{number(abs(ratio))} times"
    for value, words in (*CONSTANTS.items(), *MEANINGS.items()):
        if abs(abs(ratio) - value) < 1e-5 * value:
            sign = "minus " if ratio < 0 else ""
            advice = ": a factor is missing" if value < 1 else ": there is a factor too many"
            advice += ", and the sign is the wrong way round" if sign else ""
            fact, _, meaning = words.partition(": ")
            return Named(
                f"{fact} times",
                f"This is exactly {sign}{fact} times the answer{f': {meaning}' if meaning else advice}.",
            )
    sign = "minus " if ratio < 0 else ""
    if ratio < 0:
        name = f"minus {name}"
    return Named(
        name, f"This is exactly {sign}{number(abs(ratio))} times the answer, everywhere: look for a constant factor."
    )


def _by_size(name: str, power: float, sign: float, example: int) -> Named:
    of = name.removeprefix("the number of ")
    twice = {2: "twice ", 0.5: "half ", -1: "minus ", 1: ""}[sign]
    if power == 1:
        text = f"This is {twice}{name} times the answer ({example} in the first case): divide by {name}. Is a sum where a mean belongs?"
    elif power == -1:
        whole = "the negative of the answer" if sign < 0 else f"{twice}the answer"
        text = f"This is {whole} divided by {name} ({example} in the first case): you divide once too often. Is a mean where a sum belongs?"
    elif power in (0.5, -0.5):
        text = f"This is the answer {'times' if power > 0 else 'divided by'} the square root of {name}."
    else:
        text = f"This is the answer {'times' if power > 0 else 'divided by'} the square of {name}: {'divide by it twice' if power > 0 else 'you divide twice'}."
    return Named(f"factor: {of}" if power > 0 else f"divided by: {of}", text)


def _two_sizes(ratios: Sequence[Ratio]) -> Named | None:
    """One size over another: a mean over the wrong thing."""
    values = [ratio for ratio, _ in ratios]
    for above in ratios[0][1].sizes:
        for below in ratios[0][1].sizes:
            known = [(pair.sizes.get(above, 0), pair.sizes.get(below, 0)) for _, pair in ratios]
            if above == below or any(0 in pair for pair in known):
                continue
            if _near(values, [a / b for a, b in known]):
                text = f"This is the answer times {above}, divided by {below}: you divide by the wrong one of the two."
                return Named("divided by the wrong size", text)
    return None


def offset(series: Sequence[Pair]) -> Named | None:
    """The same amount too much, everywhere."""
    if sum(pair.got.size for pair in series) < 3 or any(pair.got.shape != pair.expected.shape for pair in series):
        return None
    difference = series[0].got.ravel()[0] - series[0].expected.ravel()[0]
    if series[0].got.size == 0 or not np.isfinite(difference) or difference == 0:
        return None
    if not holds(series, lambda pair: pair.expected + difference):
        return None
    way = "too large" if difference > 0 else "too small"
    text = f"Every value is {way} by exactly {number(abs(difference.item()))}: something is added or left out that does not depend on the input."
    return Named("constant offset", text)
