"""The neurons in JupyterLab: a picture is chosen by key and by pointer, and every neuron shows what Python computes."""

import json

import pytest

CELLS = [
    """
import json
import numpy as np
from nnlab import draw
from nnlab.reference.multilayer_networks import forward, init_params

rng = np.random.default_rng(0)
pictures = rng.integers(0, 256, size=(5, 6, 6), dtype=np.uint8)
params = init_params([36, 10, 2], 0)
widget = draw.neurons(params, pictures, names=["other", "cat"])
widget
""",
    """
a = forward(params, pictures.reshape(5, -1) / 255, "relu")[1][1]
print(json.dumps([[f"{value:.4g}" for value in row] for row in a]))
""",
    "print('chosen', widget.chosen)",
    "draw.neurons(init_params([36, 100, 2], 0), rng.random((30, 6, 6)))",
]


@pytest.fixture(scope="module")
def page(desk):
    page = desk.opened("neurons", CELLS)
    desk.run(page)
    return page


def test_choosing_a_picture_shows_its_activations(page, desk):
    widget = page.locator(".nnlab-neurons").first
    a = json.loads(page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-output").inner_text())
    shown = widget.locator("svg .activation")
    assert shown.all_text_contents() == a[0]
    widget.get_by_role("radio").nth(0).focus()
    page.keyboard.press("ArrowRight")
    widget.get_by_text("picture 2:").wait_for()
    assert shown.all_text_contents() == a[1]
    widget.locator("label").nth(4).click()
    widget.get_by_text("picture 5:").wait_for()
    assert shown.all_text_contents() == a[4]
    widget.locator("[data-tile]").nth(2).hover()
    assert widget.locator(".reading").inner_text().endswith(f"a = {a[4][2]}")
    widget.locator("[data-tile]").nth(3).focus()
    assert widget.locator(".reading").inner_text().startswith("neuron 4: bias 0, raises most the score of ")
    assert widget.get_by_role("img", name="neuron 4: bias 0").get_attribute("aria-label").endswith(f"a = {a[4][3]}")
    for key, number in (("ArrowRight", 5), ("ArrowUp", 5), ("End", 10), ("ArrowUp", 2), ("ArrowDown", 10), ("Home", 1)):
        page.keyboard.press(key)
        assert widget.locator(".reading").inner_text().startswith(f"neuron {number}:")
    assert widget.locator('[data-tile][tabindex="0"]').count() == 1
    page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.get_by_text("chosen 4", exact=True).wait_for()
    many = page.locator(".nnlab-neurons").nth(1)
    assert many.get_by_text("Of 30 pictures the first 24 are shown. Of 100 neurons the 64 with").is_visible()
    assert widget.locator(".partly").count() == 0
    assert desk.complaints == []
