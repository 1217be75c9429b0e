"""The picture of a walk, counted; and what a page without a front end gets."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from nnlab import draw
from nnlab.reference.multilayer_networks import init_params

X = np.array([0.8, -0.4, 1.3])
NS = "{http://www.w3.org/2000/svg}"


def parsed(widget):
    return ElementTree.fromstring(widget.picture)


def with_attribute(svg, name):
    return [element for element in svg.iter() if name in element.attrib]


def test_every_node_every_edge_and_every_step_is_there():
    walk = draw.walk(init_params([3, 2, 3], 0), X, 1)
    svg = parsed(walk)
    assert {element.get("data-node") for element in with_attribute(svg, "data-node")} == {
        f"{layer}.{k}" for layer, size in enumerate([3, 2, 3]) for k in range(size)
    }
    lines = [element for element in svg.iter(f"{NS}g") if element.get("class") == "edge"]
    assert len(lines) == 12
    shown = {int(element.get("data-step")) for element in with_attribute(svg, "data-step")}
    biases = {i for i, step in enumerate(walk.steps, start=1) if step.name.startswith("db")}
    assert shown == set(range(1, 34)) - biases  # a bias has no place of its own in the picture


def test_an_edge_says_its_weight_and_when_its_slope_is_known():
    params = init_params([3, 2, 3], 0)
    walk = draw.walk(params, X, 1)
    (edge,) = (e for e in with_attribute(parsed(walk), "data-says") if e.get("data-edge") == "2.1.2")
    step = next(i for i, step in enumerate(walk.steps, start=1) if step.name == "dw_{23}^{(2)}")
    weight, slope = params[1][0][1, 2], walk.trace.stage("dW", 2).got[1, 2]
    assert edge.get("data-says") == f"0:w_{{23}} = {weight:.4g}|{step}:slope dw_{{23}} = {slope:.4g}".replace("-", "−")


def test_signs_are_told_by_colour_and_by_dashes():
    walk = draw.walk([([[1.0, -2.0]], [0.0, 0.0])], [1.0], 0)
    first, second = (e for e in parsed(walk).iter(f"{NS}line") if "line" in e.get("class", "").split())
    assert first.get("stroke") != second.get("stroke")
    assert first.get("stroke-dasharray") is None
    assert second.get("stroke-dasharray")
    assert float(first.get("stroke-width")) < float(second.get("stroke-width"))


def test_what_is_wrong_is_marked_in_the_picture_too():
    def bias_gradient(delta):
        return delta.sum(axis=0)

    def delta_hidden(delta, W, Z, activation):
        return delta @ W.T

    right = draw.walk(init_params([3, 2, 3], 0), X, 1, bias_gradient)
    wrong = draw.walk(init_params([3, 2, 3], 0), X, 1, delta_hidden)
    assert "✗" not in right.picture
    marked = [e for e in parsed(wrong).iter(f"{NS}text") if "wrong" in e.get("class", "")]
    assert len(marked) == 2
    assert all(e.text.startswith("✗ δ") for e in marked)


def test_many_nodes_become_dots_and_a_column_of_dW_one_step():
    walk = draw.walk(init_params([64, 32, 10], 0), np.linspace(0, 1, 64), 3, activation="relu")
    svg = parsed(walk)
    assert len(list(svg.iter(f"{NS}circle"))) == 64 + 32 + 10
    assert len(list(svg.iter(f"{NS}line"))) == 64 * 32 + 32 * 10
    assert len(walk.steps) == 2 * 32 + 2 * 10 + 1 + 3 * 10 + 3 * 32
    assert "2048 numbers" in walk.words


def test_a_dot_whose_number_is_negative_is_dashed():
    walk = draw.walk(init_params([12, 12, 2], 0), np.linspace(-1, 1, 12), 0, activation="tanh")
    dots = [e for e in parsed(walk).iter(f"{NS}circle") if e.get("data-node").startswith("0.")]
    assert [e.get("stroke-dasharray") is not None for e in dots] == [x < 0 for x in np.linspace(-1, 1, 12)]


def test_without_a_front_end_the_picture_or_its_words_stand_there():
    walk = draw.walk(init_params([3, 2, 3], 0), X, 1)
    bundle, about = walk._repr_mimebundle_()
    assert next(iter(bundle)) == "text/plain"
    assert set(bundle) == {"text/plain", "application/vnd.jupyter.widget-view+json", "image/svg+xml"}
    assert bundle["text/plain"] == repr(walk) == walk.words
    assert bundle["image/svg+xml"] == walk.picture
    assert about["image/svg+xml"]["alt"] == walk.words
    assert "A walk through a 3-2-3 network (sigmoid) in 33 steps." in walk.words


@pytest.mark.parametrize("sizes", [[3, 3], [3, 8, 8, 2], [3, 40, 2]])
def test_the_script_can_find_what_a_step_lights(sizes):
    """Selectors name nodes and edges that there are."""
    walk = draw.walk(init_params(sizes, 0), X, 1)
    keys = {e.get("data-node") for e in with_attribute(parsed(walk), "data-node")}
    keys |= {e.get("data-edge") for e in with_attribute(parsed(walk), "data-edge")}
    for step in walk.steps:
        for selector in [*step.light.split(","), step.here]:
            if selector == "[data-loss]":
                continue
            begins = [part.split('"')[1] for part in selector.split("]") if "^=" in part]
            ends = [part.split('"')[1] for part in selector.split("]") if "$=" in part]
            exact = [
                part.split('"')[1] for part in selector.split("]") if "^=" not in part and "$=" not in part and part
            ]
            found = [
                key
                for key in keys
                if all(key.startswith(b) for b in begins)
                and all(key.endswith(e) for e in ends)
                and all(key == x for x in exact)
            ]
            assert found, selector
