"""A learner's whole chapter 08 in JupyterLab: the stubs are filled by typing, every check passes, and the walk is theirs."""

import ast
import inspect
import json
import re
import shutil

import lab
import pytest

from nnlab import exercises
from nnlab.authoring.repository import here

CHAPTER = "08_backpropagation"
NAMES = exercises.of_chapter(CHAPTER)
FORGOTTEN = "return delta @ W.T"  # the slope of the bend, at the first try


def answer(name):
    """The body that a learner writes: the reference's, without types and docstring, as lines."""
    tree = ast.parse(inspect.getsource(exercises.load(name).reference)).body[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in node.args.args:
                argument.annotation = None
    return "\n".join(ast.unparse(line) for line in tree.body[1:]).splitlines()


class Learner:
    """Somebody at the keyboard of a notebook."""

    def __init__(self, page, cells):
        self.page, self.cells = page, cells
        self.written = {}  # by exercise, how many lines of its body are the learner's

    def cell(self, where):
        """The cell of this id, or the first whose source has these words."""
        i = next(i for i, cell in enumerate(self.cells) if where == cell["id"] or where in "".join(cell["source"]))
        return self.page.locator(".jp-Notebook .jp-Cell").nth(i)

    def run(self, where):
        cell = self.cell(where)
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        return cell

    def solve(self, name, body):
        """Replaces what stands below the docstring; then runs the cell, and the check below it. Returns the check's cell."""
        self.cell(f"exercise-{name}").locator(".cm-content").click()
        self.page.keyboard.press("Control+End")
        for _ in range(self.written.get(name, 1)):
            self.page.keyboard.press("Shift+Home")
            self.page.keyboard.press("Shift+Home")
            self.page.keyboard.press("Backspace")
            self.page.keyboard.press("Backspace")
        if len(body) == 1:
            self.page.keyboard.press("Enter")  # JupyterLab indents
            self.page.keyboard.type(body[0])  # and closes each bracket, which is then typed over
        else:
            self.page.keyboard.insert_text("\n" + "\n".join("    " + line for line in body))
        self.page.keyboard.press("Shift+Enter")
        self.page.keyboard.press("Shift+Enter")
        self.written[name] = len(body)
        return self.cell(f"check-{name}")


@pytest.fixture
def learner(desk):
    source = here().root / "notebooks" / f"{CHAPTER}.ipynb"
    course = desk.folder / "course"
    (course / ".nnlab").mkdir(parents=True)
    shutil.copy(source, course)
    page = desk.browser.new_page(viewport={"width": 1100, "height": 1400})
    page.goto(re.sub(r"start\.ipynb", f"course/{source.name}", desk.url) + "&reset")
    page.get_by_text(lab.IDLE).wait_for(timeout=60_000)
    yield Learner(page, json.loads(source.read_text(encoding="utf-8"))["cells"])
    page.close()


@pytest.mark.long
def test_from_the_stubs_to_full_marks(learner):
    page = learner.page
    learner.run("import matplotlib.pyplot as plt")
    learner.run("exercise-backward")
    learner.run("check-backward").locator(".nnlab-not_attempted").wait_for()
    for name in NAMES:
        if name == "delta_hidden":
            see_the_mistake(learner)
        learner.solve(name, answer(name)).locator(".nnlab-pass").wait_for()
    walk = learner.run("tiny = init_params").locator(".nnlab-walk")
    walk.wait_for()
    assert "Your own: delta_cross_entropy, weight_gradient, bias_gradient, delta_hidden." in walk.inner_text()
    assert walk.get_by_role("button", name="go to the first difference").count() == 0
    walk.locator(".view").focus()
    page.keyboard.press("End")
    walk.get_by_text("step 33 of 33").wait_for()
    row = learner.run("progress()").locator("tr", has_text="08 backpropagation")
    row.wait_for()
    cells = row.locator("td").all_inner_texts()
    assert cells[0] == f"{len(NAMES)} of {len(NAMES)} ✓"
    earned, possible = cells[2].split(" of ")
    assert earned == possible


def see_the_mistake(learner):
    """The first try forgets sigma': the check says so, and the walk shows where."""
    learner.solve("delta_hidden", [FORGOTTEN]).locator(".nnlab-fail").wait_for()
    cell = learner.cell("tiny = init_params")
    cell.locator(".cm-content").click()
    learner.page.keyboard.press("Control+Home")
    learner.page.keyboard.press("Control+a")
    learner.page.keyboard.type("tiny = init_params([3, 2, 3], 1)\n")
    learner.page.keyboard.type("draw.walk(tiny, [1.0, -0.5, 2.0], 1, delta_hidden, activation='tanh')")
    learner.page.keyboard.press("Control+Enter")
    cell.get_by_role("button", name="go to the first difference").click()
    cell.get_by_text("step 24 of 33").wait_for()
    assert "Your delta_hidden gives" in cell.locator(".verdict").inner_text()
