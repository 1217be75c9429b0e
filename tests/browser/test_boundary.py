"""The boundary in JupyterLab: it trains, cells run meanwhile, and it shows the network that Python has."""

import json

import pytest

CELLS = [
    """
import json
import time
import numpy as np
from nnlab import draw
from nnlab.reference.multilayer_networks import init_params

rng = np.random.default_rng(0)
labels = np.arange(200) % 2
radius = np.where(labels == 1, 0.5, 1.5) + rng.normal(scale=0.15, size=200)
angle = rng.uniform(0, 2 * np.pi, size=200)
X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
widget = draw.boundary(init_params([2, 8, 2], 0), X, labels)
widget
""",
    "print(json.dumps([widget.running, widget.training.epoch, widget.hidden, widget.says, widget.moving]), time.time())",
]


@pytest.fixture(scope="module")
def page(desk):
    page = desk.opened("boundary", CELLS)
    desk.run(page)
    return page


def python(page):
    """What Python says now."""
    cell = page.locator(".jp-CodeCell").nth(1)
    output = cell.locator(".jp-OutputArea")
    before = output.inner_text()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([element, before]) => element.innerText !== before && element.innerText",
        arg=[cell.locator(".jp-OutputArea").element_handle(), before],
    )
    return json.loads(output.inner_text().rpartition(" ")[0])


def test_training_and_choosing(page, desk):
    widget = page.locator(".nnlab-boundary")
    assert widget.locator(".says").inner_text().startswith("2-8-2, tanh, after 0 epochs")
    widget.get_by_role("button", name="start").click()
    widget.get_by_role("button", name="stop").wait_for()
    page.wait_for_function("() => /after [1-9]/.test(document.querySelector('.nnlab-boundary .says').textContent)")
    running, epoch, *_ = python(page)  # a cell runs while it trains
    assert running
    assert epoch >= 1
    widget.get_by_role("button", name="stop").click()
    widget.get_by_role("button", name="start").wait_for()
    running, _, _, says, moving = python(page)
    assert not running
    assert widget.locator(".says").inner_text() == says
    assert widget.locator("svg .line").get_attribute("d") == moving["line"]
    assert widget.locator("svg .classes").get_attribute("href") == moving["classes"]

    widget.get_by_label("hidden layers").select_option("2")
    widget.get_by_text("2-8-8-2, tanh, after 0 epochs").wait_for()
    widget.get_by_label("units in each").fill("5")
    widget.get_by_label("units in each").press("Tab")
    widget.get_by_text("2-5-5-2, tanh").wait_for()
    widget.get_by_label("units in each").fill("99")  # more than there can be
    widget.get_by_label("units in each").press("Tab")
    widget.get_by_text("2-32-32-2, tanh").wait_for()
    assert widget.get_by_label("units in each").input_value() == "32"
    widget.get_by_label("units in each").fill("5")
    widget.get_by_label("units in each").press("Tab")
    widget.get_by_text("2-5-5-2, tanh").wait_for()
    widget.get_by_label("activation").select_option("relu")
    widget.get_by_text("2-5-5-2, relu").wait_for()
    assert python(page)[2] == [5, 5]
    assert desk.complaints == []
