"""init_params: where a network begins."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from nnlab.judge import ARGUMENTS, RANDOM, SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.multilayer_networks import init_params

Answers = Sequence[tuple[Any, Any]]


def draw(rng: np.random.Generator) -> Iterator[Case]:
    first, second, third = (int(seed) for seed in rng.choice(1000, size=3, replace=False))
    yield Case("seed", ([3, 4, 2], first), "sizes 3, 4, 2")
    yield Case("seed", ([3, 4, 2], second), "the same sizes, another seed")
    yield Case("seed", ([5, 2], first), "a single layer")
    yield Case("seed", ([3, 4, 2], first), "the first sizes and seed again")
    yield Case("differ", ([8, 8, 8, 8], first), "all layers of one size")
    yield Case("differ", ([40, 60, 50], second), "sizes 40, 60, 50")
    # At least 6000 weights in each layer: see MARGIN.
    yield Case("spread", ([300, 60, 100, 200], third), "sizes 300, 60, 100, 200")
    yield Case("spread", ([2, 6000], first), "sizes 2, 6000")


# The standard deviation of 6000 normal numbers is within 0.9 % of the true one two times out of three, that of as many
# uniform ones within 0.6 %, Laplace ones within 1.5 %. A right answer falls outside this margin less than once in 10^7
# draws, whatever of these it draws from; the usual wrong scales are off by 10 % or more in some layer.
MARGIN = 0.08

# What the scale may be instead, and what to say; each takes d_in, d_out and the network's sizes.
Scale = Callable[[int, int, list[int]], float]
SCALES: tuple[tuple[str, Scale], ...] = (
    ("that is 1: the scale is missing", lambda i, o, sizes: 1.0),
    ("that is 2 / d_in, the variance: take the square root", lambda i, o, sizes: 2 / i),
    ("that is sqrt(1 / d_in): ReLU needs the 2, since it lets half through only", lambda i, o, sizes: (1 / i) ** 0.5),
    ("that is sqrt(2 / d_out): it is the layer's inputs that count, d_in", lambda i, o, sizes: (2 / o) ** 0.5),
    (
        "that is sqrt(2 / (d_in + d_out)), the scale after Glorot: here it is sqrt(2 / d_in)",
        lambda i, o, sizes: (2 / (i + o)) ** 0.5,
    ),
    (
        "that comes of numbers that are uniform from -sqrt(2 / d_in) to sqrt(2 / d_in): for the standard deviation sqrt(2 / d_in) "
        "the ends have to be sqrt(6 / d_in)",
        lambda i, o, sizes: (2 / i / 3) ** 0.5,
    ),
    (
        "that is sqrt(6 / d_in): as ends of uniform numbers right, as standard deviation not",
        lambda i, o, sizes: (6 / i) ** 0.5,
    ),
    ("that is sqrt(d_in / 2): the fraction is upside down", lambda i, o, sizes: (i / 2) ** 0.5),
    ("that is 1 / d_in: take sqrt(2 / d_in)", lambda i, o, sizes: 1 / i),
    ("that is sqrt(2) / d_in: the root belongs over the whole fraction", lambda i, o, sizes: 2**0.5 / i),
    ("that is 2 / sqrt(d_in): the root belongs over the whole fraction", lambda i, o, sizes: 2 / i**0.5),
    (
        "that is sqrt(2 / sizes[0]) in each layer: each layer has its own number of inputs",
        lambda i, o, sizes: (2 / sizes[0]) ** 0.5,
    ),
    ("that is sqrt(2 / (d_in + 1)): the bias does not count", lambda i, o, sizes: (2 / (i + 1)) ** 0.5),
)


def layers(cases: Answers) -> Iterator[tuple[list[int], int, Any, Any]]:
    """(sizes, number of the layer from 1, W, b) for each layer of each answer."""
    for (sizes, _), params in cases:
        for i, (W, b) in enumerate(params):
            yield sizes, i + 1, np.asarray(W, dtype=float), np.asarray(b, dtype=float)


def spread_is_right(cases: Answers) -> str | None:
    found = list(layers(cases))
    off = [layer for layer in found if not _near(layer[2].std(), (2 / layer[2].shape[0]) ** 0.5)]
    for sizes, i, W, _ in found:
        if abs(W.mean()) > 0.1 * W.std() and W.std() > 0:
            if all(_near(V.std(), 1.0) for _, _, V, _ in found):
                return (
                    f"for the sizes {sizes} the weights W{i} have the mean {W.mean():.3g} and the standard deviation "
                    f"{W.std():.3g}: the first number of rng.normal is the mean, the second the standard deviation; "
                    "rng.normal(0, s, size=(d_in, d_out))"
                )
            return (
                f"for the sizes {sizes} the weights W{i} have the mean {W.mean():.3g}: they lie more on one side of 0. "
                "Draw them around 0, with rng.normal for example (rng.random draws from 0 to 1)"
            )
    if not off:
        return None
    sizes, i, W, _ = off[0]
    said = (
        f"for the sizes {sizes} the weights W{i} have the standard deviation {W.std():.3g}, "
        f"sqrt(2 / {W.shape[0]}) is {(2 / W.shape[0]) ** 0.5:.3g}"
    )
    for words, scale in SCALES:
        ratios = [W.std() / scale(len(W), W.shape[1], sizes) for sizes, _, W, _ in found]
        if all(_near(ratio, 1.0) for ratio in ratios) and abs(np.mean(ratios) - 1) < MARGIN / 6:
            return f"{said}; {words}"
    if W.std() > 0 and all(_near(W.std(), found[0][2].std()) for _, _, W, _ in found):
        return f"{said}; it is the same in every layer: it has to follow the layer's number of inputs"
    return said


def _near(found: float, wanted: float) -> bool:
    return abs(found - wanted) <= MARGIN * wanted


def all_differ(cases: Answers) -> str | None:
    """No two layers alike, and no two columns (units) or rows (inputs) of a large one.

    Compared are whole columns of 40 entries and more, since weights that are only +s or -s are right as well.
    """
    for sizes, i, W, _ in layers(cases):
        if np.ptp(W) == 0:
            what = "are all 0" if W.max() == 0 else f"are all {W.max():.3g}"
            return (
                f"for the sizes {sizes} the weights W{i} {what}: then all units of a layer compute the same, and go on doing "
                "so. Draw them at random"
            )
        if len(W) >= 40 and len(np.unique(W, axis=1).T) < W.shape[1]:
            return f"for the sizes {sizes} some columns of W{i} are alike: those units compute the same"
        if W.shape[1] >= 40 and len(np.unique(W, axis=0)) < len(W):
            return f"for the sizes {sizes} some rows of W{i} are alike: each weight is drawn for itself, so size=(d_in, d_out)"
    for (sizes, _), params in cases:
        for (i, (W, _)), (j, (V, _)) in itertools.combinations(enumerate(params, 1), 2):
            if np.shape(W) == np.shape(V) and np.array_equal(W, V):
                return (
                    f"for the sizes {sizes} W{i} and W{j} are the same: the generator starts from the seed again for each layer. "
                    "Make it once, before the loop"
                )
    return None


def biases_are_zero(cases: Answers) -> str | None:
    for sizes, i, _, b in layers(cases):
        if np.any(b != 0):
            return f"for the sizes {sizes} b{i} begins with {b[0]:.3g}: biases begin at 0, it is enough that the weights differ"
    return None


def seed_decides(cases: Answers) -> str | None:
    for ((sizes, seed), params), ((others, other), theirs) in itertools.combinations(cases, 2):
        if sizes != others:
            continue
        equal = all(np.array_equal(W, V) for (W, _), (V, _) in zip(params, theirs, strict=True))
        if seed == other and not equal:
            return (
                f"two calls with the sizes {sizes} and the seed {seed} gave different weights: draw from "
                "rng = np.random.default_rng(seed), made in the function"
            )
        if seed != other and equal:
            return f"the seeds {seed} and {other} gave the same weights: the generator has to be made from the seed"
    return None


exercise = Exercise(
    reference=init_params,
    draw=draw,
    parts=("W{i}", "b{i}"),
    claims=(
        Claim(SHAPE, 0.5, "a pair (W, b) for each layer, W of shape (d_in, d_out) and b of shape (d_out,)"),
        Claim("differ", 0.5, "no two layers are alike, no two units of a layer either", all_differ),
        Claim("spread", 1.0, "each W lies around 0 with standard deviation sqrt(2 / d_in)", spread_is_right),
        Claim("biases", 0.25, "the biases are 0", biases_are_zero),
        Claim("seed", 0.5, "the same seed gives the same weights, another seed others", seed_decides),
        Claim(RANDOM, 0.25, "the shared random state of np.random stays as it was"),
        Claim(ARGUMENTS, 0.25, "sizes stays as it was"),
    ),
    hints=(
        "Make one generator from the seed, before the loop. Then walk through the sizes in pairs: inputs and outputs of a layer.",
        "W = sqrt(2 / d_in) times standard normal numbers of shape (d_in, d_out); b = zeros of shape (d_out,).",
        "rng = np.random.default_rng(seed); for d_in, d_out in zip(sizes[:-1], sizes[1:]): append "
        "(np.sqrt(2 / d_in) * rng.normal(size=(d_in, d_out)), np.zeros(d_out)).",
    ),
    mistakes=(
        Mistake(
            "weights transposed",
            "W has a row for each output here. Our data are rows, X @ W: W needs a row for each input, size=(d_in, d_out).",
            edits=(("size=(d_in, d_out)", "size=(d_out, d_in)"),),
        ),
        Mistake(
            "the shape as the mean",
            "rng.normal takes the mean first, so (d_in, d_out) gives two numbers here. The shape has a name: size=(d_in, d_out).",
            edits=(("size=(d_in, d_out)", "(d_in, d_out)"),),
        ),
        Mistake(
            "biases as a row",
            "b has shape (1, d_out). A bias is a vector here, of shape (d_out,): np.zeros(d_out).",
            edits=(("np.zeros(d_out)", "np.zeros((1, d_out))"),),
        ),
        Mistake(
            "a bias for each input",
            "b has an entry for each input. Each unit has one bias, so it needs one for each output: np.zeros(d_out).",
            edits=(("np.zeros(d_out)", "np.zeros(d_in)"),),
        ),
        Mistake(
            "one bias for a layer",
            "b is a single number. Each unit has its own bias: np.zeros(d_out).",
            edits=(("np.zeros(d_out)", "0.0"),),
        ),
        Mistake(
            "the last layer left out",
            "The last layer is missing: n sizes make n - 1 layers, each from sizes[i] to sizes[i + 1].",
            edits=(("return params", "return params[:-1]"),),
        ),
        Mistake(
            "one flat list",
            "This is one list W1, b1, W2, b2. Here each layer is a pair: append((W, b)).",
            edits=(("return params", "return [part for pair in params for part in pair]"),),
        ),
        Mistake(
            "weights alone",
            "The biases are missing: each layer is a pair (W, b).",
            edits=(("return params", "return [W for W, b in params]"),),
        ),
        Mistake(
            "a list of weights and a list of biases",
            "These are two lists, the weights and the biases. Here each layer is a pair (W, b), and there is one list of pairs.",
            edits=(("return params", "return [W for W, b in params], [b for W, b in params]"),),
        ),
        Mistake(
            "a dict",
            "This is a dict. The course keeps params as a list of pairs, [(W1, b1), (W2, b2), ...].",
            edits=(
                (
                    "return params",
                    "return {f'{name}{i}': part for i, pair in enumerate(params, 1) for name, part in zip('Wb', pair, strict=True)}",
                ),
            ),
        ),
        Mistake(
            "b before W",
            "Each pair begins with b. W comes first: (W, b).",
            edits=(("return params", "return [(b, W) for W, b in params]"),),
        ),
        Mistake(
            "first layer alone",
            "It returns after the first layer: the return stands inside the loop. Move it to the left.",
            edits=(("return params", "return params[:1]"),),
        ),
    ),
)
