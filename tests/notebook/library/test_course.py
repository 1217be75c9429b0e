"""The whole course in one folder, a kernel for each notebook: mynn.py is a library that trains a network by itself."""

import ast
import json

from nnlab import exercises
from nnlab.authoring.repository import here

# What a learner has at the end: training with nothing but numpy and the file.
TRAIN = """
import numpy as np
import mynn

rng = np.random.default_rng(0)
X = rng.normal(size=(300, 2))
labels = (X[:, 0] * X[:, 1] > 0).astype(int)
Y = mynn.one_hot(labels, 2)
params = mynn.init_params([2, 16, 2], 0)
for epoch in range(40):
    X_mixed, Y_mixed = mynn.shuffle_together(X, Y, epoch)
    params = mynn.train_epoch(params, X_mixed, Y_mixed, 0.2, 20, "relu")
P = mynn.predict_proba(params, X, "relu")
print(mynn.accuracy(mynn.predict_class(P), labels) > 0.9)
print(mynn.gradient_check(params, X[:5], Y[:5], "tanh") < 1e-6)
"""


def lessons():
    """Those that are built."""
    return [lesson for lesson in here().lessons if here().solved(lesson).exists()]


def cells(lesson):
    """The code of a solved notebook without what only shows something: it is run by another test."""
    notebook = json.loads(here().solved(lesson).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        source, role = "".join(cell["source"]), cell["metadata"].get("nnlab", {}).get("role")
        if cell["cell_type"] == "code" and (role != "lesson" or defines(source)):
            yield role, source


def defines(source):
    try:
        return all(isinstance(node, ast.FunctionDef | ast.Assign) for node in ast.parse(source).body)
    except SyntaxError:
        return False


def solved():
    chapters = {lesson.stem for lesson in lessons()}
    return {name for name in exercises.names() if exercises.load(name).chapter in chapters}


def test_the_whole_course_in_one_folder(notebook):
    for lesson in lessons():
        every_check_keeps_its_function(notebook, lesson)
    names = {node.name for node in ast.parse(notebook.text).body if isinstance(node, ast.FunctionDef)}
    assert names >= solved()

    # What chapter 02 uses of chapter 06 has come since, so the file needs no nnlab.
    assert "nnlab.mine" not in notebook.text
    code = "import mynn, sys; print(sorted(n for n in sys.modules if n.startswith('nnlab') and sys.modules[n]))"
    assert notebook.alone(code) == "[]"
    if "train_epoch" in solved():
        assert notebook.alone(TRAIN).split() == ["True", "True"]

    shown = notebook.restart()("from nnlab import library\nlibrary()").text
    assert "✗" not in shown
    assert f"{len(solved())} of {len(exercises.names())} functions are yours, in mynn.py." in shown
    assert "Each of them passes, and `import mynn` works without nnlab." in shown

    # The same once more changes nothing.
    text = notebook.text
    found = notebook.restart()(*(source for _, source in cells(lessons()[-1])))
    assert notebook.text == text
    assert not any("library" in " ".join(one.notes) for one in found)


def every_check_keeps_its_function(notebook, lesson):
    run = list(cells(lesson))
    found = notebook.restart()(*(source for _, source in run))
    for (role, source), one in zip(run, found, strict=True):
        if role == "check":
            assert one.outcome == "pass", f"{lesson.stem}: {source}: {one.text}"
            assert "is kept in your library" in " ".join(one.notes), f"{lesson.stem}: {source}: {one.notes}"
