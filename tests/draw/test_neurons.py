"""First-layer weights as pictures: the right pixels, the right activations, sentences where things do not fit."""

import base64
import io
import re

import matplotlib.image
import numpy as np
import pytest

from nnlab import data, draw
from nnlab.draw.png import as_png, grey, signed
from nnlab.draw.svg import number
from nnlab.errors import NnlabError
from nnlab.reference.cats import images_to_rows
from nnlab.reference.multilayer_networks import forward, init_params, predict_proba

rng = np.random.default_rng(0)
PICTURES = rng.integers(0, 256, size=(5, 4, 6), dtype=np.uint8)
PARAMS = init_params([24, 7, 3], 1)


def pixels(address):
    return matplotlib.image.imread(io.BytesIO(base64.b64decode(address.partition(",")[2])), format="png")


def test_a_png_has_the_pixels_that_went_in():
    image = rng.integers(0, 256, size=(5, 3, 4), dtype=np.uint8)
    assert np.array_equal(np.round(255 * pixels(as_png(image))), image)


def test_the_sign_is_the_colour_and_the_size_the_opacity():
    seen = np.round(255 * pixels(as_png(signed(np.array([[0.0, 1.0], [-0.5, 4.0]]), 2.0))))
    assert seen[..., 3].tolist() == [[0, 128], [64, 255]]
    assert seen[0, 1, 2] > seen[0, 1, 0]  # blue
    assert seen[1, 0, 0] > seen[1, 0, 2]  # orange


@pytest.mark.parametrize("picture", [PICTURES[0], PICTURES[0] / 255, np.repeat(PICTURES[0][..., None], 3, axis=-1)])
def test_a_picture_is_shown_as_it_is(picture):
    assert np.array_equal(np.round(255 * pixels(as_png(grey(picture))))[..., 1], PICTURES[0])


def test_each_neuron_has_its_column_of_weights_and_its_activations():
    widget = draw.neurons(PARAMS, PICTURES)
    rows = images_to_rows(PICTURES)
    zs, activations = forward(PARAMS, rows, "relu")
    assert np.array_equal(widget.layer.weights(3), PARAMS[0][0][:, 3].reshape(4, 6))
    for i in range(5):
        assert widget.pictures[i]["words"] == [f"{a:.4g}" for a in activations[1][i]]
        assert widget.pictures[i]["z"] == [f"{z:.4g}".replace("-", "−") for z in zs[0][i]]
        best = predict_proba(PARAMS, rows, "relu")[i]
        assert f"class {best.argmax()}, probability {best.max():.4g}" in widget.pictures[i]["says"]
    longest = max(bar for shown in widget.pictures for bar in shown["bars"])
    assert longest == 1


def test_a_tile_for_each_neuron_and_the_words_for_who_does_not_see_them():
    widget = draw.neurons(PARAMS, PICTURES, names=["cat", "dog", "owl"])
    assert len(re.findall('class="tile"', widget.picture)) == 7
    assert widget.words.startswith("The weights of 7 neurons, each as a picture of 4 by 6")
    assert "silent" in widget.words
    favoured = ["cat", "dog", "owl"][PARAMS[1][0][2].argmax()]
    assert widget.tiles[2] == f"neuron 3: bias 0, raises most the score of {favoured}"


def test_pictures_are_not_needed():
    widget = draw.neurons(init_params([16, 3, 2], 0))
    assert widget.pictures == []
    assert "4 by 4" in widget.words
    assert "6 by 4" in draw.neurons(PARAMS, shape=(6, 4)).words


def test_colours_of_a_pixel_are_added_up():
    params = init_params([48, 3, 2], 0)
    widget = draw.neurons(params, rng.integers(0, 256, size=(2, 4, 4, 3), dtype=np.uint8))
    assert np.allclose(widget.layer.weights(1), params[0][0][:, 1].reshape(4, 4, 3).sum(axis=-1))


def test_an_axis_of_one_colour_is_none():
    assert draw.neurons(PARAMS, PICTURES[..., None]).pictures == draw.neurons(PARAMS, PICTURES).pictures


def test_with_one_output_there_is_no_class_to_name():
    widget = draw.neurons(init_params([24, 7, 1], 0), PICTURES)
    assert widget.pictures[2]["says"] == "picture 3"
    assert widget.tiles[0] == "neuron 1: bias 0"


def test_of_many_neurons_those_with_the_largest_weights_are_shown():
    params = init_params([16, 100, 2], 0)
    params[0][0][:, 50] *= 100
    params[0][0][:, 60] *= 0.001
    layer = draw.neurons(params).layer
    assert len(layer.shown) == 64
    assert 50 in layer.shown
    assert 60 not in layer.shown
    assert "the 64 with the largest weights" in draw.neurons(params).words


def test_what_is_not_shown_is_said():
    widget = draw.neurons(init_params([16, 100, 2], 0), rng.random((30, 4, 4)))
    assert len(widget.pictures) == 24
    assert widget.partly == (
        "Of 30 pictures the first 24 are shown. Of 100 neurons the 64 with the largest weights are shown."
    )
    assert widget.partly in widget.words
    assert draw.neurons(PARAMS, PICTURES).partly == ""


def test_the_digits_are_as_bright_as_in_their_rows():
    """16 is full ink: a data set knows, an array of its bytes does not."""
    digits, params = data.digits().take(np.arange(12)), init_params([64, 16, 10], 0)
    a = forward(params, digits.rows(), "relu")[1][1]
    for pictures in (digits, digits.images / 16):
        widget = draw.neurons(params, pictures)
        assert np.array_equal(widget.layer.a, a)
        grey = np.round(255 * pixels(widget.pictures[3]["image"]))[..., 0]
        assert np.array_equal(grey, np.round(255 * (digits.images[3] / 16)))
    with pytest.raises(
        NnlabError, match=r"bytes from 0 to 16.*is not known.*as in draw.neurons\(params, data.digits\(\)\)"
    ):
        draw.neurons(params, digits.images)


@pytest.mark.parametrize("brightest", [0, 128, 255])
def test_bytes_that_are_bright_or_all_dark_are_bytes(brightest):
    picture = np.full((1, 4, 6), brightest, dtype=np.uint8)
    assert np.allclose(draw.neurons(PARAMS, list(picture)).layer.pictures, brightest / 255)


def test_the_choice_stays_among_the_pictures():
    widget = draw.neurons(PARAMS, PICTURES)
    for asked, chosen in ((2, 2), (-1, 0), (99, 4)):
        widget.chosen = asked
        assert widget.chosen == chosen


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        ((PARAMS,), {}, "24 inputs, which are no square: give shape"),
        ((PARAMS,), {"shape": (5, 5)}, "shape is (5, 5)"),
        ((PARAMS, PICTURES[0]), {}, "needs (n, height, width) with 24 pixels"),
        ((PARAMS, PICTURES[:, :3]), {}, "pictures has shape (5, 3, 6)"),
        ((PARAMS, "cat"), {}, "pictures is"),
        ((PARAMS, PICTURES.astype(float)), {}, "needs bytes (uint8), or numbers from 0 to 1"),
        ((PARAMS, PICTURES.astype(int)), {}, "pictures has numbers from 0 to 2"),
        ((init_params([96, 3, 2], 0), np.zeros((2, 4, 6, 4))), {}, "needs 3 colours at the end, or none"),
        ((PARAMS, PICTURES - 200.0), {}, "pictures has numbers from -200 to"),
        ((PARAMS, PICTURES // 3), {}, "bytes from 0 to 82: whether 82 or 255 is the brightest"),
        ((PARAMS, PICTURES), {"shape": (-4, -6)}, "shape is (-4, -6), needs (height, width)"),
        ((PARAMS, PICTURES), {"shape": (4.0, 6.0)}, "shape is (4.0, 6.0), needs (height, width)"),
        ((PARAMS, PICTURES), {"names": "abc"}, "names is 'abc', needs a list of 3"),
        ((PARAMS, PICTURES), {"names": 3}, "names is 3, needs a list of 3"),
        ((PARAMS, PICTURES), {"shape": 24}, "shape is 24, needs (height, width)"),
        ((PARAMS, PICTURES), {"names": ["cat"]}, "names has 1 entries, needs 3"),
        (([],), {}, "params is empty"),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(arguments, options, words):
    with pytest.raises(NnlabError) as error:
        draw.neurons(*arguments, **options)
    assert words in str(error.value)


def test_what_is_kept_is_the_picture_that_was_chosen():
    widget = draw.neurons(init_params([64, 4, 10], 0), data.digits())
    _, activations = forward(init_params([64, 4, 10], 0), data.digits().rows()[:3], "relu")
    for i in (0, 2):
        widget.chosen = i
        widget.draw()
        assert widget.says.startswith(f"picture {i + 1}: the network says ")
        assert widget.says in widget.words
        for value in activations[1][i]:
            assert f">{number(float(value))}</text>" in widget.picture
