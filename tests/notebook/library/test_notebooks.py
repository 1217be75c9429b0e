"""Several notebooks, one file: each other's exercises, helpers of one name, and what is not solved yet."""

SETUP = "import numpy as np\nfrom nnlab import check, mine"
SIGMOID = "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))"
PRIME = "def sigmoid_prime(z):\n    return sigmoid(z) * (1 - sigmoid(z))"
BY_MINE = "def sigmoid_prime(z):\n    return mine.sigmoid(z) * (1 - mine.sigmoid(z))"
MSE = "def mean_squared_error(P, Y):\n    return scale(np.sum((P - Y) ** 2), len(Y))"
LAYER = "def layer(X, W, b):\n    return scale(X @ W) + b"
OURS = "  # not in this file yet: the course's own stands in\n"


def test_what_is_not_solved_is_imported_until_it_is(notebook):
    text = notebook.kept(SETUP, BY_MINE, 'check("sigmoid_prime")')
    assert "\nfrom nnlab.mine import sigmoid" + OURS in text
    assert "mine." not in text.replace("nnlab.mine", "")
    text = notebook.restart().kept(SETUP, SIGMOID, 'check("sigmoid")')
    assert "nnlab.mine" not in text
    assert notebook.alone("import mynn; print(float(mynn.sigmoid_prime(0.0)))") == "0.25"


def test_a_function_that_was_not_checked_yet_counts_as_not_solved(notebook):
    text = notebook.kept(SETUP, SIGMOID, PRIME, 'check("sigmoid_prime")')
    assert "from nnlab.mine import sigmoid" + OURS in text
    text = notebook.kept('check("sigmoid")')
    assert "nnlab.mine" not in text


def test_a_helper_with_an_exercises_name_that_is_something_else(notebook):
    """The course's `layer` will not do here, so the notebook's comes along under another name."""
    text = notebook.kept(
        SETUP,
        "def layer(P, Y):\n    return np.sum((P - Y) ** 2)",
        "def mean_squared_error(P, Y):\n    return layer(P, Y) / len(Y)",
        'check("mean_squared_error")',
    )
    assert "def layer_2(P, Y)" in text
    assert "return layer_2(P, Y) / len(Y)" in text
    notebook.restart().kept(SETUP, "def layer(X, W, b):\n    return X @ W + b", "check(layer)")
    assert notebook.alone("import mynn; print(mynn.mean_squared_error.__code__.co_names[0])") == "layer_2"


def test_a_table_in_which_the_course_stands_in_at_first(notebook):
    table = 'TABLE = {"square": np.square, "sigmoid": mine.sigmoid}'
    text = notebook.kept(
        SETUP,
        table,
        'def mean_squared_error(P, Y):\n    return np.sum(TABLE["square"](P - Y)) / len(Y)',
        'check("mean_squared_error")',
    )
    assert 'TABLE = {"square": np.square, "sigmoid": sigmoid}\n' in text
    assert "from nnlab.mine import sigmoid" + OURS in text
    text = notebook.restart().kept(SETUP, SIGMOID, "check(sigmoid)")
    assert text.index("def sigmoid") < text.index("TABLE = ") < text.index("def mean_squared_error")
    assert "nnlab.mine" not in text
    assert notebook.alone("import mynn; print(mynn.TABLE['sigmoid'] is mynn.sigmoid)") == "True"


def test_helpers_of_one_name_both_work(notebook):
    notebook.kept(SETUP, "def scale(total, n):\n    return total / n", MSE, 'check("mean_squared_error")')
    text = notebook.restart().kept(SETUP, "def scale(Z):\n    return 1 * Z", LAYER, "check(layer)")
    assert "def scale(total, n)" in text
    assert "def scale_2(Z)" in text
    assert "return scale_2(X @ W) + b" in text
    code = "import mynn, numpy as np; Z = np.ones((2, 2)); print(mynn.mean_squared_error(Z, 0 * Z), mynn.layer(Z, Z, 1).sum())"
    assert notebook.alone(code) == "2.0 12.0"
    assert notebook.restart()(SETUP, "def scale(Z):\n    return 1 * Z", LAYER, "check(layer)")[-1].notes == []
    assert notebook.text == text


def test_the_same_helper_is_kept_once_and_one_that_differs_below_is_not_it(notebook):
    helper = "def scale(Z):\n    return FACTOR * Z"
    text = notebook.kept(SETUP, "FACTOR = 1", helper, LAYER, "check(layer)")
    other = "def predict_linear(X, W):\n    return scale(X @ W)"
    text = notebook.restart().kept(SETUP, "FACTOR = 1\n", "# again\n" + helper, other, "check(predict_linear)")
    assert text.count("def scale") == 1
    twice = "def mse_gradient(X, Y, W):\n    return scale(X.T @ (X @ W - Y) / len(X))"
    text = notebook.restart().kept(SETUP, "FACTOR = 2", helper, twice, "check(mse_gradient)")
    assert "FACTOR = 1\n" in text
    assert "FACTOR_2 = 2\n" in text
    assert "def scale_2(Z):\n    return FACTOR_2 * Z" in text


def test_imports_of_one_name(notebook):
    notebook.kept(SETUP, "from math import exp", "def layer(X, W, b):\n    return exp(0) * (X @ W) + b", "check(layer)")
    text = notebook.restart().kept(
        "import numpy as np\nfrom numpy import exp\nfrom nnlab import check",
        "def sigmoid(z):\n    e = exp(-np.abs(z))\n    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))",
        "check(sigmoid)",
    )
    assert "from math import exp\nfrom numpy import exp as exp_2\n" in text
    assert "e = exp_2(-np.abs(z))" in text


def test_a_helper_with_a_name_of_pythons_leaves_the_others_alone(notebook):
    notebook.kept(SETUP, "def layer(X, W, b):\n    return X @ W + b + sum([0])", "check(layer)")
    text = notebook.restart().kept(
        SETUP,
        "def sum(x):\n    return np.sum(x)\ndef mean_squared_error(P, Y):\n    return sum((P - Y) ** 2) / len(Y)",
        'check("mean_squared_error")',
    )
    assert "def sum_2(x)" in text
    notebook.alone("import mynn, numpy as np; mynn.layer(np.ones((1, 1)), np.ones((1, 1)), 0)")


def test_a_new_answer_takes_the_place_of_the_old_one(notebook):
    notebook.kept(SETUP, "def scale(total, n):\n    return total / n", MSE, SIGMOID, "check(sigmoid)")
    notebook.kept('check("mean_squared_error")')
    text = notebook.kept("def scale(total, n):\n    return (1 / n) * total", 'check("mean_squared_error")')
    assert text.count("def scale") == 1
    assert "(1 / n) * total" in text
    last = notebook(
        "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** 2) / len(Y)", 'check("mean_squared_error")'
    )[-1]
    assert last.notes == ["Your new mean_squared_error is kept in your library, mynn.py."]
    assert "scale" not in notebook.text  # nothing uses it now
    assert "def sigmoid" in notebook.text
    assert not list(notebook.folder.glob("mynn.before*"))


def test_chapters_stand_in_their_order(notebook):
    for name, cell in {
        "mean_squared_error": MSE.replace("scale(np.sum((P - Y) ** 2), len(Y))", "np.sum((P - Y) ** 2) / len(Y)"),
        "layer": "def layer(X, W, b):\n    return X @ W + b",
        "sigmoid": SIGMOID,
        "row_sums": "def row_sums(X):\n    return X.sum(axis=1)",
        "predict_linear": "def predict_linear(X, W):\n    return X @ W",
    }.items():
        text = notebook.kept(SETUP, cell, f'check("{name}")')
    places = [
        text.index(f"def {name}") for name in ("row_sums", "sigmoid", "layer", "mean_squared_error", "predict_linear")
    ]
    assert places == sorted(places)


def test_what_is_needed_when_the_file_is_loaded_comes_first(notebook):
    decorator = "def plainly(f):\n    return lambda *a: f(*a)"
    notebook.kept(SETUP, decorator, "@plainly\ndef layer(X, W, b):\n    return X @ W + b", 'check("layer", layer)')
    text = notebook.restart().kept(
        SETUP, decorator, "@plainly\ndef row_sums(X):\n    return X.sum(axis=1)", 'check("row_sums", row_sums)'
    )
    assert text.count("def plainly") == 1
    assert text.index("def plainly") < text.index("def row_sums") < text.index("def layer")


def test_what_does_not_pass_with_the_new_one_is_named(notebook):
    """Here `layer` had a fourth argument, which the other function relies on."""
    notebook.kept(SETUP, "def layer(X, W, b, act=lambda z: z):\n    return act(X @ W + b)", "check(layer)")
    uses = "def neuron_batch(X, w, b):\n    return layer(X, w[:, None], b, mine.sigmoid)[:, 0]"
    notebook.kept(uses, "check(neuron_batch)")
    last = notebook("def layer(X, W, b):\n    return X @ W + b", "check(layer)")[-1]
    assert last.notes == [
        "Your new layer is kept in your library, mynn.py. With it neuron_batch there does not pass any more: check again."
    ]


def test_a_constant_with_an_exercises_name(notebook):
    text = notebook.kept(
        SETUP,
        "layer = 2",
        "def mean_squared_error(P, Y):\n    return np.sum((P - Y) ** layer) / len(Y)",
        'check("mean_squared_error")',
    )
    assert "layer_2 = 2\n" in text
    assert "** layer_2)" in text
    notebook.restart().kept(SETUP, "def layer(X, W, b):\n    return X @ W + b", "check(layer)")


def test_shared_helpers_in_one_notebook_when_one_changes(notebook):
    """The other function keeps the helper with which it passed."""
    scale = "def scale(Z):\n    return 1 * Z"
    sums = "def row_sums(X):\n    return scale(X).sum(axis=1)"
    notebook.kept(SETUP, scale, LAYER, sums, "check(layer)")
    notebook.kept("check(row_sums)")
    notebook("def scale(Z):\n    return Z * 1", "check(row_sums)")
    assert "return scale(X @ W) + b" in notebook.text
    assert "return scale_2(X).sum(axis=1)" in notebook.text
    notebook("check(layer)")
    assert "return scale_2(X @ W) + b" in notebook.text
    assert "def scale(Z)" not in notebook.text


def test_one_that_does_not_pass_with_what_the_file_has(notebook):
    """The notebook's own `layer` has a fourth argument and no text; the file's has none."""
    notebook.kept(SETUP, "def layer(X, W, b):\n    return X @ W + b", "check(layer)")
    last = notebook.restart()(
        SETUP,
        "exec('def layer(X, W, b, act):\\n    return act(X @ W + b)')",
        "def neuron_batch(X, w, b):\n    return layer(X, w[:, None], b, mine.sigmoid)[:, 0]",
        "check(neuron_batch)",
    )[-1]
    assert last.outcome == "pass"
    assert last.notes == ["It was not kept in mynn.py: it does not pass with layer and sigmoid as mynn.py has them."]
