"""The numbers: the weights of each neuron as a picture, and its z and a for each picture that it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np

from nnlab.draw.given import numbers, own_or
from nnlab.errors import NnlabError
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Array, Params

MOST_NEURONS, MOST_PICTURES = 64, 24


@dataclass(frozen=True)
class Layer:
    """`shown` are the neurons, by index: all of them, or those with the largest weights."""

    params: Params
    shape: tuple[int, int]
    pictures: Array  # (n, height, width) or (n, height, width, 3)
    z: Array  # (n, h): pre-activations of the first layer
    a: Array  # (n, h)
    p: Array  # (n, k): probabilities at the end
    names: tuple[str, ...]
    shown: tuple[int, ...]

    @classmethod
    def of(
        cls,
        params: Params,
        pictures: Any,
        activation: str,
        shape: tuple[int, int] | None,
        names: Sequence[str],
    ) -> Layer:
        W1, classes = params[0][0], len(params[-1][1])
        given = _pictures(pictures) if pictures is not None else np.empty((0, *_shape(len(W1), shape)))
        if given.ndim not in (3, 4) or given[:1].size not in (0, len(W1)):
            raise NnlabError(
                f"pictures has shape {given.shape}, needs (n, height, width) with {len(W1)} pixels each: "
                "as many as the first layer has inputs."
            )
        high, wide, *colours = given.shape[1:]
        size = _shape(len(W1), shape or (high, wide), *colours)
        if names and len(names) != classes:
            raise NnlabError(f"names has {len(names)} entries, needs {classes}: one for each output.")
        kept = given[:MOST_PICTURES]
        rows = kept.reshape(len(kept), len(W1)) / (255.0 if kept.dtype == np.uint8 else 1.0)  # (n, d)
        zs, activations = own_or("forward", forward)(params, rows, activation)
        loudest = np.argsort(-np.abs(W1).max(axis=0), kind="stable")[:MOST_NEURONS]
        called = tuple(map(str, names)) or tuple(f"class {k}" for k in range(classes))
        shown = tuple(sorted(map(int, loudest)))
        p = own_or("softmax", softmax)(zs[-1])
        return cls(params, size, kept, np.asarray(zs[0]), np.asarray(activations[1]), np.asarray(p), called, shown)

    def weights(self, j: int) -> Array:
        """The weights of neuron j as a picture; those of a pixel's colours are added."""
        column: Array = self.params[0][0][:, j].reshape(*self.shape, -1)
        return np.asarray(column.sum(axis=-1))

    def favours(self, j: int) -> str:
        """The class whose score neuron j raises most; "" where the layer is not the last but one, or there is one score."""
        if len(self.params) != 2 or len(self.names) < 2:
            return ""
        return self.names[int(self.params[1][0][j].argmax())]


def _pictures(pictures: Any) -> Array:
    """As they are: whether they are bytes decides how bright they are. One colour needs no axis of its own."""
    values = numbers("pictures", pictures)
    kept = np.asarray(pictures)
    if kept.dtype != np.uint8 and values.size and not (values.min() >= 0 and values.max() <= 1):
        raise NnlabError(
            f"pictures has numbers from {values.min():g} to {values.max():g}, needs bytes (uint8), "
            "or numbers from 0 to 1: divide by the largest there can be, such as 255."
        )
    if kept.ndim == 4 and kept.shape[3] not in (1, 3):
        raise NnlabError(f"pictures has shape {kept.shape}, needs 3 colours at the end, or none.")
    return kept[..., 0] if kept.ndim == 4 and kept.shape[3] == 1 else kept


def _shape(inputs: int, shape: tuple[int, ...] | None, colours: int = 1) -> tuple[int, int]:
    if shape is None:
        side = isqrt(inputs)
        if side * side != inputs:
            raise NnlabError(f"the first layer has {inputs} inputs, which are no square: give shape=(height, width).")
        return side, side
    if not isinstance(shape, tuple | list) or len(shape) != 2 or shape[0] * shape[1] * colours != inputs:
        raise NnlabError(
            f"shape is {shape!r:.60}, needs (height, width) with {inputs} pixels: the first layer's inputs."
        )
    return int(shape[0]), int(shape[1])
