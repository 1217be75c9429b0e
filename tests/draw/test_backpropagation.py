"""The output layer and the loss, and the chain: counted, and said in words."""

import pytest
from matplotlib.patches import Circle

from nnlab import draw
from nnlab.reference.backpropagation import scalar_chain


def parts(drawing):
    (axes,) = drawing.figure.axes
    arrows = [text.arrow_patch for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    labels = [text.get_text() for text in axes.texts if text.get_text()]
    return sum(isinstance(patch, Circle) for patch in axes.patches), arrows, labels


@pytest.mark.parametrize(("hidden", "outputs"), [(3, 3), (2, 4), (4, 1)])
def test_each_score_goes_into_the_loss_and_a_slope_comes_back(hidden, outputs):
    drawing = draw.output_and_loss(hidden, outputs)
    nodes, arrows, labels = parts(drawing)
    assert nodes == hidden + outputs
    assert len(arrows) == hidden * outputs + 2 * outputs + 1  # the one more brings the targets
    assert sum(arrow.get_linestyle() == "--" for arrow in arrows) == outputs
    assert sum(label.startswith(r"$\delta_") for label in labels) == outputs
    assert f"{outputs} scores" in drawing.alt
    assert "targets y" in drawing.alt


def test_the_chain_shows_every_number():
    numbers = {"x": 1.0, "w1": 0.5, "w2": 2.0, "y": 1.0, **scalar_chain(1.0, 0.5, 2.0, 1.0)}
    drawing = draw.scalar_chain(numbers)
    nodes, arrows, labels = parts(drawing)
    assert nodes == 5
    assert sum(arrow.get_linestyle() == "--" for arrow in arrows) == 3
    assert len(arrows) == 4 + 3
    for value in numbers.values():
        shown = f"{value:.4g}"
        assert any(shown in label for label in labels)
        assert shown in drawing.alt
