"""Answers to init_params, right and wrong, as learners write them."""

import random

import numpy as np
from naming import wrong


def made(
    scale, rng_of=np.random.default_rng, draw=lambda rng, size: rng.normal(size=size), bias=lambda i, o: np.zeros(o)
):
    """An answer with another scale(d_in, d_out), generator, distribution or bias."""

    def init_params(sizes, seed):
        rng = rng_of(seed)
        return [(scale(i, o) * draw(rng, (i, o)), bias(i, o)) for i, o in zip(sizes[:-1], sizes[1:], strict=True)]

    return init_params


def he(i, o):
    return np.sqrt(2 / i)


def by_index(sizes, seed):
    rng = np.random.default_rng(seed)
    params = []
    for layer in range(len(sizes) - 1):
        W = rng.standard_normal((sizes[layer], sizes[layer + 1])) * (2 / sizes[layer]) ** 0.5
        b = np.zeros(sizes[layer + 1])
        params.append([W, b])
    return params


def he_uniform(sizes, seed):
    rng = np.random.default_rng(seed)
    params = []
    for i, o in zip(sizes, sizes[1:], strict=False):
        end = np.sqrt(6 / i)
        params.append((rng.uniform(-end, end, (i, o)), np.zeros((o,))))
    return tuple(params)


def old_generator(sizes, seed):
    rng = np.random.RandomState(seed)
    return [(rng.randn(i, o) * np.sqrt(2.0 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def signs(sizes, seed):
    return made(he, draw=lambda rng, size: rng.choice([-1.0, 1.0], size=size))(sizes, seed)


def laplace(sizes, seed):
    return made(he, draw=lambda rng, size: rng.laplace(size=size) / np.sqrt(2))(sizes, seed)


def seed_for_each_layer(sizes, seed):
    params = []
    for i in range(1, len(sizes)):
        rng = np.random.default_rng([seed, i])
        params.append((rng.normal(0, np.sqrt(2 / sizes[i - 1]), (sizes[i - 1], sizes[i])), np.zeros(sizes[i])))
    return params


def seeds_in_a_row(sizes, seed):
    params = []
    for i in range(1, len(sizes)):
        rng = np.random.default_rng(seed + i)
        params.append((rng.normal(0, np.sqrt(2 / sizes[i - 1]), (sizes[i - 1], sizes[i])), np.zeros(sizes[i])))
    return params


def pythons_own(sizes, seed):
    source = random.Random(seed)
    params = []
    for i, o in zip(sizes, sizes[1:], strict=False):
        W = [[source.gauss(0, (2 / i) ** 0.5) for _ in range(o)] for _ in range(i)]
        params.append((W, [0.0] * o))
    return params


def single(sizes, seed):
    return [(W.astype(np.float32), b.astype(np.float32)) for W, b in by_index(sizes, seed)]


def state_restored(sizes, seed):
    state = np.random.get_state()
    np.random.seed(seed)
    params = [(np.random.randn(i, o) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]
    np.random.set_state(state)
    return params


RIGHT = [
    by_index,
    he_uniform,
    old_generator,
    signs,
    laplace,
    seed_for_each_layer,
    seeds_in_a_row,
    pythons_own,
    single,
    state_restored,
]


def zeros(sizes, seed):
    return [(np.zeros((i, o)), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def ones(sizes, seed):
    return [(np.ones((i, o)), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def same_for_every_layer(sizes, seed):
    params = []
    for i, o in zip(sizes, sizes[1:], strict=False):
        rng = np.random.default_rng(seed)
        params.append((np.sqrt(2 / i) * rng.normal(size=(i, o)), np.zeros(o)))
    return params


def units_alike(sizes, seed):
    return made(he, draw=lambda rng, size: np.repeat(rng.normal(size=(size[0], 1)), size[1], axis=1))(sizes, seed)


def rows_alike(sizes, seed):
    return made(he, draw=lambda rng, size: np.tile(rng.normal(size=size[1]), (size[0], 1)))(sizes, seed)


def one_number_a_layer(sizes, seed):
    return made(he, draw=lambda rng, size: np.full(size, rng.normal()))(sizes, seed)


def seed_ignored(sizes, seed):
    return by_index(sizes, 0)


def no_seed(sizes, seed):
    return by_index(sizes, None)


def shared_state(sizes, seed):
    np.random.seed(seed)
    return [(np.random.randn(i, o) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def shared_state_unseeded(sizes, seed):
    return [(np.random.randn(i, o) * np.sqrt(2 / i), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def pythons_shared(sizes, seed):
    random.seed(seed)
    params = []
    for i, o in zip(sizes, sizes[1:], strict=False):
        params.append((np.array([[random.gauss(0, (2 / i) ** 0.5) for _ in range(o)] for _ in range(i)]), np.zeros(o)))
    return params


def transposed(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(np.sqrt(2 / i) * rng.standard_normal((o, i)), np.zeros(o)) for i, o in zip(sizes, sizes[1:], strict=False)]


def transposed_uniform(sizes, seed):
    return [(np.asarray(W).T, b) for W, b in he_uniform(sizes, seed)]


def bias_row(sizes, seed):
    return [(W, b[None, :]) for W, b in by_index(sizes, seed)]


def bias_row_uniform(sizes, seed):
    return [(W, b[None, :]) for W, b in he_uniform(sizes, seed)]


def bias_inputs(sizes, seed):
    return [(W, np.zeros(len(W))) for W, _ in by_index(sizes, seed)]


def bias_number(sizes, seed):
    return [(W, 0) for W, _ in by_index(sizes, seed)]


def flat(sizes, seed):
    return [part for pair in by_index(sizes, seed) for part in pair]


def weights_alone(sizes, seed):
    return [W for W, _ in by_index(sizes, seed)]


def two_lists(sizes, seed):
    params = by_index(sizes, seed)
    return [W for W, _ in params], [b for _, b in params]


def as_dict(sizes, seed):
    params = {}
    for i, (W, b) in enumerate(by_index(sizes, seed), 1):
        params[f"W{i}"], params[f"b{i}"] = W, b
    return params


def one_too_many(sizes, seed):
    rng = np.random.default_rng(seed)
    params = []
    for i in range(len(sizes)):
        params.append((rng.normal(size=(sizes[i], sizes[i + 1])), np.zeros(sizes[i + 1])))
    return params


def returned_in_the_loop(sizes, seed):
    rng = np.random.default_rng(seed)
    params = []
    for i, o in zip(sizes, sizes[1:], strict=False):
        params.append((np.sqrt(2 / i) * rng.normal(size=(i, o)), np.zeros(o)))
        return params


def last_missing(sizes, seed):
    return by_index(sizes[:-1], seed)


def pops(sizes, seed):
    rng = np.random.default_rng(seed)
    params = []
    while len(sizes) > 1:
        i = sizes.pop(0)
        params.append((np.sqrt(2 / i) * rng.normal(size=(i, sizes[0])), np.zeros(sizes[0])))
    return params


def b_first(sizes, seed):
    return [(b, W) for W, b in by_index(sizes, seed)]


def first_fan_in(sizes, seed):
    return [(W * np.sqrt(len(W) / sizes[0]), b) for W, b in by_index(sizes, seed)]


def nothing(sizes, seed):
    by_index(sizes, seed)


def shape_as_mean(sizes, seed):
    rng = np.random.default_rng(seed)
    return [(np.sqrt(2 / a) * rng.normal((a, b)), np.zeros(b)) for a, b in zip(sizes[:-1], sizes[1:], strict=True)]


WRONG = [
    (shape_as_mean, ("size=",)),
    (zeros, ("all 0",)),
    (ones, ("all 1",)),
    (same_for_every_layer, ("the same", "once, before the loop")),
    (units_alike, ("columns of W", "compute the same")),
    (rows_alike, ("rows of W",)),
    (one_number_a_layer, ("are all", "compute the same")),
    (seed_ignored, ("the seeds",)),
    (no_seed, ("two calls",)),
    (shared_state, ("shared", "all code shares")),
    (shared_state_unseeded, ("two calls", "default_rng(seed)")),
    (pythons_shared, ("shared",)),
    (transposed, ("size=(d_in, d_out)",)),
    (transposed_uniform, ("transpose", "rows and columns", "shape")),
    (bias_row, ("(d_out,)",)),
    (bias_row_uniform, ("shape", "axis")),
    (bias_inputs, ("one for each output",)),
    (bias_number, ("single number",)),
    (flat, ("each layer is a pair",)),
    (weights_alone, ("biases are missing",)),
    (two_lists, ("two lists",)),
    (as_dict, ("This is a dict",)),
    (one_too_many, ("IndexError", "index")),
    (returned_in_the_loop, ("inside the loop",)),
    (last_missing, ("last layer is missing",)),
    (pops, ("alter", "sizes")),
    (b_first, ("W comes first",)),
    (first_fan_in, ("sizes[0]",)),
    (nothing, ("return",)),
    *wrong(
        no_scale=(made(lambda i, o: 1.0), "scale is missing"),
        variance=(made(lambda i, o: 2 / i), "square root"),
        xavier=(made(lambda i, o: np.sqrt(1 / i)), "needs the 2"),
        fan_out=(made(lambda i, o: np.sqrt(2 / o)), "d_out"),
        glorot=(made(lambda i, o: np.sqrt(2 / (i + o))), "Glorot"),
        glorot_uniform=(
            made(lambda i, o: np.sqrt(6 / (i + o)), draw=lambda rng, size: rng.uniform(-1, 1, size)),
            "Glorot",
        ),
        narrow_uniform=(made(he, draw=lambda rng, size: rng.uniform(-1, 1, size)), "sqrt(6 / d_in)"),
        ends_as_scale=(made(lambda i, o: np.sqrt(6 / i)), "sqrt(6 / d_in)"),
        upside_down=(made(lambda i, o: np.sqrt(i / 2)), "upside down"),
        root_of_two_only=(made(lambda i, o: np.sqrt(2) / i), "whole fraction"),
        root_below_only=(made(lambda i, o: 2 / np.sqrt(i)), "whole fraction"),
        one_over=(made(lambda i, o: 1 / i), "1 / d_in"),
        small=(made(lambda i, o: 0.01), "the same in every layer"),
        bias_counted=(made(lambda i, o: np.sqrt(2 / (i + 1))), "bias does not count"),
        mean_for_scale=(
            made(lambda i, o: 1.0, draw=lambda rng, size: rng.normal(np.sqrt(2 / size[0]), size=size)),
            "first number of rng.normal",
        ),
        one_sided=(made(he, draw=lambda rng, size: rng.random(size)), "around 0"),
        truncated=(made(he, draw=lambda rng, size: np.clip(rng.normal(size=size), -1, 1)), "standard deviation"),
        random_biases=(made(he, bias=lambda i, o: np.random.default_rng(i).normal(size=o)), "biases begin at 0"),
        ones_as_biases=(made(he, bias=lambda i, o: np.ones(o)), "biases begin at 0"),
    ),
]

EQUIVALENT = {}
