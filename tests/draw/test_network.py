"""What is drawn, counted; and said in words."""

from matplotlib.patches import Circle

from nnlab import draw


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
