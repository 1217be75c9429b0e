"""The hillside: the path is the one of the exercise, the border is the lesson's, divergence and wrong slopes are said."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from nnlab import draw
from nnlab.draw.descend.picture import CURVE, LEVELS
from nnlab.draw.plot import Frame, ticks
from nnlab.errors import NnlabError
from nnlab.reference.gradient_descent import fit_linear_gd, largest_learning_rate, mse_gradient
from nnlab.reference.linear_regression import fit_least_squares, mean_squared_error, predict_linear
from nnlab.reference.training import momentum_step

rng = np.random.default_rng(1)
X, Y = rng.normal(size=(30, 2)) * [1, 3], rng.normal(size=(30, 1))
W0 = np.array([[2.0], [-1.0]])


def loss(W):
    return mean_squared_error(predict_linear(X, W), Y)


def slope(W):
    return mse_gradient(X, Y, W)


def valley(W):
    return (W[0] ** 2 + 50 * W[1] ** 2) / 2


def valley_slope(W):
    return W * [1, 50]


def test_the_path_is_the_one_that_the_exercise_walks():
    widget = draw.descend(loss, slope, W0, learning_rate=0.02, steps=25)
    W, losses = fit_linear_gd(X, Y, W0, 0.02, 0.0, 25)
    assert np.allclose(widget.path.losses, losses, rtol=1e-12)
    assert np.allclose(widget.path.points[-1], W[:, 0], rtol=1e-12)


def test_the_bottom_is_least_squares_and_the_border_the_lessons():
    hill = draw.descend(loss, slope, W0).hill
    assert np.allclose(hill.bottom, fit_least_squares(X, Y)[:, 0], atol=1e-6)
    assert hill.border() == pytest.approx(largest_learning_rate(X), rel=1e-6)


def test_momentum_walks_as_momentum_step_does():
    widget = draw.descend(valley, valley_slope, [-9.0, 1.0], learning_rate=0.035, steps=40, momentum=0.7)
    widget.momentum = 0.7
    params, velocity = [(np.array([[-9.0]]), np.array([1.0]))], [(np.zeros((1, 1)), np.zeros(1))]
    for _ in range(40):
        grads = [(params[0][0], 50 * params[0][1])]
        params, velocity = momentum_step(params, grads, velocity, 0.035, 0.7)
    assert np.allclose(widget.path.points[-1], [params[0][0].item(), params[0][1].item()])
    assert "momentum 0.7" in widget.says


@pytest.mark.parametrize(
    ("factor", "diverges"), [(0.9, False), (0.999, False), (1.001, True), (1.5, True), (1e6, True)]
)
def test_beyond_the_border_it_diverges_and_says_so(factor, diverges):
    widget = draw.descend(valley, valley_slope, [0.0, 1.0], learning_rate=factor * 2 / 50, steps=200)
    assert widget.diverged == diverges
    assert ("It diverges: the border is at 0.04." in widget.says) == diverges
    assert np.isfinite(widget.path.losses).all()


def test_a_change_changes_path_picture_and_words():
    widget = draw.descend(loss, slope, W0)
    before = widget.picture, widget.words, dict(widget.moving)
    widget.steps = 7
    shown = widget._repr_mimebundle_()[0]
    assert shown["image/svg+xml"] == widget.picture
    assert len(widget.path.points) == 8
    assert widget.moving["stops"].count("M") == 8
    assert "after 7 steps" in widget.words
    assert all(now != then for now, then in zip((widget.picture, widget.words, widget.moving), before, strict=True))


def test_what_is_set_stays_within_bounds():
    widget = draw.descend(valley, valley_slope, [1.0, 1.0])
    widget.steps, widget.momentum, widget.rate = 10**6, 2.0, -1.0
    assert (widget.steps, widget.momentum, widget.rate) == (300, 0.999, 0.0)


def test_a_wrong_gradient_is_measured():
    right, half = (draw.descend(loss, f, W0).says for f in (slope, lambda W: slope(W) / 2))
    assert "nudging" not in right
    assert "it is not the slope of this loss" in half


def test_start_contours_and_path_are_in_the_picture():
    widget = draw.descend(valley, valley_slope, [-9.0, 1.0], names=("flat", "steep"))
    svg = ElementTree.fromstring(widget.picture)
    by_class = {element.get("class"): element for element in svg.iter()}
    assert by_class["contours"].get("d").count("M") >= 8
    assert by_class["way"].get("d").count("L") == 30
    assert {"flat", "steep", "loss above the bottom"} <= {element.text for element in svg.iter()}
    assert widget._repr_mimebundle_()[0]["text/plain"] == widget.words
    ids = [element.get("id") for element in svg.iter() if element.get("id")]
    other = draw.descend(valley, valley_slope, [-9.0, 1.0]).picture
    assert not [name for name in ids if f'id="{name}"' in other]  # two in one page do not clip each other


@pytest.mark.parametrize("start", [[0.0, 0.0], [1.0, 0.0], [0.0, 3.0], [-2.0, 5.0]])
def test_one_sees_the_start_and_the_bottom_wherever_one_begins(start):
    low, high = draw.descend(valley, valley_slope, start).hill.sight()
    assert ((low < start) & (start < high)).all()
    assert ((low < 0) & (high > 0)).all()


def test_a_hill_without_one_bottom_is_drawn_too():
    """cos has many; x^2 - y^2 has none, and is said to have none."""
    waves = draw.descend(lambda W: np.cos(W).sum(), lambda W: -np.sin(W), [2.0, 4.0], learning_rate=0.1)
    assert np.allclose(np.abs(waves.hill.bottom), np.pi, atol=1e-4)
    saddle = draw.descend(lambda W: W[0] ** 2 - W[1] ** 2, lambda W: W * [2, -2], [1.0, 0.1], learning_rate=0.1)
    assert "No bottom was found, and so no border." in saddle.says
    assert "above the bottom" not in saddle.says + saddle.picture
    assert saddle.limits["bottom"] is False
    assert saddle.picture.count('stroke-width="2.5"') == 0  # no cross
    assert waves.limits["bottom"] is True
    assert waves.picture.count('stroke-width="2.5"') == 1


@pytest.mark.parametrize(
    ("height", "slope_of"),
    [
        (lambda W: np.exp(W[0]) + W[1] ** 2, lambda W: np.array([np.exp(W[0]), 2 * W[1]])),
        (lambda W: np.logaddexp(0, -W[0]) + W[1] ** 2, lambda W: np.array([-1 / (1 + np.exp(W[0])), 2 * W[1]])),
        (lambda W: W[0] ** 3 + W[1] ** 2, lambda W: np.array([3 * W[0] ** 2, 2 * W[1]])),
        (lambda W: W[0] + W[1], lambda W: np.ones(2)),
        (lambda W: np.nan if W[0] > -0.5 else valley(W), valley_slope),  # it ends before its bottom
    ],
)
def test_a_hill_that_goes_down_for_ever_or_ends_has_no_bottom(height, slope_of):
    """Its curve is that of the losses themselves: there is nothing that they could be above."""
    widget = draw.descend(height, slope_of, [-1.0, 1.0])
    assert "No bottom was found, and so no border." in widget.says
    assert "above the" not in widget.says + widget.picture
    assert widget.limits["bottom"] is False
    assert ">loss<" in widget.picture
    low, high = widget.hill.sight()
    assert ((low < [-1, 1]) & (high > [-1, 1])).all()
    assert (high - low).max() < 20  # not the whole way that Newton went
    places = widget.moving["curve"][1:].split("L")
    assert len(places) == len(widget.path.losses)
    (_, top, _, tall), heights = CURVE, [float(place.split(",")[1]) for place in places]
    assert all(top <= height <= top + tall for height in heights)
    assert np.allclose(np.argsort(heights), np.argsort(-widget.path.losses))


def test_a_bottom_far_away_is_one():
    """Where the weights have units: least squares on raw columns."""
    raw = np.column_stack([np.ones(30), 200 + X[:, 1]])
    y = 4000 + 3 * raw[:, 1:] + Y
    widget = draw.descend(lambda W: mean_squared_error(raw @ W, y), lambda W: mse_gradient(raw, y, W), np.zeros((2, 1)))
    assert widget.hill.has_bottom
    assert np.allclose(widget.hill.bottom, fit_least_squares(raw, y)[:, 0], rtol=1e-4)


def test_beyond_the_border_it_is_said_also_while_the_loss_still_falls():
    """The steep direction grows by 1.05 a step from 1e-4 on, the flat one falls meanwhile."""
    widget = draw.descend(valley, valley_slope, [-9.0, 1e-4], learning_rate=0.041, steps=30)
    assert not widget.diverged
    assert "The border is at 0.04, and the rate is beyond it: near the bottom the steps grow" in widget.says
    widget.rate = 0.039
    assert widget.says.endswith("The border is at 0.04.")
    floor = draw.descend(valley, valley_slope, [1.0, 0.0], learning_rate=0.5, steps=60)
    assert floor.says.endswith("to 3.762e−37, the bottom. The border is at 0.04.")  # 0.5 ** 60, squared and halved


def test_without_a_step_nothing_has_gone_anywhere():
    widget = draw.descend(valley, valley_slope, [-9.0, 1.0], steps=0)
    assert widget.says.startswith("Rate 0.008: after 0 steps the loss is 65.5, 65.5 above the bottom.")
    widget.steps, widget.rate = 10, 1e300
    assert widget.says == (
        "Rate 1e+300: after 0 steps the loss is 65.5, and the next step leads too far to be followed. "
        "It diverges: the border is at 0.04."
    )


def test_contours_are_smooth_also_in_a_narrow_valley_across_the_page():
    """Between two of its corners a line leaves the true contour by a quarter of a pixel at most."""
    bend = np.array([[401.0, 400.0], [400.0, 400.0]])
    widget = draw.descend(lambda W: W @ bend @ W / 2, lambda W: bend @ W, [-9.0, 8.0])
    frame, drop = widget.view.map, widget.hill.loss(widget.hill.start)
    a_pixel = np.array([(frame.x[1] - frame.x[0]) / frame.width, -(frame.y[1] - frame.y[0]) / frame.height])
    corner = np.array([frame.left, frame.top])
    lines = [
        np.array([place.split(",") for place in line.split("L")], float) for line in widget.view.contours[1:].split("M")
    ]
    assert len(lines) >= len(LEVELS)
    for line in lines:
        points = (line - corner) * a_pixel + [frame.x[0], frame.y[1]]
        heights = np.einsum("ni,ij,nj->n", points, bend, points) / 2
        level = drop * LEVELS[np.abs(drop * LEVELS - np.median(heights)).argmin()]
        middles = (points[1:] + points[:-1]) / 2
        away = np.einsum("ni,ij,nj->n", middles, bend, middles) / 2 - level
        assert (np.abs(away) <= 0.25 * np.linalg.norm(middles @ bend * a_pixel, axis=1)).all()


def test_where_the_hill_is_steeper_than_at_its_bottom_the_rate_begins_smaller():
    """(x^4 + y^4) / 4 is flat at 0, where the border would be far too large."""
    widget = draw.descend(lambda W: (W**4).sum() / 4, lambda W: W**3, [2.0, 1.0])
    assert not widget.diverged
    assert widget.rate == pytest.approx(0.2 * 2 / 12, rel=1e-4)  # the curvature at x = 2 is 3 x^2
    widget.rate = 1.0
    assert widget.diverged
    assert "near the bottom, but the hill is steeper elsewhere" in widget.says


def test_a_loss_that_is_no_number_everywhere_is_drawn_where_it_is():
    """x ln x + y^2, for x above 0; its bottom is at 1/e. Warnings of the learner's own function are not his mistakes."""
    widget = draw.descend(
        lambda W: W[0] * np.log(W[0]) + W[1] ** 2, lambda W: np.array([np.log(W[0]) + 1, 2 * W[1]]), [2.0, 1.0]
    )
    assert np.allclose(widget.hill.bottom, [np.exp(-1), 0], atol=1e-6)
    assert "the bottom." in widget.says
    path = re.findall(r' d="([^"]*)"', widget.picture)
    assert not re.search("nan|inf", " ".join(path))


@pytest.mark.parametrize("bottom", [1e17, -1e50])
def test_a_bottom_far_from_0_has_some_room_around_it(bottom):
    """There 1 is less than the next number."""
    widget = draw.descend(lambda W: ((W - bottom) ** 2).sum(), lambda W: 2 * (W - bottom), [bottom, bottom])
    assert not re.search("nan|inf", widget.moving["way"] + widget.moving["curve"])


@pytest.mark.parametrize("name", ["rate", "momentum"])
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_finite_number_cannot_be_set(name, value):
    with pytest.raises(NnlabError, match=f"{name} is {value}, needs a finite number"):
        setattr(draw.descend(valley, valley_slope, [1.0, 1.0]), name, value)


def test_one_step_is_one_step():
    assert "after 1 step the loss" in draw.descend(valley, valley_slope, [1.0, 1.0], steps=1).says


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((loss, slope, np.zeros((4, 1))), {}, "W0 has 4 entries, needs 2"),
        ((loss, slope, "here"), {}, "W0 is 'here'"),
        ((lambda W: W, slope, W0), {}, "loss(W) gives shape (2, 1), needs one number"),
        ((loss, lambda W: slope(W)[0], W0), {}, "gradient(W) gives shape (1,), needs the shape of W, (2, 1)"),
        ((loss, lambda W: 1 / 0, W0), {}, "gradient(W) raised ZeroDivisionError"),
        ((lambda W: None, slope, W0), {}, "loss(W) gives None: it needs a return"),
        ((lambda W: np.nan, slope, W0), {}, "loss(W0) is nan, needs finite numbers"),
        ((lambda W: 1e200, slope, W0), {}, "loss(W0) is 1e+200, needs finite numbers up to 1e+100"),
        ((loss, lambda W: slope(W) * np.inf, W0), {}, "gradient(W0) is ["),
        ((loss, slope, W0), {"learning_rate": 0}, "learning_rate is 0"),
        ((loss, slope, W0), {"learning_rate": np.inf}, "learning_rate is inf"),
        ((loss, slope, W0), {"steps": 2.5}, "steps is 2.5"),
        ((loss, slope, W0), {"momentum": "much"}, "momentum is 'much'"),
        ((loss, slope, W0), {"learning_rate": "x"}, "learning_rate is 'x'"),
        ((loss, slope, W0), {"learning_rate": True}, "learning_rate is True"),
        ((loss, slope, W0), {"names": ("one",)}, "names is ('one',), needs two"),
        ((loss, slope, W0), {"names": 3}, "names is 3, needs two"),
        ((loss, slope, W0), {"names": (1, 2)}, "names is (1, 2), needs two texts"),
        ((loss, slope, W0), {"names": "ab"}, "names is 'ab', needs two"),
        ((loss, slope, W0), {"steps": 301}, "from 0 to 300"),
        ((loss, slope, W0), {"momentum": 1}, "momentum is 1"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(arguments, options, words):
    with pytest.raises(NnlabError) as error:
        draw.descend(*arguments, **options)
    assert words in str(error.value)


def test_a_frame_has_its_corners_where_they_are():
    frame = Frame((-1, 3), (10, 20), 50, 5, 400, 100)
    assert frame.at(-1, 20) == (50, 5)
    assert frame.at(3, 10) == (450, 105)
    assert frame.path([(-1, 20), (3, 10)]) == "M50.0,5.0L450.0,105.0"
    assert frame.path([(-1, 20), (1e9, 10), (3, 10)]).count("L") == 1  # it ends far outside
    assert not re.search("nan|inf", frame.path([(float("nan"), float("inf"))]))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-5, 7.5), (0.0012, 0.0031), (-3e4, 5e5)])
def test_ticks_are_few_and_round(low, high):
    found = list(ticks(low, high))
    assert 2 <= len(found) <= 6
    assert all(low - 1e-9 * abs(low) <= value <= high + 1e-9 * abs(high) for value in found)
    assert all(len(f"{value:.6g}".strip("-0.").rstrip("0").replace(".", "").lstrip("0")) <= 3 for value in found)
