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


@pytest.mark.parametrize(("number", "trainings", "curves"), [("06", 3, 1), ("09", 3, 2), ("10", 3, 2)])
def test_a_training_keeps_its_last_curves(number, trainings, curves):
    """They are drawn when it has ended, in the place of those with which it began."""
    (lesson,) = here().chosen([number])
    notebook = json.loads(here().solved(lesson).read_text(encoding="utf-8"))
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", ())]
    shown = [
        output["data"] for output in outputs if "Training: " in "".join(output.get("data", {}).get("text/plain", ""))
    ]
    assert len(shown) == trainings
    for data in shown:
        assert set(data) == {"text/plain", "image/svg+xml"}
        assert "".join(data["text/plain"]).count("validation") == curves - 1
        assert "".join(data["image/svg+xml"]).count('class="curve"') == curves
