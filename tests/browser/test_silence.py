"""A widget whose kernel is new, or which is shown twice: it says that nobody answers, and the other view goes on."""

import lab
import pytest

pytestmark = pytest.mark.long  # together, for they share a notebook

SETUP = """
import numpy as np
from nnlab import draw
from nnlab.reference.multilayer_networks import init_params

rng = np.random.default_rng(0)
X, labels = rng.normal(size=(1000, 2)), np.arange(1000) % 2  # a point at a time: it trains for long
"""
CELLS = [
    SETUP + "twice = draw.boundary(init_params([2, 3, 2], 0), X, labels, batch_size=1)\ntwice",
    "twice",
    "draw.boundary(init_params([2, 4, 2], 0), X, labels, batch_size=1)",
    "lone = draw.boundary(init_params([2, 5, 2], 0), X, labels, batch_size=1)\nlone",
    "print('lone', lone.running)",
    "draw.descend(lambda W: (W[0] ** 2 + 50 * W[1] ** 2) / 2, lambda W: W * [1, 50], [-9.0, 1.0])",
    "draw.walk(init_params([3, 2, 3], 0), [1.0, -0.5, 2.0], 1)",
]
LOST = "Run the cell again to bring this to life."
SILENT = "✗ Python does not answer."


@pytest.fixture(scope="module")
def page(desk):
    page = desk.opened("silence", CELLS)
    desk.run(page)
    page.locator(".nnlab-descend").wait_for()
    return page


def replaced(page, i, source):
    """The cell runs with this source; what it showed before goes."""
    page.locator(".jp-CodeCell").nth(i).locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    page.keyboard.press("Control+Enter")


def test_a_training_that_nobody_sees_ends(page, desk):
    page.locator(".nnlab-boundary").nth(3).get_by_role("button", name="start").click()
    page.locator(".nnlab-boundary").nth(3).get_by_role("button", name="stop").wait_for()
    replaced(page, 4, "print('lone', lone.running)")
    page.locator(".jp-CodeCell").nth(4).get_by_text("lone True", exact=True).wait_for()
    replaced(page, 3, "lone.params")
    page.locator(".jp-CodeCell").nth(3).get_by_text("array").first.wait_for()
    page.wait_for_timeout(200)
    replaced(page, 4, "print('lone', lone.running)")
    page.locator(".jp-CodeCell").nth(4).get_by_text("lone False", exact=True).wait_for()
    assert desk.complaints == []


def test_one_of_two_views_may_go_and_silence_is_noticed(page, desk):
    first, second, other = (page.locator(".nnlab-boundary").nth(i) for i in range(3))
    for widget in (first, other):
        widget.get_by_role("button", name="start").click()
    second.get_by_role("button", name="stop").wait_for()  # both show the one training
    replaced(page, 1, "print(twice.running)")  # the second view goes
    page.locator(".jp-CodeCell").nth(1).get_by_text("True", exact=True).wait_for()
    epoch = first.locator(".says").inner_text()
    page.wait_for_function(
        "before => document.querySelector('.nnlab-boundary .says').textContent !== before", arg=epoch
    )
    first.get_by_role("button", name="stop").click()
    first.get_by_role("button", name="start").wait_for()
    assert page.get_by_text(SILENT).count() == 0

    other = page.locator(".nnlab-boundary").nth(1)
    other.get_by_role("button", name="stop").wait_for()
    desk.restart_kernels()
    descend = page.locator(".nnlab-descend")
    steps = descend.get_by_role("slider", name="steps")
    steps.focus()
    page.keyboard.press("ArrowLeft")
    descend.get_by_text(SILENT).wait_for()
    assert desk.complaints == []


def test_a_new_kernel_is_said_and_what_needs_it_disabled(page, desk):
    """Also for that which seemed to train. What needs no Python goes on."""
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_text("Restart Kernel…", exact=True).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    for name in ("boundary", "descend"):
        page.locator(f".nnlab-{name}").last.get_by_text(LOST).wait_for()
    other = page.locator(".nnlab-boundary").last
    assert other.get_by_role("button", name="start").is_disabled()
    assert page.locator(".nnlab-boundary :enabled, .nnlab-descend :enabled").count() == 0
    assert page.locator(".nnlab-descend svg .way").get_attribute("d").count("L") == 30  # the picture stands
    assert page.locator(".nnlab-walk").get_by_text(LOST).count() == 0
    page.locator(".nnlab-walk .view").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("step 1 of 33").wait_for()
    replaced(page, 2, SETUP + CELLS[2])  # as it says
    page.locator(".jp-CodeCell").nth(2).get_by_role("button", name="start").click()
    page.locator(".jp-CodeCell").nth(2).get_by_role("button", name="stop").wait_for()
    assert desk.complaints == []


RESTART = "() => window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel.restart()"


def test_a_kernel_that_is_restarted_beside_the_page_is_noticed_too(desk):
    page = desk.opened("restarted", [SETUP + "draw.boundary(init_params([2, 4, 2], 0), X, labels)", CELLS[-2]])
    desk.run(page)
    page.locator(".nnlab-descend").wait_for()
    page.evaluate(RESTART)
    page.get_by_text(lab.IDLE).wait_for()
    for name in ("boundary", "descend"):
        page.locator(f".nnlab-{name}").get_by_text(LOST).wait_for()
    assert page.locator(".nnlab-boundary :enabled, .nnlab-descend :enabled").count() == 0
    assert page.locator(".nnlab-boundary").get_by_role("button", name="start").is_visible()
    assert desk.complaints == []
