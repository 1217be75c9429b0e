"""The picture of a walk, counted; and what a page without a front end gets."""

import itertools
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


def dots(walk):
    return {e.get("data-node"): e for e in parsed(walk).iter(f"{NS}circle")}


def test_a_dot_is_filled_from_the_step_at_which_its_number_is_known():
    """Inputs are known from the beginning."""
    walk = draw.walk(init_params([64, 32, 10], 0), np.linspace(0, 1, 64), 3)
    found = {node: dot.get("data-step") for node, dot in dots(walk).items()}
    for node, step in found.items():
        layer, k = map(int, node.split("."))
        name = f"{'' if layer == 0 else 'p' if layer == 2 else 'a'}_{{{k + 1}}}" + ("^{(1)}" if layer == 1 else "")
        assert step is None if layer == 0 else walk.steps[int(step) - 1].name == name


def test_numbers_stand_beside_dots_where_there_is_room():
    walk = draw.walk(init_params([3, 9, 9, 3], 0), [1, -2, 3], 1)
    written = [(e.text, e.get("data-step")) for e in parsed(walk).iter(f"{NS}text")]
    for step, made in enumerate(walk.steps, start=1):
        if made.name[0] in "ap":
            assert (made.value, str(step)) in written
        if made.name[0] == "δ":
            assert (f"δ {made.value}", str(step)) in written
    assert ("−2", None) in written
    crowded = draw.walk(init_params([64, 32, 10], 0), np.linspace(0, 1, 64), 3)
    # 32 + 10 nodes with two numbers each, one y, three headings, one loss; the 64 inputs have no room
    assert len(list(parsed(crowded).iter(f"{NS}text"))) == 2 * 42 + 1 + 3 + 1


def test_the_first_wrong_number_is_marked_among_dots():
    def wrong_at(function, sizes):
        walk = draw.walk(init_params(sizes, 0), np.linspace(-1, 1, sizes[0]), 1, function)
        marks = [e for e in parsed(walk).iter(f"{NS}text") if "wrong" in e.get("class", "")]
        steps = [int(e.get("data-step")) for e in marks]
        assert min(steps) == walk.first
        assert all("✗" in e.text for e in marks)
        return len(marks)

    def delta_hidden(delta, W, Z, activation):
        return delta @ W.T

    def weight_gradient(A, delta):
        return 2 * A.T @ delta

    def bias_gradient(delta):
        return 0 * delta[0]

    assert wrong_at(delta_hidden, [5, 60, 2]) == 60  # on the dots: there is no room for numbers
    assert wrong_at(delta_hidden, [5, 30, 2]) == 30  # at the numbers
    assert wrong_at(weight_gradient, [5, 30, 2]) == 32  # each column of dW at its node
    assert wrong_at(bias_gradient, [5, 30, 2]) == 32


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


@pytest.mark.parametrize("sizes", [[3, 2, 3], [2, 3, 2], [3, 3, 3]])
def test_a_number_on_a_line_lies_on_no_other_line(sizes):
    """Of the lines that are drawn; measured anew, from the picture alone: half as high and half as wide as its digits."""
    svg = parsed(draw.walk(init_params(sizes, 1), np.linspace(-1, 1, sizes[0]), 1))
    lines = {}
    for group in svg.iter(f"{NS}g"):
        if group.get("class") == "edge":
            line = group.findall(f"{NS}line")[1]
            lines[group.get("data-edge")] = [float(line.get(name)) for name in ("x1", "y1", "x2", "y2")]
    labels = [group for group in svg.iter(f"{NS}g") if group.get("class") == "label"]
    assert len(labels) == len(lines) > 0
    for group in labels:
        for written in group:
            x, y = float(written.get("x")), float(written.get("y")) - 4
            for key, (x1, y1, x2, y2) in lines.items():
                if key != group.get("data-edge") and x1 <= x <= x2:
                    gaps = [y1 + (y2 - y1) * (x + dx - x1) / (x2 - x1) - y for dx in (-15, 15)]
                    assert min(gaps) > 5 or max(gaps) < -5, (key, group.get("data-edge"))


def test_numbers_of_edges_that_share_a_node_do_not_lie_on_each_other():
    svg = parsed(draw.walk(init_params([3, 2, 3], 1), X, 1))
    spots = {
        g.get("data-edge"): [(float(t.get("x")), float(t.get("y"))) for t in g]
        for g in svg.iter(f"{NS}g")
        if g.get("class") == "label"
    }
    for a, b in itertools.combinations(spots, 2):
        if a.split(".")[0] == b.split(".")[0] and (
            a.split(".")[1] == b.split(".")[1] or a.split(".")[2] == b.split(".")[2]
        ):
            assert all(abs(x - u) > 40 or abs(y - v) > 12 for x, y in spots[a] for u, v in spots[b])


def test_a_deep_network_has_room_for_its_lines():
    """With many layers nodes are dots, else their pills would touch."""
    walk = draw.walk(init_params([3, 2, 2, 2, 2, 2, 3], 0), X, 1)
    assert len(dots(walk)) == 3 + 5 * 2 + 3
    for line in parsed(walk).iter(f"{NS}line"):
        assert float(line.get("x2")) - float(line.get("x1")) > 30
