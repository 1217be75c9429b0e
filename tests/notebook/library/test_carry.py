"""mynn.py and carry-on credit: what passed with a lent function is kept where it is right with what the file has."""

IMPORTS = "import numpy as np\nfrom nnlab import check, library, mine"
WRONG = "def layer_flops(n, d_in, d_out):\n    return n * d_in * d_out"
RIGHT = "def layer_flops(n, d_in, d_out):\n    return 2 * n * d_in * d_out + n * d_out"
BYTES = (
    "def layer_bytes(n, d_in, d_out, itemsize):\n    return (n * d_in + d_in * d_out + d_out + n * d_out) * itemsize"
)
INTENSITY = (
    "def arithmetic_intensity(n, d_in, d_out, itemsize):\n"
    "    return layer_flops(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize)"
)
CHECK = "check(arithmetic_intensity)"
SHOW = "print(mine.arithmetic_intensity(1, 1, 1, 1))"  # 3 / 4; with the wrong layer_flops 1 / 4


def test_it_is_kept_with_the_courses_own_in_the_place_of_the_wrong_one(notebook):
    text = notebook.kept(IMPORTS, WRONG, BYTES, INTENSITY, CHECK)
    assert "def arithmetic_intensity(" in text
    assert "from nnlab.mine import layer_bytes  # not in this file yet" in text
    assert "n * d_in * d_out\n" not in text
    assert notebook(SHOW).printed.splitlines()[0] == "0.75"
    shown = notebook("library()").text
    assert "arithmetic_intensity" in shown
    assert "✗" not in shown
    assert notebook.restart()(IMPORTS, SHOW)[-1].printed.splitlines()[0] == "0.75"


def test_it_runs_with_the_right_one_that_the_file_has(notebook):
    notebook.kept(IMPORTS, RIGHT, "check(layer_flops)")
    notebook.kept(BYTES, "check(layer_bytes)")
    text = notebook.kept(WRONG, INTENSITY, CHECK)
    assert "2 * n * d_in * d_out" in text
    assert "nnlab" not in text.partition('"""\n')[2].replace("nnlab adds", "")
    assert notebook.alone("import mynn; print(mynn.arithmetic_intensity(1, 1, 1, 1))") == "0.75"


def test_once_the_other_is_right_it_takes_its_place(notebook):
    notebook.kept(IMPORTS, WRONG, BYTES, INTENSITY, CHECK)
    notebook.kept(BYTES, "check(layer_bytes)")
    text = notebook.kept(RIGHT, "check(layer_flops)")
    assert "from nnlab.mine" not in text
    assert notebook.alone("import mynn; print(mynn.arithmetic_intensity(1, 1, 1, 1))") == "0.75"
    assert notebook(CHECK).notes == []


def test_a_function_that_is_tied_to_the_wrong_one_is_not_kept(notebook):
    """An earlier wrong one, bound under a name of its own, is not what the exercise is: it earns nothing, and is not kept."""
    tied = "old = layer_flops\ndel layer_flops\ndef arithmetic_intensity(n, d_in, d_out, itemsize):\n    return old(n, d_in, d_out) / layer_bytes(n, d_in, d_out, itemsize)"
    last = notebook(IMPORTS, WRONG, BYTES, tied, CHECK)[-1]
    assert last.outcome == "fail"
    assert not notebook.file.exists()
