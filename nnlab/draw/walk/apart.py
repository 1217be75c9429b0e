"""Where on its line an edge's numbers stand: where other lines, and the numbers shown with them, are far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnlab.reference.types import Array

PARTS = np.linspace(0.14, 0.86, 25)  # of the way from left to right: where a number may stand
BEFORE, AFTER = 0.3, 0.72  # where the weight and the slope stand when all places are as good
WIDE, HIGH = 46.0, 13.0  # of a number
ENOUGH = 13.0  # a line so far from the middle of a number does not touch it


def places(
    starts: Sequence[float], ends: Sequence[float], ends_of: Sequence[tuple[int, int]], width: float
) -> list[tuple[float, float]]:
    """For each edge the parts of its way at which its weight and its slope stand.

    The edges of one layer begin at the heights `starts` and end, `width` further right, at `ends`; `ends_of` has the two
    nodes of each. Numbers are shown together for edges that share a node.
    """
    low, high, nodes = np.array(starts), np.array(ends), np.array(ends_of)
    room = _room(low, high, width)  # (edges, parts)
    heights = low[:, None] + (high - low)[:, None] * PARTS  # (edges, parts)
    together = (nodes[:, None] == nodes[None]).any(axis=2)
    taken = np.full((2, len(low)), -1)  # the place of each number, among PARTS
    for kind, liked in ((0, BEFORE), (1, AFTER)):
        for edge in range(len(low)):
            score = np.minimum(room[edge], ENOUGH) - 6 * np.abs(PARTS - liked)
            for of, other in np.argwhere((taken >= 0) & together[edge]):
                at = taken[of, other]
                near = (np.abs(PARTS - PARTS[at]) * width < WIDE) & (np.abs(heights[edge] - heights[other, at]) < HIGH)
                score = score - near * _cost(kind, of, same=edge == other)
            taken[kind, edge] = int(np.argmax(score))
    return [(float(PARTS[before]), float(PARTS[after])) for before, after in taken.T]


def _cost(kind: int, of: int, *, same: bool) -> float:
    """Of two numbers that lie on each other: weights are shown together, and an edge's own two; slopes where they are wrong."""
    if same or kind == of == 0:
        return 2 * ENOUGH
    return ENOUGH / 2 if kind == of else 0.0


def _room(low: Array, high: Array, width: float) -> Array:
    """How far other lines stay from the middle of a number, up or down, for each edge and part."""
    if len(low) == 1:
        return np.full((1, len(PARTS)), ENOUGH)
    slopes = high - low
    middle = low[:, None] + slopes[:, None] * PARTS
    beside = [PARTS + shift * WIDE / 2 / width for shift in (-1, 0, 1)]
    # from the number's middle to every line, at its left end, its middle and its right end
    gaps = np.stack([low[:, None] + slopes[:, None] * part for part in beside])[:, None] - middle[None, :, None]
    crossed = (gaps.min(axis=0) < 0) & (gaps.max(axis=0) > 0)
    room = np.where(crossed, 0.0, np.abs(gaps).min(axis=0))  # (edge, other, part)
    room[np.arange(len(low)), np.arange(len(low))] = np.inf
    return np.asarray(room.min(axis=1))
