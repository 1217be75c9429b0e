"""A widget's picture stands in the notebook whenever that is opened again, and comes to life where its kernel still runs."""

import json

import pytest

SETUP = """
from nnlab import draw
from nnlab.reference.multilayer_networks import init_params
"""
CELLS = [
    SETUP + "draw.walk(init_params([3, 2, 3], 0), [1.0, -0.5, 2.0], 1)",
    "draw.descend(lambda W: (W[0] ** 2 + 9 * W[1] ** 2) / 2, lambda W: W * [1, 9], [-9.0, 1.0])",
    "",
]
AGAIN = "Run the cell again to bring this to life."


def pictures_stand(page):
    """Both are drawn, no widget is there, and the sentence says what to do."""
    figures = page.locator(".nnlab-still")
    for i in range(2):
        figures.nth(i).get_by_text(AGAIN).wait_for()
    assert figures.count() == 2
    assert page.evaluate(
        "() => [...document.querySelectorAll('.nnlab-still img')].every(one => one.naturalWidth > 400)"
    )
    assert page.locator(".nnlab-live").count() == 0
    assert page.get_by_text("Error displaying widget").count() == 0
    figures.nth(1).get_by_text("Rate 0.00222").wait_for()  # as it was left


@pytest.mark.long
def test_pictures_stand_on_the_second_day_and_on_the_third(desk):
    page = desk.opened("kept", CELLS)
    desk.run(page)
    rate = page.locator(".nnlab-descend").get_by_role("slider", name="learning rate")
    rate.focus()
    page.keyboard.press("Home")  # a hundredth of the border, which is 2/9
    page.locator(".nnlab-descend .says").get_by_text("Rate 0.00222").wait_for()
    page.wait_for_timeout(1000)  # the picture follows
    assert rate.evaluate("element => element === document.activeElement")  # in the live widget nothing was made anew
    assert "Rate 0.00222" in json.dumps(desk.saved(page, "kept"))
    page.close()

    page = desk.shown("kept")  # the kernel runs on
    page.locator(".nnlab-descend .says").get_by_text("Rate 0.00222").wait_for()
    page.locator(".nnlab-walk .view").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("step 1 of 33").wait_for()
    assert not page.locator(".nnlab-still").first.is_visible()
    page.close()

    for _ in range(2):
        desk.end_kernels()
        page = desk.shown("kept")
        pictures_stand(page)
        page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
        page.keyboard.insert_text("# read again\n")
        desk.saved(page, "kept")  # with a kernel in which nothing has run
        page.close()
    assert desk.complaints == []
