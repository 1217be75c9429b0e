"""One neuron, counted."""

import pytest
from matplotlib.patches import Circle

from nnlab import draw
from nnlab.errors import NnlabError


@pytest.mark.parametrize(("inputs", "bias"), [(2, False), (3, True), (5, True)])
def test_inputs_weights_and_bias(inputs, bias):
    drawing = draw.neuron(inputs, bias=bias)
    (axes,) = drawing.figure.axes
    labels = [text.get_text() for text in axes.texts]
    assert sum(isinstance(patch, Circle) for patch in axes.patches) == inputs + 2
    assert sum("w_{" in label for label in labels) == inputs
    assert ("$b$" in labels) == bias
    assert f"{inputs} inputs" in drawing.alt
    assert ("bias" in drawing.alt) == bias


@pytest.mark.parametrize("inputs", [0, 2.5, "three"])
def test_a_number_of_inputs_is_needed(inputs):
    with pytest.raises(NnlabError, match=r"inputs is .* needs a whole number from 1"):
        draw.neuron(inputs)
