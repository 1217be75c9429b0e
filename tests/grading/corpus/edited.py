"""Notebooks as learners leave them: cells twice, deleted, in another order, split, renamed, with a slip."""

from __future__ import annotations

from making import HALF, RIGHT, SETUP, STUB, code, notebook

from corpus.entry import SOLUTION, Entry, whole

EXERCISE = ("exercise", "mean_squared_error")

ENTRIES = [
    whole("a function twice: the last counts", HALF, RIGHT, outcome="pass", points=2.0, says="defined in cells 3 and 4: the last definition counts"),
    whole("a function twice, the last one wrong", RIGHT, "def mean_squared_error(Y_hat, Y):\n    return -1.0", outcome="fail", says="the last definition counts"),
    whole("a function three times, the last one untouched", RIGHT, RIGHT, STUB, outcome="not_attempted", says="cells 3, 4 and 5"),
    whole("a deleted cell", outcome="missing", says="There is no function named mean_squared_error"),
    Entry("all cells deleted", notebook(), outcome="missing", solved=False),
    Entry("another order", notebook(RIGHT, SOLUTION, SETUP), outcome="pass", points=2.0),
    whole("a cell split in the middle of a function", "def mean_squared_error(Y_hat, Y):", "    return 1.0", outcome="missing", says="Cell 3 has a"),
    whole("a cell split between helper and function", "def squares(R):\n    return (R ** 2).sum()", "def mean_squared_error(Y_hat, Y):\n    return float(squares(Y_hat - Y) / len(Y))", outcome="pass", points=2.0),
    whole("a renamed function", code(RIGHT.replace("mean_squared_error", "mse"), *EXERCISE), outcome="missing", says="Its cell defines mse: give it its name back"),
    whole("a renamed function, named again below", RIGHT.replace("mean_squared_error", "mse"), "mean_squared_error = mse", outcome="pass", points=2.0),
    whole("a syntax error in its cell", code(RIGHT.replace(":", "", 1), *EXERCISE), outcome="missing", says="SyntaxError"),
    whole("a syntax error in another cell", "for i in range(3)\n    print(i)", RIGHT, outcome="pass", points=2.0, says="Cell 3 has a SyntaxError"),
    whole("tabs and spaces", "def mean_squared_error(Y_hat, Y):\n\tx = 1\n        return x", outcome="missing", says="TabError"),
    whole("marks of a merge conflict in a cell", "<<<<<<< HEAD\n" + HALF + "=======\n" + RIGHT + ">>>>>>> theirs\n", outcome="missing", says="Cell 3 has a SyntaxError"),
    whole("magics in a cell", "%matplotlib inline\n!ls\n%time\n" + RIGHT, outcome="pass", points=2.0, says="3 lines for IPython, which were left out"),
    whole("a cell magic that times", "%%time\n" + RIGHT, outcome="pass", points=2.0),
    whole("a cell of another language", "%%bash\nrm -rf /\n" + RIGHT, outcome="missing", says="is not Python (%%bash)"),
    whole("%%writefile over its own function", "%%writefile x.py\n" + RIGHT, outcome="missing", says="is not Python"),
    whole("question marks", "np.dot?\n?np.dot\n" + RIGHT, outcome="pass", points=2.0),
    whole("a cell left without an end", "x = [1, 2,", RIGHT, outcome="pass", points=2.0, says="Cell 3 has a"),
    whole("an error before the function in its cell", "1 / 0\n" + RIGHT, outcome="pass", points=2.0, says="ZeroDivisionError"),
    whole("an import that is not there", "import pandas as pd\nimport torch\n" + RIGHT, outcome="pass", points=2.0, says="pandas cannot be imported"),
    whole("plots, widgets, checks and hints all over", "import matplotlib.pyplot as plt\nfrom nnlab import check, hint\nplt.plot([1, 2])\nplt.show()\n" + RIGHT + "check(mean_squared_error)\nhint(mean_squared_error)", outcome="pass", points=2.0),
    whole("data that are not there", "import numpy as np\ndata = np.loadtxt('data.csv')\n", RIGHT, outcome="pass", points=2.0, says="Cell 3 raised"),
    whole("a function within a function", "def outer():\n    def mean_squared_error(Y_hat, Y): return 1.0\n    return mean_squared_error", outcome="missing"),
    whole("a print in the place of a return", "def mean_squared_error(Y_hat, Y):\n    print(((Y_hat - Y) ** 2).sum() / len(Y))", outcome="fail"),
    whole("the answer in a comment", "# mean_squared_error is ((Y_hat - Y) ** 2).sum() / len(Y)", outcome="missing"),
    Entry("another chapter in the metadata", notebook(SETUP, SOLUTION, RIGHT, chapter="99_old_name"), outcome="pass", points=2.0),
    Entry("numpy never imported", notebook("def mean_squared_error(Y_hat, Y):\n    return float(np.sum((Y_hat - Y) ** 2) / Y.shape[0])", SOLUTION), outcome="error", says="NameError"),
]  # fmt: skip
