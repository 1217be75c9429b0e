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
    "draw.boundary(init_params([2, 3, 7, 2], 0), X, labels)",
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
    widget = page.locator(".nnlab-boundary").first
    assert widget.get_by_text("The course's train_epoch trains it.").is_visible()
    assert widget.locator(".says").inner_text().startswith("2-8-2, tanh, after 0 epochs")
    widget.get_by_role("button", name="start").click()
    widget.get_by_role("button", name="stop").wait_for()
    page.wait_for_function("() => /after [1-9]/.test(document.querySelector('.nnlab-boundary .says').textContent)")
    running, epoch, *_ = python(page)  # a cell runs while it trains
    assert running
    assert epoch >= 1
    assert widget.get_by_text("stop ends it, Interrupt Kernel does not").is_visible()
    svg = "document.querySelector('.nnlab-boundary svg').getAttribute('aria-label')"
    page.wait_for_function(f"() => {svg}.includes(document.querySelector('.nnlab-boundary .says').textContent)")
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
    widget.get_by_label("units in each").press("Enter")
    widget.get_by_text("2-5-5-2, tanh").wait_for()
    widget.get_by_label("units in each").fill("32")  # the most there can be
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


def test_a_number_of_units_that_there_cannot_be_is_said_and_goes_back(page, desk):
    widget = page.locator(".nnlab-boundary").nth(1)
    units, says, refused = widget.get_by_label("units in each"), widget.locator(".says"), widget.locator(".refused")
    assert units.input_value() == ""  # 3 and 7 are not one number
    assert units.get_attribute("placeholder") == "3, 7"
    widget.get_by_label("hidden layers").select_option("3")
    says.get_by_text("2-3-7-7-2").wait_for()
    widget.get_by_label("hidden layers").select_option("1")
    says.get_by_text("2-3-2, ").wait_for()
    assert units.input_value() == "3"
    for typed in ("0", "-3", "1000", "2.5", ""):
        units.fill(typed)
        assert refused.inner_text() == "✗ The units in each layer need a whole number from 1 to 32."
        assert units.get_attribute("aria-invalid") == "true"
        units.press("Enter")
        assert units.input_value() == "3"
    units.fill("")
    widget.get_by_label("hidden layers").select_option("2")
    says.get_by_text("2-3-3-2, ").wait_for()
    units.fill("32")
    assert not refused.is_visible()
    units.press("Tab")
    says.get_by_text("2-32-32-2, ").wait_for()
    assert desk.complaints == []
