"""Arrays as small PNG pictures inside SVG: what is drawn pixel by pixel."""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np

from nnlab.draw.svg import NEGATIVE, POSITIVE
from nnlab.reference.types import Array


def as_png(pixels: Array) -> str:
    """A data: address of the picture (h, w, 4), red, green, blue and opacity from 0 to 255."""
    rows = np.ascontiguousarray(pixels, dtype=np.uint8)
    high, wide, _ = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in rows)  # each line begins with its filter: none
    head = struct.pack(">IIBBBBB", wide, high, 8, 6, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 6)) + _chunk(b"IEND", b"")
    )
    return "data:image/png;base64," + base64.b64encode(data).decode("ascii")


def signed(values: Array, largest: float) -> Array:
    """(h, w) as (h, w, 4): the sign is the colour, the size the opacity, so that 0 is the page itself."""
    colour = np.where((values < 0)[..., None], rgb(NEGATIVE), rgb(POSITIVE))
    opacity = np.clip(np.abs(values) / (largest or 1.0), 0, 1)
    return np.concatenate([colour, np.round(255 * opacity)[..., None]], axis=-1)


def grey(image: Array) -> Array:
    """A picture (h, w) or (h, w, 3) of bytes, or of numbers from 0 to 1, as (h, w, 4)."""
    scaled = image if image.dtype == np.uint8 else np.clip(np.round(255 * np.asarray(image, dtype=float)), 0, 255)
    colours = scaled if scaled.ndim == 3 else np.repeat(scaled[..., None], 3, axis=-1)
    return np.concatenate([colours, np.full((*colours.shape[:2], 1), 255)], axis=-1)


def rgb(colour: str) -> Array:
    """#rrggbb as three numbers from 0 to 255."""
    return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
