"""A widget is saved with its notebook, as `nnlab start` asks JupyterLab to: it is there on another day, and can be stepped."""

import pytest

CELL = """
from nnlab import draw
from nnlab.reference.multilayer_networks import init_params

draw.walk(init_params([3, 2, 3], 0), [1.0, -0.5, 2.0], 1)
"""


@pytest.mark.long
def test_it_is_there_when_the_notebook_is_opened_again(desk):
    """With a new kernel, in which nothing has run."""
    page = desk.opened("kept", [CELL])
    desk.run(page)
    page.locator(".nnlab-walk .view").focus()
    page.keyboard.press("PageDown")
    page.get_by_text("step 2 of 33").wait_for()
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.jp-mod-dirty')")
    page.close()
    desk.end_kernels()
    page = desk.shown("kept")
    page.get_by_text("step 2 of 33").wait_for()
    page.locator(".nnlab-walk .view").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_text("step 3 of 33").wait_for()
    assert desk.complaints == []
