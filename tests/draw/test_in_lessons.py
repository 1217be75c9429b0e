"""The lessons use what moves, and their solved notebooks carry the picture of each, not a widget without its kernel."""

import json

import pytest

from nnlab.authoring.repository import here

USED = {
    "02": "draw.walk(",
    "04": "draw.descend(",
    "07": "draw.boundary(",
    "08": "draw.walk(",
    "09": "draw.boundary(",
    "10": "draw.neurons(",
}


@pytest.mark.parametrize("number", USED)
def test_a_solved_notebook_shows_the_picture_and_its_words(number):
    (lesson,) = here().chosen([number])
    notebook = json.loads(here().solved(lesson).read_text(encoding="utf-8"))
    assert "widgets" not in notebook["metadata"]
    cells = [
        cell for cell in notebook["cells"] if USED[number] in "".join(cell["source"]) and cell["cell_type"] == "code"
    ]
    assert cells
    for cell in cells:
        (output,) = cell["outputs"]
        assert set(output["data"]) == {"text/plain", "image/svg+xml"}
        assert "".join(output["data"]["image/svg+xml"]).startswith("<svg ")
