"""nnlab.mine and mynn.py: this session, then the file, then the course's own; and no function answers for itself."""

import time

SETUP = "import numpy as np\nfrom nnlab import check, mine"
SIGMOID = "def sigmoid(z):\n    e = np.exp(-np.abs(z))\n    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))"
PRIME = "def sigmoid_prime(z):\n    return sigmoid(z) * (1 - sigmoid(z))"
BY_MINE = "def sigmoid_prime(z):\n    return mine.sigmoid(z) * (1 - mine.sigmoid(z))"
IMPORTED = "from nnlab import check, mine\nfrom nnlab.mine import sigmoid"


def test_after_a_restart_it_is_the_learners_own(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    first, last = notebook.restart()(IMPORTED, "print(sigmoid(0.0), sigmoid.__module__, mine.sigmoid is sigmoid)")
    assert (first.printed, first.error) == ("", "")
    assert last.printed == "0.5 mynn True\n"
    (source,) = [notebook("import inspect; print(inspect.getsource(sigmoid))")]
    assert SIGMOID in source.printed


def test_given_back_as_the_answer_it_passes_and_nothing_is_written(notebook):
    text = notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    state = notebook.file.stat().st_mtime_ns
    found = notebook.restart()(
        IMPORTED, "check(sigmoid)", 'check("sigmoid")', "check(mine.sigmoid)", "import mynn\ncheck(mynn.sigmoid)"
    )
    assert [one.outcome for one in found[1:]] == ["pass"] * 4
    assert [one.notes for one in found[1:]] == [[]] * 4
    assert (notebook.text, notebook.file.stat().st_mtime_ns) == (text, state)


def test_it_does_not_answer_for_itself(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    for cell in (
        "def sigmoid(z):\n    return mine.sigmoid(z)",
        "from nnlab.mine import sigmoid as old\ndef sigmoid(z):\n    return old(z)",
    ):
        assert notebook.restart()(SETUP, cell, "check(sigmoid)")[-1].outcome == "not_attempted"
    # In the session in which it passed too.
    found = notebook.restart()(
        SETUP,
        SIGMOID,
        "check(sigmoid)",
        "def sigmoid(z):\n    return mine.sigmoid(z)",
        "check(sigmoid)",
        "mine.sigmoid(0.0)",
    )
    assert [found[2].outcome, found[4].outcome, found[5].text] == ["pass", "not_attempted", "0.5"]


def test_it_is_kept_for_others_that_use_it(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    text = notebook.restart().kept("import numpy as np\n" + IMPORTED, PRIME, "check(sigmoid_prime)")
    assert "nnlab" not in text.partition('"""\n\n')[2]
    assert notebook.alone("import mynn; print(float(mynn.sigmoid_prime(0.0)))") == "0.25"


def test_under_an_alias(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    text = notebook.restart().kept(
        "from nnlab import check\nfrom nnlab.mine import sigmoid as s",
        "def sigmoid_prime(z):\n    return s(z) * (1 - s(z))",
        "check(sigmoid_prime)",
    )
    assert "return sigmoid(z) * (1 - sigmoid(z))" in text


def test_this_session_comes_before_the_file(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    last = notebook.restart()(
        SETUP,
        "from math import tanh\ndef sigmoid(z):\n    return 0.5 + 0.5 * np.tanh(z / 2)",
        "check(sigmoid)",
        "print(mine.sigmoid is sigmoid)",
    )[-1]
    assert last.printed == "True\n"


def test_a_change_of_the_file_is_seen(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    notebook.restart()(SETUP, "mine.sigmoid(0.0)")
    notebook.file.write_text(notebook.text + "\n\ndef sigmoid(z):\n    return 'mine'\n")
    assert notebook("print(mine.sigmoid(0.0))").printed == "mine\n"


def test_the_file_may_import_from_mine(notebook):
    """Neither a circle nor a word about it, before the course's own is called."""
    notebook.kept(SETUP, BY_MINE, "check(sigmoid_prime)")
    first, last = notebook.restart()("from nnlab.mine import sigmoid_prime", "print(sigmoid_prime(0.0))")
    assert first.printed == ""
    assert last.printed == "0.25\nsigmoid is not solved yet: the course's own is used.\n"
    first, last = notebook.restart()("import mynn", "print(mynn.sigmoid_prime(0.0))")
    assert (first.error, first.printed) == ("", "sigmoid is not solved yet: the course's own is used.\n")
    assert last.printed == "0.25\n"


def test_a_file_with_a_mistake_is_named_and_the_course_goes_on(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    broken = notebook.text + "\ndef oh(:\n"
    notebook.file.write_text(broken)
    line = broken.count("\n")
    first, second = notebook.restart()(IMPORTED, "print(sigmoid(0.0)); mine.layer;")
    assert first.error == ""
    assert first.printed == (
        f"mynn.py cannot be used (line {line}: invalid syntax): the course's own functions are used meanwhile.\n"
        "sigmoid was solved in another session: the course's own is used.\n"
    )
    assert second.printed == "0.5\nlayer is not solved yet: the course's own is used.\n"
    last = notebook("import numpy as np", SIGMOID, "check(sigmoid)")[-1]
    assert last.outcome == "pass"
    assert last.notes == [f"It was not kept in mynn.py: the file has a mistake in it (line {line}: invalid syntax)."]
    assert notebook.text == broken


def test_a_file_that_raises_when_it_is_loaded(notebook):
    notebook.kept(SETUP, SIGMOID, "check(sigmoid)")
    broken = notebook.text + "\n1 / 0\n"
    notebook.file.write_text(broken)
    line = broken.count("\n")
    said = f"(line {line}: ZeroDivisionError: division by zero)"
    assert said in notebook.restart()("from nnlab.mine import sigmoid").printed
    last = notebook(SETUP, PRIME, "check(sigmoid_prime)")[-1]
    assert last.notes == [f"It was not kept in mynn.py: the file cannot be loaded as it is {said}."]
    assert notebook.text == broken


def test_quiet_is_quiet(notebook):
    notebook.file.write_text("def")
    found = notebook.restart()(
        "import os\nos.environ['NNLAB_MINE'] = 'quiet'",
        "from nnlab.mine import sigmoid",
        "del os.environ['NNLAB_MINE']",
    )
    assert [one.printed for one in found] == ["", "", ""]


def test_the_time_of_a_check(notebook):
    """Keeping it costs little, and nothing is written when nothing changed."""
    found = notebook(
        SETUP,
        SIGMOID,
        "import time\nt = time.perf_counter(); r = check(sigmoid); print(time.perf_counter() - t)",
        "t = time.perf_counter(); r = check(sigmoid); print(time.perf_counter() - t)",
    )
    assert float(found[3].printed) < 1
    before = notebook.file.stat().st_mtime_ns
    time.sleep(0.01)
    notebook("check(sigmoid)")
    assert notebook.file.stat().st_mtime_ns == before
