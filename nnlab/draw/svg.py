"""SVG as text: what a widget brings to life, and what a page without a front end shows, is one picture."""

from __future__ import annotations

from html import escape

INK, PAPER, DIM = "#1f2933", "#ffffff", "#57606a"
POSITIVE, NEGATIVE = "#2f86c9", "#d55e00"  # told apart whatever one's colour vision, on white and on black
MINUS = "\u2212"


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """<name ...>content</name>. `content` is SVG; a text has to go through `text`. An attribute's _ becomes a -."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(words: str) -> str:
    """Words as SVG's content: escaped."""
    return escape(words, quote=False)


def number(value: float) -> str:
    """Four significant digits, with a minus sign that is one."""
    return f"{value + 0.0:.4g}".replace("-", MINUS)


def _short(value: object) -> str:
    """A coordinate needs no more than a tenth of a pixel."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
