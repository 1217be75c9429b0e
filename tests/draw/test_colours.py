"""Colours can be told from what is behind them, in JupyterLab's light and dark theme: WCAG's contrast, written anew."""

import itertools
import re
from importlib import import_module

import pytest

from nnlab.draw import svg
from nnlab.draw.widget import HERE

LIGHT, DARK = "#ffffff", "#212121"  # what is behind an output
boundary, training = (import_module(f"nnlab.draw.{name}.picture") for name in ("boundary", "training"))
DRAWN = {svg.POSITIVE, svg.NEGATIVE, *boundary.COLOURS, *(colour for colour, _ in training.LOOKS)}


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(a, b):
    low, high = sorted(map(luminance, (a, b)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_of_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("paper", [LIGHT, DARK])
@pytest.mark.parametrize("colour", sorted(DRAWN))
def test_what_is_drawn_can_be_seen_in_both_themes(colour, paper):
    assert contrast(colour, paper) >= 3


@pytest.mark.parametrize("paper", [LIGHT, DARK])
@pytest.mark.parametrize("colour", boundary.COLOURS)
def test_a_point_can_be_seen_on_the_ground_of_its_own_class(colour, paper):
    """Its halo is what lies beside it: of paper, and as opaque as the style says, on the deepest ground there is."""
    rule = re.search(r"\.halo \{([^}]*)\}", (HERE / "boundary/boundary.css").read_text(encoding="utf-8")).group(1)
    opacity = float(dict(re.findall(r"([\w-]+): ([^;]+);", rule)).get("opacity", "1"))
    ground = mixed(colour, paper, boundary.DEEPEST)
    assert contrast(colour, mixed(paper, ground, opacity)) >= 3


def mixed(above, below, opacity):
    """The colour of what lies above, seen through to what is below."""
    pairs = ((int(above[i : i + 2], 16), int(below[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(opacity * a + (1 - opacity) * b):02x}" for a, b in pairs)


def test_text_can_be_read():
    """In the page with its theme, and in a picture that stands alone, on white."""
    style = (HERE / "widget.css").read_text(encoding="utf-8")
    light, dark = re.findall(r"--wrong: (#[0-9a-f]{6})", style)
    assert contrast(light, LIGHT) >= 4.5
    assert contrast(dark, DARK) >= 4.5
    for colour in (svg.INK, svg.DIM):
        assert contrast(colour, svg.PAPER) >= 4.5


def test_two_classes_and_two_curves_differ_in_more_than_their_colour():
    for looks in (boundary.FORMS, boundary.NAMES, [dash for _, dash in training.LOOKS]):
        assert all(a != b for a, b in itertools.combinations(looks, 2))


def test_every_style_that_moves_asks_whether_it_may():
    for style in HERE.rglob("*.css"):
        still = re.sub(
            r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}",
            "",
            style.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        assert not re.search("transition|animation", still), style.name
