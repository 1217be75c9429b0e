"""In real kernels: solved in one, imported in the next; and two that write at the same moment."""

import json
import subprocess
import sys

import nbformat
from nbclient import NotebookClient

from nnlab import exercises
from nnlab.authoring.repository import here


def ran(folder, *sources):
    """The cells' outputs, printed and shown, from a kernel of their own."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute()
    return [
        "".join(output.get("text") or output["data"]["text/plain"] for output in cell["outputs"])
        for cell in notebook.cells
    ]


def test_solved_in_one_kernel_and_used_in_the_next(course, monkeypatch):
    monkeypatch.delenv("NNLAB_MINE", raising=False)
    solved = json.loads((here().root / "solutions" / "01_one_neuron.ipynb").read_text(encoding="utf-8"))
    wanted = ("setup", "exercise", "check")
    cells = [
        "".join(cell["source"]) for cell in solved["cells"] if cell["metadata"].get("nnlab", {}).get("role") in wanted
    ]
    first = ran(course, *cells)
    names = exercises.of_chapter("01_one_neuron")
    assert sum("It is kept in your library, mynn.py." in text for text in first) == len(names)
    second = ran(
        course,
        "from nnlab import check, mine\nfrom nnlab.mine import neuron, sigmoid",
        "check(sigmoid)",
        "import inspect; print(inspect.getsourcefile(inspect.unwrap(neuron))[-7:])",
        "mine.layer;",
    )
    assert second[0] == ""
    assert second[1].startswith("✓ sigmoid: right")
    assert second[2:] == ["mynn.py\n", "layer is not solved yet: the course's own is used.\n"]


WRITER = """
import os, sys, time
import numpy as np
from nnlab import check
folder, name, body = sys.argv[1:]
os.chdir(folder)
source = f"import numpy as np\\n\\ndef {name}{body}\\n"
path = os.path.join(folder, name + "_.py")
open(path, "w").write(source)
space = {"__name__": "notebook", "__file__": path}
exec(compile(source, path, "exec"), space)
open(name + ".ready", "w").close()
while len([one for one in os.listdir() if one.endswith(".ready")]) < 3:
    time.sleep(0.01)
print(check(name, space[name]).notes)
"""


def test_kernels_that_write_at_once_lose_nothing(course):
    bodies = {
        "layer": "(X, W, b):\n    return X @ W + b",
        "row_sums": "(X):\n    return X.sum(axis=1)",
        "as_column": "(y):\n    return np.reshape(y, (-1, 1))",
    }
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(course), name, body], stdout=subprocess.PIPE, text=True)
        for name, body in bodies.items()
    ]
    said = [one.communicate(timeout=60)[0] for one in running]
    assert all("It is kept in your library" in text for text in said), said
    text = (course / "mynn.py").read_text()
    assert all(f"def {name}{body}" in text for name, body in bodies.items())
    assert set(json.loads((course / ".nnlab" / "mynn.json").read_text())) == set(bodies)
    assert not list(course.glob("*.part"))
