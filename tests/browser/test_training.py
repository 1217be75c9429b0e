"""A training in JupyterLab: its curves grow while the cell runs, and the stop ends it with what there is."""

CELLS = [
    """
import numpy as np
from nnlab.engine import fit
from nnlab.reference.multilayer_networks import init_params

rng = np.random.default_rng(0)
X, y = rng.normal(size=(2000, 20)), rng.integers(3, size=2000)
fitted = fit(init_params([20, 16, 3], 0), X, y, validation=0.2, epochs=1_000_000, batch_size=500, progress=True)
""",
    "print(fitted.outcome, len(fitted.history.losses), fitted.message)",
]


def test_it_grows_and_can_be_stopped(desk):
    page = desk.opened("training", CELLS)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    widget = page.locator(".nnlab-training")
    widget.get_by_text("left").wait_for()  # the estimate
    assert widget.get_by_text("left").inner_text().startswith("about ")
    bar = widget.get_by_role("progressbar")
    curve = "() => document.querySelector('.nnlab-training .curve').getAttribute('d')"
    first = page.evaluate(curve), float(bar.get_attribute("value"))
    page.wait_for_function(f"before => ({curve})() !== before", arg=first[0])
    page.wait_for_function("before => document.querySelector('.nnlab-training progress').value > before", arg=first[1])
    widget.get_by_role("button", name="stop").click()  # the kernel is busy, and hears it
    output = page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea")
    output.get_by_text("stopped").wait_for()
    outcome, epochs, message = output.inner_text().strip().split(maxsplit=2)
    assert outcome == "stopped"
    assert message == f"It was stopped after epoch {epochs}."
    widget.locator(".says", has_text=f"Training: ended after {epochs} of 1000000 epochs").wait_for()
    assert widget.count() == 1
    assert not widget.get_by_role("button").is_visible()
    assert widget.locator("path.curve").count() == 2
    assert desk.complaints == []


def test_a_stop_that_is_not_heard_is_said(desk):
    """Where ipykernel has another name for what sends the stop past the cell that trains, all but the stop works."""
    source = """
import time
from nnlab import draw
from nnlab.draw.training import widget

widget.ROUTE = "no_such_name"
for epoch in (live := draw.training(50)):
    time.sleep(0.1)
    live.show(training=1 / (epoch + 1))
"""
    page = desk.opened("unheard", [source])
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    widget = page.locator(".nnlab-training")
    widget.locator("path.curve").wait_for()
    stop = widget.get_by_role("button", name="stop")
    stop.click()
    assert stop.is_disabled()
    widget.get_by_text(
        "✗ The stop is not heard. While the cell runs, interrupt it: Kernel, Interrupt Kernel."
    ).wait_for()
    assert stop.is_enabled()
    widget.locator(".says", has_text="Training: 50 of 50 epochs, training 0.02").wait_for()
    assert not widget.get_by_text("is not heard").is_visible()
    assert not stop.is_visible()
    assert desk.complaints == []
