"""The frame of a plot: short numbers, and none on the name of its axis, wherever a widget has its frame."""

import xml.etree.ElementTree as ElementTree
from importlib import import_module

import matplotlib
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from nnlab.draw.plot import Frame, short

boundary, descend, training = (
    import_module(f"nnlab.draw.{name}.picture") for name in ("boundary", "descend", "training")
)
WIDE = FontProperties(family="DejaVu Sans")  # of the fonts that a page may have, one of the widest
DESCENT = 3.0  # pixels of a name below its line
RANGES = [(0, 1), (0, 2.5e5), (-0.05, 0.05), (-0.0015, 0.0012), (0, 3e-7), (-1e99, 1e99), (0, 14000), (0, 1.1e84)]


def width(words):
    return TextPath((0, 0), words, size=12, prop=WIDE).get_extents().width


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (0.25, "0.25"),
        (-0.5, "−0.5"),
        (400, "400"),
        (1e5, "1e5"),
        (250000, "2.5e5"),
        (-5e83, "−5e83"),
        (0.00015, "1.5e−4"),
        (0.0012, "0.0012"),
    ],
)
def test_a_number_is_written_with_as_few_characters_as_it_needs(value, written):
    assert short(value) == written


@pytest.mark.parametrize("box", [boundary.MAP, boundary.CURVE, descend.MAP, descend.CURVE, training.BOX])
@pytest.mark.parametrize("low_high", RANGES)
def test_numbers_do_not_lie_on_the_name_of_their_axis(box, low_high):
    svg = ElementTree.fromstring(f"<svg>{Frame((0, 20), low_high, *box).drawn('x', 'y')}</svg>")
    labels = [element for element in svg.iter("text") if element.get("text-anchor") == "end"]
    (name,) = (element for element in svg.iter("text") if element.get("transform"))
    assert len(labels) >= 2
    assert min(float(label.get("x")) - width(label.text) for label in labels) >= float(name.get("x")) + DESCENT
    assert float(name.get("x")) >= 12  # and the name is on the page
    assert name.get("transform").startswith(f"rotate(-90 {name.get('x')}")


def test_the_widths_are_measured_in_the_font_that_they_name():
    assert "DejaVuSans.ttf" in matplotlib.font_manager.findfont(WIDE, fallback_to_default=False)
