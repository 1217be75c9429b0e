"""What is drawn, counted; and said in words."""

import time

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Circle

from nnlab import draw
from nnlab.errors import NnlabError
from nnlab.reference.multilayer_networks import init_params


def parts(drawing):
    (axes,) = drawing.figure.axes
    circles = [patch for patch in axes.patches if isinstance(patch, Circle)]
    arrows = [text for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    labels = [text.get_text() for text in axes.texts if text.get_text()]
    return circles, arrows, labels


def test_a_node_for_each_unit_and_an_arrow_for_each_weight():
    circles, arrows, labels = parts(draw.network([3, 2, 3]))
    assert len(circles) == 8
    assert len(arrows) == 3 * 2 + 2 * 3
    assert labels.count("$x_{1}$") == 1
    assert labels.count("$z_{3}$") == 1


def test_the_output_function_has_an_arrow_from_each_output():
    _, arrows, labels = parts(draw.network([3, 2], names=["inputs", "outputs"], output="identity"))
    assert len(arrows) == 3 * 2 + 2
    assert {"inputs", "outputs", "identity"} <= set(labels)


def test_weights_colour_the_arrows():
    from nnlab.draw.network import NEGATIVE, POSITIVE

    _, arrows, _ = parts(draw.network([2, 1], weights=[[[1.0], [-0.5]]]))
    colours = [arrow.arrow_patch.get_edgecolor() for arrow in arrows]
    from matplotlib.colors import to_rgba

    assert colours == [to_rgba(POSITIVE), to_rgba(NEGATIVE)]
    assert arrows[0].arrow_patch.get_linewidth() > arrows[1].arrow_patch.get_linewidth()
    assert [arrow.arrow_patch.get_linestyle() for arrow in arrows] == ["-", "--"]  # for those who see no colours


def test_the_text_alternative_is_what_a_text_reader_gets():
    drawing = draw.network([3, 2], names=["inputs", "outputs"], output="identity")
    bundle, about = drawing._repr_mimebundle_()
    assert bundle["text/plain"] == repr(drawing) == about["image/png"]["alt"]
    assert "inputs with 3, outputs with 2" in drawing.alt
    assert "6 arrows" in drawing.alt
    assert "identity" in drawing.alt
    assert bundle["image/png"][:4] == b"\x89PNG"


def test_every_arrow_can_carry_its_weights_name():
    _, _, labels = parts(draw.network([3, 2, 3], labels=True))
    assert sum(label.startswith("$w_") for label in labels) == 12
    assert "$w_{32}^{(1)}$" in labels
    assert "$w_{23}^{(2)}$" in labels


@pytest.mark.parametrize("weighted", [False, True])
def test_a_large_network_has_every_node_and_line_and_takes_no_second(weighted):
    """In processor time, which other programs cannot lengthen; it was three seconds, an arrow at a time."""
    sizes = [64, 32, 10]
    weights = [W for W, _ in init_params(sizes, 0)] if weighted else None
    before = time.process_time()
    drawing = draw.network(sizes, weights=weights)
    bundle, _ = drawing._repr_mimebundle_()
    assert time.process_time() - before < 1
    assert bundle["image/png"][:4] == b"\x89PNG"
    (axes,) = drawing.figure.axes
    lines = [part for part in axes.collections if isinstance(part, LineCollection)]
    (dots,) = (part for part in axes.collections if isinstance(part, PatchCollection))
    assert [len(part.get_paths()) for part in lines] == [64 * 32, 32 * 10]
    assert len(dots.get_paths()) == 64 + 32 + 10
    if weighted:
        for part, W in zip(lines, weights, strict=True):
            widths, dashes = part.get_linewidth(), [dash for _, dash in part.get_linestyle()]
            assert np.all(np.diff(widths) >= 0)  # the large ones on top
            assert sum(dash is not None for dash in dashes) == (W < 0).sum()


@pytest.mark.parametrize(
    ("sizes", "options", "words"),
    [
        ([], {}, "sizes is [], needs the number of nodes"),
        (3, {}, "sizes is 3"),
        ([3, 0], {}, "a size is 0, needs a whole number from 1"),
        ([3, 2.5], {}, "a size is 2.5"),
        ([3, 2], {"names": ["inputs"]}, "names has 1 entries, needs 2"),
        ([3, 2], {"nodes": ["x", "z", "z"]}, "nodes has 3 entries, needs 2"),
        ([3, 2], {"weights": [np.ones((2, 3))]}, "weights has the shapes (2, 3); needs (3, 2)"),
        ([3, 2], {"weights": [np.full((3, 2), np.nan)]}, "weights[0] has entries that are no finite numbers"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(sizes, options, words):
    with pytest.raises(NnlabError) as error:
        draw.network(sizes, **options)
    assert words in str(error.value)
