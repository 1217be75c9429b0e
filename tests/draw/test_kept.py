"""What a notebook keeps of a widget: a picture of its last state, with its words, that needs neither kernel nor script."""

import asyncio
import base64
import html
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from nnlab import draw
from nnlab.draw import widget
from nnlab.draw.kept import AGAIN
from nnlab.reference.multilayer_networks import init_params

VIEW = "application/vnd.jupyter.widget-view+json"
HERE = Path(draw.__file__).parent
MADE = {
    "walk": lambda: draw.walk(init_params([3, 2, 3], 0), [1.0, -0.5, 2.0], 1),
    "descend": lambda: draw.descend(lambda W: (W[0] ** 2 + 9 * W[1] ** 2) / 2, lambda W: W * [1, 9], [-9.0, 1.0]),
    "boundary": lambda: draw.boundary(init_params([2, 3, 2], 0), [[0.0, 1.0], [1.0, 0.0]], [0, 1]),
    "neurons": lambda: draw.neurons(init_params([4, 3, 2], 0)),
}
CELLS = [
    """
import asyncio
import numpy as np
from nnlab import draw
from nnlab.reference.multilayer_networks import init_params
""",
    "hill = draw.descend(lambda W: (W[0] ** 2 + 9 * W[1] ** 2) / 2, lambda W: W * [1, 9], [-9.0, 1.0])\nhill",
    "plane = draw.boundary(init_params([2, 3, 2], 0), [[0.0, 1.0], [1.0, 0.0]], [0, 1])\nplane",
    "live = draw.training(7)\nfor epoch in live:\n    live.show(training=1 / (1 + epoch))",
    "hill.rate = 0.123\nplane.train(12)\nawait asyncio.sleep(1)",
]


@pytest.fixture
def in_jupyterlab(monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "course/08.ipynb")
    monkeypatch.delenv("VSCODE_PID", raising=False)


def pictures(page):
    """(SVG, text alternative) of each figure in the HTML."""
    found = [dict(re.findall(r'(\w+)="([^"]*)"', image)) for image in re.findall(r"<img [^>]*>", page)]
    svgs = [base64.b64decode(image["src"].removeprefix("data:image/svg+xml;base64,")).decode() for image in found]
    return list(zip(svgs, (html.unescape(image["alt"]) for image in found), strict=True))


@pytest.mark.parametrize("name", MADE)
def test_in_jupyterlab_an_output_is_a_picture_with_its_words(name, in_jupyterlab):
    made = MADE[name]()
    data, _ = made._repr_mimebundle_()
    assert set(data) == {"text/html", "text/plain"}
    assert pictures(data["text/html"]) == [(made.picture, made.words)]
    assert f'class="nnlab-still {made.place}"' in data["text/html"]
    assert html.escape(made.says) in data["text/html"]
    assert data["text/plain"] == made.words


def test_each_widget_finds_its_own_pictures(in_jupyterlab):
    first, second = MADE["walk"](), MADE["walk"]()
    assert first.place == f"nnlab-{first.model_id}" != second.place


@pytest.mark.parametrize("variables", [{}, {"JPY_SESSION_NAME": "a.ipynb", "VSCODE_PID": "7"}])
def test_elsewhere_a_front_end_is_asked_for_a_view(variables, monkeypatch):
    """VS Code brings no picture to life; a kernel by itself has no page."""
    for name in ("JPY_SESSION_NAME", "VSCODE_PID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    made = MADE["walk"]()
    assert set(made._repr_mimebundle_()[0]) == {VIEW, "image/svg+xml", "text/plain"}
    with pytest.raises(NotImplementedError):  # as IPython wants it, which then takes the bundle
        made._ipython_display_()


def test_many_changes_are_one_new_picture_the_last(in_jupyterlab, monkeypatch):
    sent = []
    monkeypatch.setattr("IPython.display.publish_display_data", lambda data, about, **how: sent.append((data, how)))
    monkeypatch.setattr(widget, "REST", 0.05)
    hill = MADE["descend"]()

    async def moved():
        hill.rate = 0.01
        await asyncio.sleep(0.1)
        assert sent == []  # it has not been shown
        hill._ipython_display_()
        for rate in (0.02, 0.03, 0.04):
            hill.rate = rate
        await asyncio.sleep(0.1)

    asyncio.run(moved())
    (_, first), (data, then) = sent
    assert first == {"transient": {"display_id": hill.place}, "update": False}
    assert then == {"transient": {"display_id": hill.place}, "update": True}
    assert "Rate 0.04" in data["text/plain"]
    assert pictures(data["text/html"]) == [(hill.view.picture(hill.path, hill.steps, hill._name), hill.words)]


def test_an_exported_notebook_shows_the_last_state_and_asks_for_nothing(tmp_path):
    """As `jupyter nbconvert --to html` makes it, and as JupyterLab prints."""
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    about = {"kernel_name": "python3", "store_widget_state": False}  # as in JupyterLab, where nobody asks for it
    client = NotebookClient(notebook, **about, resources={"metadata": {"path": str(tmp_path)}})
    environment = {name: value for name, value in os.environ.items() if name != "VSCODE_PID"}
    client.execute(env=environment | {"JPY_SESSION_NAME": str(tmp_path / "a.ipynb")})
    assert VIEW not in nbformat.writes(notebook)
    page, _ = HTMLExporter().from_notebook_node(notebook)
    (hill, first), (plane, second), (curves, third) = pictures(page)
    assert "Rate 0.123: after 30 steps" in first
    assert "after 12 epochs" in second
    assert "7 of 7 epochs" in third
    for svg in (hill, plane, curves):
        assert svg.startswith("<svg ")
    assert 'class="curve"' in curves
    assert page.count("after 12 epochs") == 2  # to be read, and to be seen
    assert "No description has been provided" not in page  # what nbconvert gives to a picture without words
    assert "@jupyter-widgets" not in re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)


def test_scripts_wake_their_pictures_and_say_what_the_picture_says():
    scripts = sorted(HERE.glob("*/*.js"))
    assert {script.stem for script in scripts} >= {*MADE, "training"}
    for script in scripts:
        assert script.read_text(encoding="utf-8").endswith("export default live(render);\n"), script.name
    assert f'const LOST = "{AGAIN}"' in (HERE / "widget.js").read_text(encoding="utf-8")
