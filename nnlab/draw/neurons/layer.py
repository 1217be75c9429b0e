"""The numbers: the weights of each neuron as a picture, and its z and a for each picture that it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from numbers import Integral
from typing import Any

import numpy as np

from nnlab.draw.given import numbers, own_or
from nnlab.errors import NnlabError
from nnlab.reference.multilayer_networks import forward
from nnlab.reference.softmax_regression import softmax
from nnlab.reference.types import Array, Params

MOST_NEURONS, MOST_PICTURES = 64, 24
BYTE = 255.0  # the brightest there can be


@dataclass(frozen=True)
class Layer:
    """`shown` are the neurons, by index: all of them, or those with the largest weights."""

    params: Params
    shape: tuple[int, int]
    pictures: Array  # (n, height, width) or (n, height, width, 3), from 0 to 1: the first of those given
    given: int  # how many there were
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
        called = _names(names, classes)
        if given.ndim not in (3, 4) or given[:1].size not in (0, len(W1)):
            raise NnlabError(
                f"pictures has shape {given.shape}, needs (n, height, width) with {len(W1)} pixels each: "
                "as many as the first layer has inputs."
            )
        high, wide, *colours = given.shape[1:]
        size = _shape(len(W1), shape or (high, wide), *colours)
        kept = given[:MOST_PICTURES]
        rows = kept.reshape(len(kept), len(W1))  # (n, d)
        zs, activations = own_or("forward", forward)(params, rows, activation)
        loudest = np.argsort(-np.abs(W1).max(axis=0), kind="stable")[:MOST_NEURONS]
        shown = tuple(sorted(map(int, loudest)))
        p = own_or("softmax", softmax)(zs[-1])
        return cls(
            params, size, kept, len(given), np.asarray(zs[0]), np.asarray(activations[1]), np.asarray(p), called, shown
        )

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
    """From 0 to 1. One colour needs no axis of its own."""
    images = getattr(pictures, "images", pictures)
    values = numbers("pictures", images)
    if hasattr(pictures, "brightest"):  # a data set of the course knows how bright it can be
        values = values / pictures.brightest
    elif (images if hasattr(images, "dtype") else np.asarray(images)).dtype == np.uint8:
        values = values / _brightest(values)
    if values.size and not (values.min() >= 0 and values.max() <= 1):
        raise NnlabError(
            f"pictures has numbers from {values.min():g} to {values.max():g}, needs bytes (uint8), "
            "or numbers from 0 to 1: divide by the largest there can be, such as 255."
        )
    if values.ndim == 4 and values.shape[3] not in (1, 3):
        raise NnlabError(f"pictures has shape {values.shape}, needs 3 colours at the end, or none.")
    return np.asarray(values[..., 0] if values.ndim == 4 and values.shape[3] == 1 else values)


def _brightest(values: Array) -> float:
    """255 for bytes, unless they may well have another scale, as the course's digits have, from 0 to 16."""
    most = values.max(initial=0.0)
    if 0 < most < BYTE / 2:
        raise NnlabError(
            f"pictures is bytes from 0 to {most:g}: whether {most:g} or 255 is the brightest there can be is not known. "
            "Divide by the right one, as in pictures / 16 for the digits; or give the data set, which knows, "
            "as in draw.neurons(params, data.digits())."
        )
    return BYTE


def _names(names: Any, classes: int) -> tuple[str, ...]:
    if isinstance(names, str) or not hasattr(names, "__len__"):
        raise NnlabError(f"names is {names!r:.60}, needs a list of {classes}: one for each output.")
    if len(names) not in (0, classes):
        raise NnlabError(f"names has {len(names)} entries, needs {classes}: one for each output.")
    return tuple(map(str, names)) or tuple(f"class {k}" for k in range(classes))


def _shape(inputs: int, shape: tuple[int, ...] | None, colours: int = 1) -> tuple[int, int]:
    if shape is None:
        side = isqrt(inputs)
        if side * side != inputs:
            raise NnlabError(f"the first layer has {inputs} inputs, which are no square: give shape=(height, width).")
        return side, side
    fits = isinstance(shape, tuple | list) and len(shape) == 2 and all(isinstance(side, Integral) for side in shape)
    if not fits or min(shape) < 1 or shape[0] * shape[1] * colours != inputs:
        raise NnlabError(
            f"shape is {shape!r:.60}, needs (height, width) with {inputs} pixels: the first layer's inputs."
        )
    return int(shape[0]), int(shape[1])
