"""Training in small pieces: the same network as in one piece, never long at a time; and the picture of what it knows."""

import asyncio
import base64
import io
import itertools
import time
import xml.etree.ElementTree as ElementTree
from importlib import import_module

import matplotlib.image
import numpy as np
import pytest

from nnlab import draw, mine
from nnlab.draw.boundary.pace import Pace
from nnlab.draw.boundary.widget import SHOWN_EVERY
from nnlab.errors import NnlabError
from nnlab.reference.multilayer_networks import init_params, predict_proba
from nnlab.reference.training import train_epoch

rng = np.random.default_rng(2)
LABELS = np.arange(90) % 3
X = rng.normal(size=(90, 2)) + 3 * np.array([[0, 0], [1, 0], [0, 1]])[LABELS]
PARAMS = init_params([2, 6, 3], 0)


def made(**options):
    return draw.boundary(PARAMS, X, LABELS, **options)


def test_an_epoch_in_pieces_is_an_epoch():
    widget = made(batch_size=20, learning_rate=0.2)
    order = np.random.default_rng((0, 0)).permutation(90)
    widget.train(1)
    expected = train_epoch(PARAMS, X[order], np.eye(3)[LABELS][order], 0.2, 20, "tanh")
    assert all(np.allclose(W, V) and np.allclose(b, c) for (W, b), (V, c) in zip(widget.params, expected, strict=True))
    assert "after 1 epoch:" in widget.says
    widget.train(3)
    assert widget.training.epoch == 4
    assert len(widget.training.losses) == 5
    assert widget.training.losses[-1] < widget.training.losses[0]


def test_it_stops_when_its_time_is_over():
    """By a clock that goes on one hundredth of a second with every look at it."""
    training = made(batch_size=10).training
    ticks = itertools.count()
    training.run(0.035, 100, clock=lambda: next(ticks) / 100)
    assert training.epoch == 0
    assert training.done == 40  # four batches: then 0.04 s are over
    training.run(float("inf"), 2, clock=lambda: 0.0)
    assert (training.epoch, training.done) == (2, 0)
    training.run(1.0, 2)
    assert (training.epoch, training.done) == (2, 0)


class Comm:
    """Somebody looks."""

    comm_id = "here"

    def send(self, *_, **__):
        pass


def watched(**options):
    """A widget that somebody looks at."""
    widget = made(**options)
    widget.comm = widget.comm or Comm()
    return widget


def test_others_run_while_it_trains():
    """Another task has its turn between any two portions, and every portion is asked to be short."""
    widget = made()
    widget.comm = widget.comm or Comm()
    portions, turns = [], []

    def run(seconds, most_epochs):
        portions.append((seconds, len(turns)))
        widget.training.step()

    widget.training.run = run

    async def others():
        widget.running = True
        for _ in range(8):
            await asyncio.sleep(0.015)
            turns.append(len(portions))
        widget.running = False
        await widget._task

    asyncio.run(others())
    assert len(portions) >= 4
    assert all(seconds <= 0.05 for seconds, _ in portions)
    assert turns[-1] > turns[0]
    assert widget._task is None


def test_the_kernel_is_never_taken_for_long():
    """The promise is 100 ms from one turn of the others to the next: of learning, of the loss, of the picture, all that there is.

    In processor time of this thread, which other programs cannot lengthen; the largest network there is, and thousands of points.
    """
    many = rng.normal(size=(4000, 2))
    widget = draw.boundary(PARAMS, many, np.arange(4000) % 3, batch_size=500)
    widget.hidden = [32, 32, 32, 32]
    widget.comm = widget.comm or Comm()
    blocks, shown = [], []
    widget.observe(shown.append, "moving")

    async def others():
        widget.running = True
        end = time.perf_counter() + 20
        while (len(shown) < 4 or widget.training.epoch < 2) and time.perf_counter() < end:
            before = time.thread_time()
            await asyncio.sleep(0)
            blocks.append(time.thread_time() - before)
        widget.running = False
        before = time.thread_time()
        await widget._task
        blocks.append(time.thread_time() - before)

    asyncio.run(others())
    assert len(shown) >= 4
    assert widget.training.epoch >= 2
    assert max(blocks) < 0.1


def test_the_loss_in_pieces_is_the_loss(monkeypatch):
    whole = made().training
    monkeypatch.setattr(import_module("nnlab.draw.boundary.training"), "PIECE", 7)
    parts = made().training
    for training in (whole, parts):
        training.run(float("inf"), 3)
    assert np.allclose(parts.losses, whole.losses, rtol=1e-12)
    assert parts.accuracy == whole.accuracy
    p = predict_proba(whole.params, X, "tanh")
    assert whole.losses[-1] == pytest.approx(-np.log(p[np.arange(90), LABELS]).mean())
    assert whole.accuracy == np.mean(p.argmax(axis=1) == LABELS)


def test_what_begins_anew_during_a_rest_is_what_is_shown():
    widget = made()

    async def run():
        showing = asyncio.ensure_future(widget._show_gently())
        await asyncio.sleep(0)
        widget.hidden = [3]
        await showing

    asyncio.run(run())
    assert widget.says.startswith("2-3-3, tanh, after 0 epochs")
    assert widget.moving == widget.view.moving(widget.training)


def test_a_training_that_diverges_ends_with_a_sentence():
    widget = draw.boundary(init_params([2, 8, 3], 0), X, LABELS, activation="relu", learning_rate=1e6)
    widget.comm = widget.comm or Comm()

    async def run():
        widget.running = True
        await widget._task

    asyncio.run(run())
    assert widget.training.epoch < 500
    assert "choose a smaller learning rate" in widget.says
    assert ElementTree.fromstring(widget.picture) is not None
    assert "nan" not in widget.moving["line"] + widget.moving["curve"] + widget.moving["axes"]


def test_each_of_the_first_epochs_has_its_picture_and_later_ones_come_faster():
    """47 pictures to epoch 500; one every 0.15 s is 7 s."""
    pace, shown = Pace(70), []
    while pace.next < pace.last:
        shown.append(pace.next)
        pace.shown(pace.next - 1)  # an epoch that takes long is looked at on the way, too
        assert pace.next == shown[-1]
        pace.shown(pace.next)
    assert shown[:10] == list(range(71, 81))
    assert shown[10:13] == [82, 84, 86]
    assert pace.last == 570
    assert len(shown) + 1 == 47
    steps = np.diff(shown)
    assert (np.diff(steps) >= 0).all()
    assert 5 <= 47 * SHOWN_EVERY <= 10


def test_the_line_is_seen_moving():
    """Pictures of epochs 1, 2, 3, ... in turn, each with its time."""
    widget, epochs = watched(), []
    widget.observe(lambda _: epochs.append(widget.training.epoch), "moving")
    began = time.perf_counter()

    async def run():
        widget.running = True
        while len(epochs) < 6:
            await asyncio.sleep(0.01)
        widget.running = False
        await widget._task

    asyncio.run(run())
    assert epochs[:6] == [1, 2, 3, 4, 5, 6]
    assert time.perf_counter() - began > 6 * SHOWN_EVERY


def test_it_rests_after_some_epochs_and_start_or_another_rate_goes_on_from_there(monkeypatch):
    monkeypatch.setattr(import_module("nnlab.draw.boundary.pace"), "EPOCHS", 3)
    widget = watched()

    async def run():
        widget.running = True
        await widget._task

    asyncio.run(run())
    assert widget.training.epoch == 3
    assert widget.says.endswith("It rests: start trains on")
    asyncio.run(run())
    assert widget.training.epoch == 6
    assert widget.says.endswith("It rests: start trains on")
    widget.rate = 1.0
    assert not widget.says.endswith("start trains on")  # there are epochs to go
    asyncio.run(run())
    assert widget.training.epoch == 9
    assert len(widget.training.losses) == 10
    widget.train(5)
    assert not widget.says.endswith("start trains on")
    widget.again = 1
    assert widget.training.epoch == 0
    asyncio.run(run())
    assert widget.training.epoch == 3


def test_it_says_whose_train_epoch_trains(monkeypatch):
    widget = made()
    assert widget.trainer == "The course's train_epoch trains it."
    monkeypatch.setattr(mine, "solved", lambda name: train_epoch if name == "train_epoch" else None)
    widget.train(1)
    assert widget.trainer == "Your train_epoch trains it."
    assert widget.words.endswith(widget.trainer)


def test_the_curve_ends_where_the_loss_does_and_stays_in_its_frame():
    widget = made()
    widget.training.losses += [3e4, 2.5e5, float("inf"), float("nan")]
    svg = ElementTree.fromstring(f"<svg>{''.join(widget.view.moving(widget.training)['axes'])}</svg>")
    (frame,) = svg.iter("rect")
    left, top, width, height = (float(frame.get(name)) for name in ("x", "y", "width", "height"))
    points = [pair.split(",") for pair in widget.view.moving(widget.training)["curve"][1:].split("L")]
    assert len(points) == 3
    assert all(left <= float(x) <= left + width and top <= float(y) <= top + height for x, y in points)


def test_a_network_larger_than_the_choices_stays_as_it_is():
    widget = draw.boundary(init_params([2, 40, 3, 3, 3, 3, 3], 0), X, LABELS)
    assert widget.hidden == widget.training.hidden == [40, 3, 3, 3, 3]
    assert (widget.choices["layers"], widget.choices["units"]) == (5, 40)
    assert widget.says.startswith("2-40-3-3-3-3-3, ")


@pytest.mark.parametrize(
    ("points", "labels"),
    [
        ([[1.0, 2.0]], [1]),
        ([[1e16, 0.0]], [True]),
        (np.ones((3, 2), dtype=np.float32), np.array([0, 1, 1], dtype=np.float32)),
        ([[-1e99, 0.0], [1e99, 1e-300]], [0, 1]),
    ],
)
def test_few_equal_and_far_points_are_drawn_too(points, labels):
    widget = draw.boundary([(W.astype(np.float32), b) for W, b in PARAMS], points, labels)
    widget.train(1)
    assert "after 1 epoch:" in widget.says
    numbers = " ".join(
        element.get(name, "") for element in ElementTree.fromstring(widget.picture).iter() for name in "dxy"
    )
    assert "nan" not in numbers
    assert "inf" not in numbers


def test_an_error_of_the_learners_function_ends_it_with_a_sentence(monkeypatch):
    def broken(*_):
        raise ValueError("shapes do not fit")

    widget = made()
    widget.comm = widget.comm or Comm()
    monkeypatch.setattr(mine, "solved", lambda name: broken if name == "train_epoch" else None)

    async def run():
        widget.running = True
        await widget._task

    asyncio.run(run())
    assert widget.says == "Training stopped: ValueError: shapes do not fit"
    assert not widget.running


def test_where_nothing_can_run_beside_it_a_sentence_says_what_to_do():
    widget = made()
    with pytest.raises(NnlabError, match=r"use train\(epochs\)"):
        widget.running = True
    assert not widget.running


def test_another_network_begins_from_the_seed():
    widget = made()
    widget.train(2)
    widget.hidden = [5, 5]
    assert widget.training.epoch == 0
    assert all(np.array_equal(W, V) for (W, _), (V, _) in zip(widget.params, init_params([2, 5, 5, 3], 0), strict=True))
    assert widget.says.startswith("2-5-5-3, tanh, after 0 epochs")
    widget.activation = "relu"
    assert widget.says.startswith("2-5-5-3, relu")
    widget.again = 1
    assert np.array_equal(widget.params[0][0], init_params([2, 5, 5, 3], 1)[0][0])
    widget.hidden = []
    assert widget.says.startswith("2-3, ")
    widget.hidden = [99] * 9
    assert widget.hidden == [32] * 4


def test_the_picture_has_the_colours_of_the_likeliest_classes():
    widget = made(activation="relu")
    widget.train(20)
    image = base64.b64decode(widget.moving["classes"].partition(",")[2])
    pixels = np.round(255 * matplotlib.image.imread(io.BytesIO(image), format="png"))
    assert pixels.shape == (60, 60, 4)
    upper_left = widget.view.grid[0]
    assert upper_left[0] < X[:, 0].min()
    assert upper_left[1] > X[:, 1].max()
    p = predict_proba(widget.params, widget.view.grid, "relu").reshape(60, 60, 3)
    opaque = np.round(255 * 0.5 * (p.max(axis=-1) - 1 / 3) / (2 / 3))
    assert np.array_equal(pixels[..., 3], opaque)
    seen = pixels[..., 3] > 20
    colours = np.array([[0xD5, 0x5E, 0x00], [0x2F, 0x86, 0xC9], [0x00, 0x9E, 0x73]])[p.argmax(axis=-1)]
    assert np.abs(pixels[..., :3] - colours)[seen].max() <= 1


def test_points_have_a_form_for_each_class_and_the_words_say_which():
    widget = made()
    svg = ElementTree.fromstring(widget.picture)
    marks = [element.get("d") for element in svg.iter() if element.get("class") == "points"]
    assert [d.count("M") for d in marks] == [30, 30, 30]
    assert "class 2 (30 points, a square each)" in widget.words
    bundle, _ = widget._repr_mimebundle_()
    assert bundle["text/plain"] == widget.words


def test_a_straight_boundary_lies_where_it_should():
    """p = 1/2 where the two scores are equal: at x = 0.5."""
    params = [(np.array([[0.0, 2.0], [0.0, 0.0]]), np.array([1.0, 0.0]))]
    widget = draw.boundary(params, [[-1.0, -1.0], [1.0, 1.0]], [0, 1])
    line = widget.moving["line"][1:].replace("L", "M").split("M")
    x, _ = widget.view.map.at(0.5, 0)
    assert all(float(point.split(",")[0]) == pytest.approx(x, abs=0.2) for point in line)


def test_one_hot_and_labels_are_the_same():
    one_hot = draw.boundary(PARAMS, X, np.eye(3)[LABELS])
    assert np.array_equal(one_hot.training.Y, made().training.Y)


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((PARAMS, X[:, :1], LABELS), {}, "X has shape (90, 1), needs (n, 2)"),
        ((init_params([3, 2], 0), X, LABELS), {}, "the network takes 3 numbers, needs 2"),
        ((init_params([2, 5], 0), X, LABELS), {}, "the network has 5 outputs"),
        ((init_params([2, 2], 0), X, LABELS), {}, "y has classes other than 0 to 1"),
        ((PARAMS, X, LABELS[:5]), {}, "y has shape (5,), needs (90,)"),
        (
            (PARAMS, X, LABELS[:, None]),
            {},
            "y has shape (90, 1), needs (90,): a class for each row of X; try y.ravel()",
        ),
        ((PARAMS, X, np.ones((90, 3))), {}, "row 0 of y is [1. 1. 1.], needs to be one-hot"),
        ((PARAMS, X, np.eye(3)[LABELS] / 2), {}, "needs to be one-hot"),
        ((PARAMS, X * 1e200, LABELS), {}, "X has entries beyond 1e+100"),
        ((PARAMS, X, LABELS), {"learning_rate": 0}, "learning_rate is 0"),
        ((PARAMS, X, LABELS), {"learning_rate": np.inf}, "learning_rate is inf"),
        ((PARAMS, X, LABELS), {"learning_rate": "fast"}, "learning_rate is 'fast'"),
        ((PARAMS, X, LABELS), {"batch_size": 2.5}, "batch_size is 2.5"),
        ((PARAMS, X, LABELS), {"seed": -1}, "seed is -1"),
        ((PARAMS, X, LABELS), {"batch_size": 0}, "batch_size is 0"),
        ((PARAMS, X, LABELS), {"activation": "step"}, "activation is 'step'"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(arguments, options, words):
    with pytest.raises(NnlabError) as error:
        draw.boundary(*arguments, **options)
    assert words in str(error.value)


@pytest.mark.parametrize(("name", "value"), [("rate", 0.0), ("rate", float("nan")), ("activation", "step")])
def test_nonsense_cannot_be_set(name, value):
    with pytest.raises(NnlabError, match=name):
        setattr(made(), name, value)
