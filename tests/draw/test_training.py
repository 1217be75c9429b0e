"""A loop that shows itself: what it counts and says, how often it is drawn, and that it ends however it ends."""

import itertools
import math
import re
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from nnlab import draw
from nnlab.authoring.build import execute
from nnlab.draw.training import loop, views, widget
from nnlab.draw.training.picture import MOST_POINTS, picture, thinned
from nnlab.draw.training.record import Record, duration
from nnlab.draw.training.terminal import LEVELS, sparkline
from nnlab.draw.training.watch import EVERY, SHARE, Watch
from nnlab.errors import NnlabError


class Seen:
    """A view that keeps what it was shown."""

    def __init__(self):
        self.stopped, self.began, self.shown, self.ended = False, 0, [], 0

    def begin(self, record):
        self.began += 1
        self.record = record

    def show(self, record):
        self.shown.append(record.done)

    def end(self, record):
        assert record.ended
        self.ended += 1


@pytest.fixture
def seen(monkeypatch):
    view = Seen()
    monkeypatch.setattr(loop, "view_here", lambda: view)
    return view


def record(**losses):
    made = Record(10)
    for epoch in range(max(map(len, losses.values()))):
        made.add(epoch + 1, {name: values[epoch] for name, values in losses.items() if epoch < len(values)})
    return made


# The loop


@pytest.mark.parametrize(
    ("given", "members"), [(3, [0, 1, 2]), (np.int64(2), [0, 1]), ([0.1, 0.01], [0.1, 0.01]), (0, [])]
)
def test_its_members_are_those_of_the_range_or_the_list(seen, given, members):
    live = draw.training(given)
    assert len(live) == len(members)
    assert list(live) == members
    assert (seen.began, seen.ended, seen.record.done, seen.record.total) == (1, 1, len(members), len(members))


def test_show_takes_losses_by_any_name(seen):
    live = draw.training(3)
    for epoch in live:
        live.show(training=np.float32(1.0))
        live.show(training=np.float64(epoch / 2), mine=epoch)  # the later counts
    assert seen.record.losses == {"training": {1: 0.0, 2: 0.5, 3: 1.0}, "mine": {1: 0.0, 2: 1.0, 3: 2.0}}
    assert seen.record.words() == "Training: 3 of 3 epochs, training 1, mine 2"


def test_a_stop_ends_the_loop_after_the_epoch_that_runs(seen):
    live, after = draw.training(100), []
    for epoch in live:
        seen.stopped = epoch == 4
        live.show(training=1.0)
        after.append(epoch)
    assert after == [0, 1, 2, 3, 4]
    assert seen.record.words() == "Training: ended after 5 of 100 epochs, training 1"


@pytest.mark.parametrize("end", ["break", KeyboardInterrupt, ValueError])
def test_it_ends_however_it_ends(seen, end):
    def loop():
        live = draw.training(9)
        for epoch in live:
            live.show(training=1.0)
            if epoch == 2:
                if end == "break":
                    break
                raise end

    if end == "break":
        loop()
    else:
        with pytest.raises(end):
            loop()
    assert seen.ended == 1
    assert seen.record.count() == "ended after 3 of 9 epochs"


def test_it_begins_anew_each_time(seen):
    live = draw.training(2)
    for expected in (1, 2):
        assert list(live) == [0, 1]
        assert (seen.began, seen.ended, seen.record.losses) == (expected, expected, {})


@pytest.mark.parametrize("given", [-1, True, 2.0, iter([1, 2]), "a", "", b"ab", np.array(3), None])
def test_what_has_no_known_length_is_refused(given):
    with pytest.raises(NnlabError, match="how many there are has to be known"):
        draw.training(given)


@pytest.mark.parametrize("loss", [np.ones(3), np.ones(1), None, "much"])
def test_what_is_no_number_is_refused(seen, loss):
    live = draw.training(2)
    epochs = iter(live)
    next(epochs)
    with pytest.raises(NnlabError, match=r"validation is .* needs one number"):
        live.show(validation=loss)
    epochs.close()
    with pytest.raises(NnlabError, match="outside of its loop"):
        live.show(validation=1.0)


def test_more_curves_than_can_be_told_apart_are_refused(seen):
    live = draw.training(2)
    epochs = iter(live)
    next(epochs)
    live.show(a=1, b=2, c=3, d=4)
    with pytest.raises(NnlabError, match="a, b, c, d, e: it can draw 4 curves"):
        live.show(e=5)
    epochs.close()
    assert seen.ended == 1


# How often, how long


class Clock:
    """Shows what it is set to."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(("cost", "between"), [(0.0, EVERY), (0.05, 0.05 / SHARE)])
def test_it_is_shown_ten_times_a_second_at_most_and_takes_its_share_at_most(cost, between):
    """By a clock that the epochs and the showing move."""
    clock = Clock()
    shown = []

    class Slow(Seen):
        def show(self, record):
            shown.append(clock())
            clock.now += cost

    with Watch(Record(5000), Slow(), clock) as watch:
        for epoch in range(1, 5001):
            clock.now += 0.001
            watch.record.add(epoch, {"training": 1.0})
            if watch.due:
                watch.show()
    assert len(shown) >= 2
    assert all(b - a >= between - 1e-9 for a, b in itertools.pairwise(shown))
    assert len(shown) * cost <= 1.5 * SHARE * clock.now + cost


def test_the_rest_is_estimated_by_this_runs_epochs():
    clock, earlier = Clock(), Record(100)
    earlier.add(50, {"training": 1.0})  # done by an earlier run, in no time at all here
    with Watch(earlier, Seen(), clock) as watch:
        assert watch.record.left() == ""
        for epoch in range(51, 61):
            clock.now += 3.0
            watch.record.add(epoch, {"training": 1.0})
            watch.show()
            assert watch.record.left() == f"about {duration(3.0 * (100 - epoch))} left"
    assert watch.record.left() == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.02, "1 s"),
        (3.2, "4 s"),
        (59, "59 s"),
        (59.5, "1 min 0 s"),
        (125, "2 min 5 s"),
        (3599.9, "1 h 0 min"),
        (7500, "2 h 5 min"),
    ],
)
def test_durations(seconds, words):
    assert duration(seconds) == words


# What it shows


def test_the_picture_is_svg_with_a_curve_for_each_name_and_the_words():
    made = record(training=[3.0, 2.0, 1.0], validation=[3.0, 2.5, 2.6])
    root = ElementTree.fromstring(picture(made))
    curves = [path for path in root if path.get("class") == "curve"]
    assert len(curves) == 2
    assert len({(path.get("stroke"), path.get("stroke-dasharray")) for path in curves}) == 2
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"training", "validation", "epoch", "loss", made.words()} <= set(texts)
    heights = [[float(pair.split(",")[1]) for pair in path.get("d")[1:].split("L")] for path in curves]
    assert heights[0] == sorted(heights[0])  # down the page, as the loss falls
    assert heights[1][0] < heights[1][2] < heights[1][1]  # and up again


@pytest.mark.parametrize(
    "values",
    [
        [],
        [0.0],
        [1.0],
        [0.0, 0.0],
        [1e-320, 0.0],
        [math.nan, 1.0],
        [1.0, math.inf],
        [1.0, 1e308, 1.0],
        [-1e99, 1e99],
        [-3.0, -4.0],
    ],
)
def test_any_losses_can_be_drawn_and_said(values):
    made = Record(1)
    for epoch, value in enumerate(values, 1):
        made.add(epoch, {"a < b & c": value})
    root = ElementTree.fromstring(picture(made))
    numbers = [path.get("d") for path in root if path.get("class") == "curve"]
    assert all("nan" not in d and "inf" not in d for d in numbers)
    assert made.words().startswith(f"Training: {len(values)} of 1 epoch")
    for points in made.curves().values():
        assert len(sparkline([y for _, y in points])) == len(points)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([0.5, 0.4, math.nan, math.nan], "training nan (not drawn from epoch 3 on, where it is nan)"),
        ([0.5, math.inf, 0.25], "training 0.25 (not drawn from epoch 2 on, where it is inf)"),
        ([-1e150], "training −1e+150 (not drawn from epoch 1 on, where it is −1e+150)"),
        ([0.5, 1e99], "training 1e+99"),
    ],
)
def test_from_when_a_curve_is_not_drawn_is_said(values, words):
    made = record(training=values)
    assert made.latest() == words
    assert len(made.curves()["training"]) == next((i for i, v in enumerate(values) if not abs(v) < 1e100), len(values))


def test_a_long_name_stays_out_of_the_next():
    made = record(validation_accuracy=[1.0], b=[2.0])
    texts = [element.text for element in ElementTree.fromstring(picture(made)).iter("{http://www.w3.org/2000/svg}text")]
    assert "validation_ac…" in texts
    assert "validation_accuracy 1" in made.words()


def test_a_long_curve_is_thinned_and_keeps_its_spikes():
    points = [(epoch, math.sin(epoch / 500)) for epoch in range(30_000)]
    points[12_345] = (12_345, 9.0)
    points[23_456] = (23_456, -9.0)
    kept = thinned(points)
    assert len(kept) <= MOST_POINTS + 1
    assert {points[12_345], points[23_456], points[-1]} <= set(kept)
    assert kept == sorted(kept)
    assert thinned(points[:MOST_POINTS]) == points[:MOST_POINTS]


def test_the_curve_of_characters():
    assert sparkline([]) == ""
    assert sparkline([5.0]) == LEVELS[0]
    assert sparkline([0.0, 7.0, 3.0]) == LEVELS[0] + LEVELS[7] + LEVELS[3]
    falling = sparkline([1000.0 - i for i in range(1000)], width=8)
    assert falling == LEVELS[::-1]


# Where it shows it


def test_elsewhere_the_last_words_are_printed(capsys):
    live = draw.training(4)
    for epoch in live:
        live.show(training=1 / (epoch + 1))
    assert capsys.readouterr().out == "Training: 4 of 4 epochs, training 0.25\n"


@pytest.mark.parametrize(("encoding", "columns"), [("utf-8", 80), ("ascii", 80), ("utf-8", 45)])
def test_on_a_terminal_it_is_a_line_that_fits(capsys, monkeypatch, encoding, columns):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(views, "in_notebook", lambda: False)
    monkeypatch.setattr("rich.console.Console.encoding", encoding)
    for name, value in {"TERM": "xterm", "COLUMNS": str(columns), "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setattr("rich._console", None)  # that of an earlier test keeps its width
    live = draw.training(150)
    for epoch in live:
        live.show(training=1 / (epoch + 1), validation=2.0)
    drawn = capsys.readouterr().out
    assert "150/150" in drawn
    assert ("training 0.006667, validation 2" in drawn) == (columns == 80)  # on less it ends in dots
    assert ("█" in drawn) == (encoding == "utf-8")
    lines = re.split(r"[\r\n]", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", drawn))
    assert max(map(len, lines)) <= columns
    if encoding == "ascii":
        assert drawn.isascii()


def test_a_notebook_keeps_the_last_picture_and_words_of_each():
    """Run without a front end, as nbval and a printed page see it."""
    source = """
from nnlab import draw
from nnlab.authoring.build import execute
for rate in (1, 2):
    live = draw.training(3)
    for epoch in live:
        live.show(training=rate / (epoch + 1))
        if epoch == rate:
            break
"""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
    run = execute({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}, "a notebook")
    shown = [output["data"] for output in run["cells"][0]["outputs"]]
    assert ["".join(data["text/plain"]) for data in shown] == [
        "Training: ended after 2 of 3 epochs, training 0.5",
        "Training: 3 of 3 epochs, training 0.6667",
    ]
    for data in shown:
        root = ElementTree.fromstring("".join(data["image/svg+xml"]))
        assert [path.get("class") for path in root].count("curve") == 1


class Comm:
    """A comm of a kernel to come, which takes no attribute that it does not know."""

    __slots__ = ("sent",)
    comm_id = "here"

    def __init__(self):
        self.sent = []

    def send(self, data=None, **_):
        self.sent.append(data)


def test_without_the_private_name_of_ipykernel_all_but_the_stop_works(monkeypatch):
    comm = Comm()
    with pytest.raises(AttributeError):
        setattr(comm, widget.ROUTE, None)
    monkeypatch.setattr(widget.Curves, "comm", comm)
    monkeypatch.setattr("IPython.display.publish_display_data", lambda *_, **__: None)  # it would leave a shell behind
    curves, made = widget.Curves(), Record(3)
    assert curves.comm is comm
    curves.begin(made)
    for epoch in (1, 2, 3):
        made.add(epoch, {"training": 1 / epoch})
        curves.show(made)
    made.ended = True
    curves.end(made)
    assert curves.says == "Training: 3 of 3 epochs, training 0.3333"
    assert not curves.running
    assert not curves.stopped
    curves._hear(None, "stop", [])
    assert curves.stopped


def test_it_answers_that_it_is_there(monkeypatch):
    comm = Comm()
    monkeypatch.setattr(widget.Curves, "comm", comm)
    curves = widget.Curves()
    for message in ("stop", "there?"):
        curves._handle_custom_msg(message, [])
    assert [data["content"] for data in comm.sent if data["method"] == "custom"] == ["here"]
