"""Answers to images_to_rows, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def by_loops(images):
    return [[float(value) / 255 for value in picture.ravel()] for picture in images]


def with_prod(images):
    return images.reshape(images.shape[0], np.prod(images.shape[1:])).astype(np.float64) / 255.0


RIGHT = right(
    loops=by_loops,
    prod=with_prod,
    scaled_first=lambda images: (images / 255).reshape(len(images), -1),
    single_precision=lambda images: images.reshape(len(images), -1).astype(np.float32) / 255,
    stacked=lambda images: np.stack([image.flatten() for image in images]) * (1 / 255),
    concatenated=lambda images: np.concatenate([image.reshape(1, -1) for image in images]) / 255,
)


def in_place(images):
    images /= 255
    return images.reshape(len(images), -1)


WRONG = wrong(
    raw=(lambda images: images.reshape(len(images), -1), "0..255"),
    raw_floats=(lambda images: images.reshape(len(images), -1).astype(float), "0..255"),
    by_256=(lambda images: images.reshape(len(images), -1) / 256, "256"),
    by_max=(lambda images: images.reshape(len(images), -1) / max(images.max(), 1), "brightest pixel of these"),
    by_max_of_black=(lambda images: images.reshape(len(images), -1) / images.max(), "0/0"),
    bytes_again=(lambda images: (images.reshape(len(images), -1) / 255).astype(np.uint8), "whole numbers"),
    rounded=(lambda images: np.round(images.reshape(len(images), -1) / 255), "round", "digits", "cut", "whole"),
    one_row=(lambda images: images.flatten() / 255, "its own", "one long row"),
    unshaped=(lambda images: images / 255, "shape"),
    grey_only=(lambda images: images.reshape(len(images), images.shape[1] * images.shape[2]) / 255, "fourth size"),
    colour_mean=(
        lambda images: (images.mean(axis=3) if images.ndim == 4 else images).reshape(len(images), -1) / 255,
        "shape",
    ),
    n_last=(lambda images: images.reshape(-1, len(images)) / 255, "shape", "transpose"),
    n_last_back=(lambda images: images.reshape(-1, len(images)).T / 255, "mix pixels"),
    fortran=(lambda images: images.reshape(len(images), -1, order="F") / 255, "column by column"),
    size_784=(lambda images: images.reshape(-1, 784) / 255, "784"),
    fixed_28=(lambda images: images.reshape(len(images), 28 * 28) / 255, "784"),
    both_signs=(lambda images: images.reshape(len(images), -1) / 255 * 2 - 1, "-1 to 1"),
    percent=(lambda images: images.reshape(len(images), -1) / 255 * 100, "100"),
    twice=(lambda images: images.reshape(len(images), -1) / 255 / 255, "twice"),
    in_place_bytes=(in_place, "/="),
    nothing=(lambda images: None, "return"),
)

EQUIVALENT = {"return images.reshape(len(images), -2) / 255": "numpy takes any negative size for the one to work out"}
