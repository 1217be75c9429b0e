"""The descent in JupyterLab: the sliders move the path, and it is the path that Python walks."""

import json

import pytest

CELLS = [
    """
import json
from nnlab import draw

widget = draw.descend(lambda W: (W[0] ** 2 + 50 * W[1] ** 2) / 2, lambda W: W * [1, 50], [-9.0, 1.0], learning_rate=0.035)
widget
""",
    "print(json.dumps([widget.rate, widget.steps, widget.momentum, widget.moving, widget.says]))",
    "widget",
]


@pytest.fixture(scope="module")
def page(desk):
    page = desk.opened("descend", CELLS)
    desk.run(page)
    return page


CLIPPED = """(svg) => [...svg.querySelectorAll("[clip-path]")].map((part) => {
    const name = part.getAttribute("clip-path").slice(5, -1);
    const found = [...document.querySelectorAll(`[id="${name}"]`)];
    return found.length === 1 && svg.contains(found[0]) && found[0].localName;
})"""


def python(page, waited_for):
    """What Python says, once it says it."""
    cell = page.locator(".jp-CodeCell").nth(1)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    cell.get_by_text(waited_for).wait_for()
    return json.loads(cell.locator(".jp-OutputArea-output").inner_text())


def test_rate_steps_and_momentum(page, desk):
    widget = page.locator(".nnlab-descend").first
    says, way = widget.locator(".says"), widget.locator("svg .way")
    assert says.inner_text().startswith("Rate 0.035: after 30 steps the loss has gone from 65.5 to 4.776")

    steps = widget.get_by_role("slider", name="steps")
    steps.focus()
    page.keyboard.press("ArrowLeft")
    widget.get_by_text("after 29 steps").wait_for()
    other = page.locator(".nnlab-descend").nth(1)
    other.get_by_text("after 29 steps").wait_for()
    for view in (widget, other):  # each is clipped by what is its own
        assert view.locator("svg").evaluate(CLIPPED) == ["clipPath"] * 4
    rate, count, momentum, moving, words = python(page, "after 29 steps")
    assert (rate, count, momentum) == (0.035, 29, 0)
    assert way.get_attribute("d") == moving["way"]
    assert says.inner_text() == words
    assert widget.get_by_role("img").get_attribute("aria-label").endswith(words)  # what is read aloud

    widget.get_by_role("switch").click()
    widget.get_by_text("Rate 0.035, momentum 0.9").wait_for()
    assert way.get_attribute("d") == python(page, "momentum 0.9")[3]["way"]
    widget.get_by_role("switch").click()

    widget.get_by_role("slider", name="learning rate").fill("170")
    widget.get_by_text("It diverges: the border is at 0.04.").wait_for()
    assert says.inner_text().startswith("✗")
    rate, _, _, moving, _ = python(page, "It diverges")
    assert float(widget.locator("output").first.inner_text()) == pytest.approx(rate, rel=5e-3)
    assert widget.locator("svg .curve").get_attribute("d") == moving["curve"]
    assert desk.complaints == []
