"""mynn.py is the learner's: what they write into it survives, and what they changed is kept aside before it is replaced."""

import json
import os
import stat
import sys

import pytest

SETUP = "import numpy as np\nfrom nnlab import check, mine"
LAYER = "def layer(X, W, b):\n    return np.dot(X, W) + b"
OTHER = "def layer(X, W, b):\n    return b + np.dot(X, W)"
SUMS = "def row_sums(X):\n    return X.sum(axis=1)"


def begun(notebook):
    return notebook.kept(SETUP, LAYER, "check(layer)")


def test_additions_survive_where_they_are(notebook):
    text = begun(notebook)
    own = text.replace(
        "import numpy as np\n", "#: settings\nimport numpy as np\nimport math as m  # for later\n\nSPEED = 3  # mine\n"
    )
    own = (
        "#!/usr/bin/env python\n# my file\n"
        + own
        + "\n\n# My own part.\n\n\ndef extra(x):\n    return layer(x, x, m.pi)\n\n\nif __name__ == '__main__':\n    print(extra)\n\n# the end\n"
    )
    notebook.file.write_text(own)
    text = notebook.kept(SUMS, "check(row_sums)")
    assert text.replace(f"{SUMS}\n\n\n", "") == own
    assert text.index("def row_sums") < text.index("def layer")
    text = notebook.kept(
        "from math import tau\ndef count_parameters(sizes):\n    tau\n    return sum(a * b + b for a, b in zip(sizes[:-1], sizes[1:]))",
        "check(count_parameters)",
    )
    assert "import math as m  # for later\nfrom math import tau\n" in text
    assert text.index("def layer") < text.index("def count_parameters") < text.index("# My own part.")
    assert text.endswith("# the end\n")
    assert not list(notebook.folder.glob("mynn.before*"))


def test_a_changed_function_is_kept_aside_before_it_is_replaced(notebook):
    begun(notebook)
    edited = notebook.text.replace("np.dot(X, W) + b", "X @ W + b  # as I like it")
    notebook.file.write_text(edited)
    last = notebook(OTHER, "check(layer)")[-1]
    assert last.notes == [
        "You had changed layer in mynn.py. That file is kept as mynn.before-1.py, and what passed now took its place."
    ]
    assert (notebook.folder / "mynn.before-1.py").read_text() == edited
    assert OTHER in notebook.text
    assert notebook("check(layer)").notes == []
    notebook.file.write_text(notebook.text.replace("b + np.dot(X, W)", "b + X @ W"))
    assert "mynn.before-2.py" in notebook(LAYER, "check(layer)")[-1].notes[0]
    assert (notebook.folder / "mynn.before-1.py").read_text() == edited


def test_a_changed_function_stays_while_another_passes(notebook):
    begun(notebook)
    edited = notebook.text.replace("np.dot(X, W) + b", "X @ W + b  # as I like it")
    notebook.file.write_text(edited)
    notebook.kept(SUMS, "check(row_sums)")
    assert "X @ W + b  # as I like it" in notebook.text
    assert not list(notebook.folder.glob("mynn.before*"))


def test_a_changed_helper_stays_and_the_new_one_gets_another_name(notebook):
    cells = [SETUP, "def scale(Z):\n    return 1 * Z", "def layer(X, W, b):\n    return scale(X @ W) + b"]
    notebook.kept(*cells, "check(layer)")
    notebook.file.write_text(notebook.text.replace("1 * Z", "1.0 * Z"))
    text = notebook.kept("def row_sums(X):\n    return scale(X).sum(axis=1)", "check(row_sums)")
    assert "def scale(Z):\n    return 1.0 * Z" in text
    assert "def scale_2(Z):\n    return 1 * Z" in text
    assert "return scale_2(X).sum(axis=1)" in text


def test_a_function_written_by_hand_counts_as_the_learners(notebook):
    notebook.file.write_text("import numpy as np\n\n\ndef layer(X, W, b):\n    return X @ W + b\n")
    assert notebook(SETUP, "print(mine.layer.__module__)")[-1].printed == "mynn\n"
    (note,) = notebook(LAYER, "check(layer)")[-1].notes
    assert "You had changed layer" in note
    assert (notebook.folder / "mynn.before-1.py").exists()


def test_what_is_put_around_a_function_stays(notebook):
    begun(notebook)
    notebook.file.write_text(notebook.text + "\n\nlayer = np.vectorize(layer, signature='(n,d),(d,k),(k)->(n,k)')\n")
    notebook.kept(OTHER, "check(layer)")
    assert "layer = np.vectorize(layer" in notebook.text
    assert OTHER in notebook.text
    assert not list(notebook.folder.glob("mynn.before*"))


def test_a_file_deleted_begins_anew(notebook):
    begun(notebook)
    notebook.file.unlink()
    assert LAYER in notebook.kept("check(layer)")


def test_without_the_record_every_block_counts_as_changed(notebook):
    begun(notebook)
    (notebook.folder / ".nnlab" / "mynn.json").write_text("{")
    assert notebook("check(layer)").notes == []
    (notebook.folder / ".nnlab" / "mynn.json").unlink()
    assert "mynn.before-1.py" in notebook(OTHER, "check(layer)")[-1].notes[0]
    assert set(json.loads((notebook.folder / ".nnlab" / "mynn.json").read_text())) == {"layer"}


def test_line_ends_and_mark_of_another_editor(notebook):
    begun(notebook)
    notebook.file.write_bytes(b"\xef\xbb\xbf" + notebook.file.read_bytes().replace(b"\n", b"\r\n"))
    notebook(SUMS, "check(row_sums)")
    data = notebook.file.read_bytes()
    assert data.startswith(b'\xef\xbb\xbf"""My')
    assert b"def row_sums" in data
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "mynn.before" not in " ".join(notebook(OTHER, "check(layer)")[-1].notes)


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX")
def test_a_link_stays_a_link_and_a_mode_a_mode(notebook):
    begun(notebook)
    home = notebook.folder / "elsewhere.py"
    notebook.file.rename(home)
    home.chmod(0o640)
    notebook.file.symlink_to(home)
    notebook.kept(SUMS, "check(row_sums)")
    assert notebook.file.is_symlink()
    assert stat.S_IMODE(home.stat().st_mode) == 0o640
    assert not list(notebook.folder.glob("*.part"))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.mkdir(), "the file cannot be written"),
        (lambda path: path.write_bytes(b"# caf\xe9\n"), "the file is not in UTF-8"),
        (
            lambda path: path.write_text("import sys; sys.exit(3)\n"),
            "the file cannot be loaded as it is (line 1: SystemExit: 3)",
        ),
        (lambda path: path.write_text("while True: pass\n"), "the file cannot be loaded as it is (it ran for 10 s)"),
    ],
    ids=["a folder", "not UTF-8", "it ends Python", "it never ends"],
)
def test_a_file_that_cannot_be_used_costs_no_pass(notebook, spoil, words, request):
    if "never ends" in request.node.name:
        notebook("import nnlab.notebook.library.prove as p; p.LOADING = 0.3")
        words = words.replace("10 s", "0.3 s")
    spoil(notebook.file)
    last = notebook(SETUP, LAYER, "check(layer)")[-1]
    assert last.outcome == "pass"
    (note,) = last.notes
    assert words in note
    if "never ends" in request.node.name:
        notebook("p.LOADING = 10.0")


def test_starting_the_course_again_leaves_it_alone(notebook):
    from nnlab.notebook.delivery import deliver

    text = begun(notebook)
    deliver(notebook.folder)
    deliver(notebook.folder)
    assert notebook.text == text
    assert os.listdir(notebook.folder).count("mynn.py") == 1
