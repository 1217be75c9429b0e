"""Answers to relative_error, right and wrong, as learners write them."""

import math

import numpy as np
from naming import right, wrong


def length(A):
    return np.sqrt(np.sum(A**2))


def early(G, H):
    if not np.any(G) and not np.any(H):
        return 0
    return length(G - H) / (length(G) + length(H))


def plain(G, H):
    g, h = G.ravel().tolist(), H.ravel().tolist()
    size = math.sqrt(sum(x * x for x in g)) + math.sqrt(sum(x * x for x in h))
    return math.sqrt(sum((x - y) ** 2 for x, y in zip(g, h, strict=True))) / size if size else 0.0


def guarded(G, H):
    size = np.linalg.norm(G) + np.linalg.norm(H)
    return np.linalg.norm(H - G) / max(size, 1e-300)


def quiet(G, H):
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(np.linalg.norm(G - H) / (np.linalg.norm(G) + np.linalg.norm(H)))


def of_the_rows(G, H):
    size = np.linalg.norm(G, axis=-1) + np.linalg.norm(H, axis=-1)
    return np.mean(np.linalg.norm(G - H, axis=-1) / np.maximum(size, 1e-300))


def alters(G, H):
    size = length(G) + length(H)
    G -= H
    return length(G) / size if size else 0.0


RIGHT = right(
    early=early,
    plain=plain,
    guarded=guarded,
    quiet=quiet,
    dots=lambda G, H: math.sqrt(np.vdot(G - H, G - H)) / (math.sqrt(np.vdot(G, G)) + math.sqrt(np.vdot(H, H)) or 1.0),
    tiny_below=lambda G, H: length(G - H) / (length(G) + length(H) + 1e-15),
    zero_d=lambda G, H: np.array(early(G, H)),
)

WRONG = wrong(
    absolute=(lambda G, H: length(G - H), "divide by"),
    brackets=(lambda G, H: length(G - H) / length(G) + length(H), "brackets"),
    singular=(
        lambda G, H: np.linalg.norm(G - H, 2) / max(np.linalg.norm(G, 2) + np.linalg.norm(H, 2), 1e-300),
        "singular value",
    ),
    by_first=(lambda G, H: length(G - H) / max(length(G), 1e-300), "g alone"),
    by_second=(lambda G, H: length(G - H) / length(H), "h alone"),
    by_larger=(lambda G, H: length(G - H) / max(length(G), length(H), 1e-300), "larger of the two"),
    by_sum=(lambda G, H: length(G - H) / length(G + H), "vanish"),
    no_roots=(lambda G, H: np.sum((G - H) ** 2) / max(np.sum(G**2) + np.sum(H**2), 1e-300), "square root", "squared"),
    no_guard=(lambda G, H: length(G - H) / (length(G) + length(H)), "nan"),
    epsilon=(lambda G, H: length(G - H) / (length(G) + length(H) + 1e-8), "denominator"),
    of_sums=(lambda G, H: np.abs(G - H).sum() / max(np.abs(G).sum() + np.abs(H).sum(), 1e-300), "absolute values"),
    of_largest=(lambda G, H: np.abs(G - H).max() / max(np.abs(G).max() + np.abs(H).max(), 1e-300), "largest"),
    of_lengths=(lambda G, H: abs(length(G) - length(H)) / max(length(G) + length(H), 1e-300), "compares the lengths"),
    entries=(lambda G, H: np.abs(G - H) / np.maximum(np.abs(G) + np.abs(H), 1e-300), "each entry", "array"),
    mean_of_entries=(
        lambda G, H: np.mean(np.abs(G - H) / np.maximum(np.abs(G) + np.abs(H), 1e-300)),
        "mean of the entries",
    ),
    worst_entry=(
        lambda G, H: np.max(np.abs(G - H) / np.maximum(np.abs(G) + np.abs(H), 1e-300)),
        "largest of the entries",
    ),
    rows=(
        lambda G, H: (
            np.linalg.norm(G - H, axis=-1) / (np.linalg.norm(G, axis=-1) + np.linalg.norm(H, axis=-1) + 1e-300)
        ),
        "each row",
    ),
    of_the_rows=(of_the_rows, "differ", "expected", "right only", "row"),
    percent=(lambda G, H: 100 * early(G, H), "percent"),
    twice=(lambda G, H: 2 * early(G, H), "2 times"),
    negative_sign=(lambda G, H: np.sum(G - H) / max(length(G) + length(H), 1e-300), "errors cancel"),
    rounded=(lambda G, H: round(float(early(G, H)), 4), "rounded"),
    spectral=(
        lambda G, H: (
            np.linalg.norm(G - H, 2) / max(np.linalg.norm(G, 2) + np.linalg.norm(H, 2), 1e-300)
            if G.ndim < 3
            else early(G, H)
        ),
        "expected",
        "differ",
        "right only",
        "wrong only",
    ),
    similar=(lambda G, H: 1 - early(G, H), "one minus"),
    yes_or_no=(lambda G, H: bool(early(G, H) < 1e-6), "true or false"),
    alters=(alters, "alter"),
)

EQUIVALENT = {
    "return float(np.linalg.norm(H - G) / size) if size > 0 else 0.0": "a length does not depend on the direction",
}
