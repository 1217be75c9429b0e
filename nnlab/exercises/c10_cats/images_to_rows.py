"""images_to_rows: a picture becomes a row of numbers from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nnlab.exercises.draws import Array
from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.cats import images_to_rows


def draw(rng: np.random.Generator) -> Iterator[Case]:
    def images(*shape: int, brightest: int = 255) -> Array:
        return rng.integers(0, brightest + 1, size=shape).astype(np.uint8)

    yield Case("grey", (images(3, 2, 4),), "3 grey pictures of 2 x 4 pixels")
    yield Case("grey", (images(2, 3, 3),), "2 grey pictures of 3 x 3 pixels")
    yield Case("grey", (images(3, 3, 3, brightest=100),), "3 dark pictures of 3 x 3 pixels")
    yield Case("colour", (images(2, 2, 3, 3),), "2 pictures of 2 x 3 pixels in colour")
    yield Case(
        "colour", (images(3, 2, 2, 3, brightest=200),), "3 pictures of 2 x 2 pixels in colour, not the brightest"
    )
    yield Case("edge", (images(1, 2, 3),), "one picture")
    yield Case("edge", (images(4, 1, 1, brightest=200),), "pictures of one pixel")
    yield Case("edge", (np.full((2, 2, 2), 255, np.uint8),), "white pictures: every pixel is 1")
    yield Case("edge", (np.zeros((2, 2, 3), np.uint8),), "black pictures: every pixel is 0")


exercise = Exercise(
    reference=images_to_rows,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "a row for each picture, in floats"),
        Claim("grey", 0.5, "right for grey pictures, (n, h, w)"),
        Claim("colour", 0.5, "right for pictures in colour, (n, h, w, c)"),
        Claim("edge", 0.25, "right for one picture, for one pixel, for white and black"),
    ),
    hints=(
        "Two things: another shape, and another scale. The first size of the shape, the number of pictures, stays.",
        "reshape(n, -1) puts all that is left into one row. 255 is the brightest that a byte can be, whether or not it is there.",
        "images.reshape(len(images), -1) / 255.",
    ),
    mistakes=(
        Mistake(
            "not scaled",
            "The pixels are still 0..255. Divide by 255: large inputs make large scores and large steps, and training breaks.",
            edits=((" / 255", ""),),
        ),
        Mistake(
            "divided by 256",
            "You divide by 256. A byte goes from 0 to 255, so white must become 255 / 255 = 1.",
            edits=(("255", "256"),),
        ),
        Mistake(
            "divided twice",
            "Divided by 255 twice: nearly nothing is left of the pixels. Once is enough.",
            edits=((" / 255", " / 255 / 255"),),
        ),
        Mistake(
            "divided by the brightest pixel",
            "You divide by the brightest pixel of these pictures. Then the same grey is another number in another batch: divide by 255.",
            edits=((" / 255", " / max(1, images.max())"),),
        ),
        Mistake(
            "divided by the brightest pixel, also where all is black",
            "You divide by the brightest pixel of these pictures. Then the same grey is another number in another batch, and black pictures are 0/0: divide by 255.",
            edits=((" / 255", " / images.max()"),),
        ),
        Mistake(
            "each picture by its own brightest pixel",
            "Each picture is divided by its own brightest pixel: dark pictures become bright. Divide all by 255.",
            edits=(
                (
                    "images.reshape(len(images), -1) / 255",
                    "images.reshape(len(images), -1) / np.maximum(images.reshape(len(images), -1).max(axis=1, keepdims=True), 1)",
                ),
            ),
        ),
        Mistake(
            "cut to whole numbers",
            "Every pixel below 255 has become 0: // divides without a remainder, and an array of bytes holds whole numbers only. Use /, and leave the result in floats.",
            edits=((" / 255", " // 255"),),
        ),
        Mistake(
            "from -1 to 1",
            "This goes from -1 to 1. Asked for is 0 to 1: divide by 255, subtract nothing.",
            edits=((" / 255", " / 127.5 - 1"),),
        ),
        Mistake(
            "turned into its negative",
            "Black has become 1 and white 0: do not subtract from 1.",
            edits=(("images.reshape(len(images), -1) / 255", "1 - images.reshape(len(images), -1) / 255"),),
        ),
        Mistake(
            "pixels across pictures",
            "The rows mix pixels of several pictures: reshape(n, -1), with the number of pictures first and no transpose.",
            edits=(("images.reshape(len(images), -1)", "images.reshape(-1, len(images)).T"),),
        ),
        Mistake(
            "column by column",
            "The pixels are taken column by column. Take them as they lie, row by row: reshape(n, -1) does that.",
            edits=(("len(images), -1)", 'len(images), -1, order="F")'),),
        ),
        Mistake(
            "one row for all",
            "All pictures ended up in one long row. Each picture needs its own: reshape(len(images), -1).",
            edits=(("images.reshape(len(images), -1)", "images.reshape(-1)"),),
        ),
        Mistake(
            "only grey",
            "Colour pictures have a fourth size, for red, green and blue. reshape(n, -1) counts whatever is there.",
            edits=(("len(images), -1)", "len(images), images.shape[1] * images.shape[2])"),),
        ),
        Mistake(
            "standardized",
            "The columns are standardized here. That depends on which pictures come together; asked for is only the division by 255.",
            wrong=lambda images: _standardized(images),
        ),
    ),
)


def _standardized(images: Array) -> Array:
    X = images.reshape(len(images), -1) / 255
    std = X.std(axis=0)
    result: Array = (X - X.mean(axis=0)) / np.where(std > 0, std, 1)
    return result
