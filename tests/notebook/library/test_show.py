"""library(): what is the learner's own, and whether it still passes."""

import nnlab
from nnlab import exercises

SETUP = "import numpy as np\nfrom nnlab import check, library, mine"
LAYER = "def layer(X, W, b):\n    return np.dot(X, W) + b"


NOWHERE = "Functions that pass are kept in a course folder only: `nnlab start` makes one."


def test_outside_a_course_folder_it_is_the_same_everywhere():
    """The outputs of a notebook that is run there are compared: no other chapter may change them."""
    assert str(nnlab.library()) == NOWHERE
    assert "<code>nnlab start</code>" in nnlab.library()._repr_html_()
    assert nnlab.check("layer", exercises.load("layer").reference).passed
    assert str(nnlab.library()) == f"02 layers and networks\n{'':22}    in this session: layer\n{NOWHERE}"
    assert "in this session: <code>layer</code>" in nnlab.library()._repr_html_()


def test_in_a_course_folder_every_exercise_is_listed(course):
    shown = nnlab.library()
    assert [row.chapter for row in shown.rows] == list(exercises.chapters())
    assert [name for row in shown.rows for name in row.others] == list(exercises.names())
    assert str(shown).startswith("00 start here ")
    assert "00 start here" in shown._repr_html_()


def test_without_a_file(course):
    assert str(nnlab.library()).endswith("There is no mynn.py yet: the first function that passes begins it.")


def test_yours_in_this_session_and_not_yet(notebook):
    notebook.kept(SETUP, LAYER, "check(layer)")
    (notebook.folder / ".nnlab").rename(notebook.folder / "x")
    outside = notebook("library()").text
    assert "in this session: layer\n" in outside
    (notebook.folder / "x").rename(notebook.folder / ".nnlab")
    text = notebook("library()").text
    assert "02 layers and networks  1 of 5 yours\n" in text
    assert "yours: layer\n" in text
    assert "not yet: count_parameters, feed_forward, collapse_linear, xor_network\n" in text
    assert text.endswith(
        f"1 of {len(exercises.names())} functions are yours, in mynn.py.\n"
        "Each of them passes, and `import mynn` works without nnlab."
    )


def test_one_that_does_not_pass_any_more_is_named(notebook):
    notebook.kept(SETUP, LAYER, "check(layer)")
    notebook.file.write_text(notebook.text.replace("+ b", "- b"))
    text = notebook("library()").text
    assert "yours: ✗ layer\n" in text
    assert "✗ layer is in mynn.py, but it does not pass its check now.\n" in text + "\n"
    assert "Each of them" not in text
    assert "✗ layer" in notebook("print(library()._repr_html_())").printed


def test_what_it_needs_of_nnlab(notebook):
    notebook.kept(
        SETUP, "def sigmoid_prime(z):\n    return mine.sigmoid(z) * (1 - mine.sigmoid(z))", "check(sigmoid_prime)"
    )
    text = notebook("library()").text
    assert text.endswith("It needs nnlab for sigmoid still.")


def test_a_file_with_a_mistake(notebook):
    notebook.file.write_text("def oh(:\n")
    text = notebook(SETUP, "library()")[-1].text
    assert text.endswith(
        "mynn.py cannot be used (line 1: invalid syntax): the course's own functions are used meanwhile."
    )


def test_it_never_raises(monkeypatch):
    def broken():
        raise OSError("no")

    monkeypatch.setattr("nnlab.notebook.library.show.course.folder", broken)
    assert "OSError: no" in str(nnlab.library())
    assert "OSError: no" in nnlab.library()._repr_html_()


def test_the_doctor_looks_at_it(course):
    from nnlab.notebook.doctor import _library

    assert _library().found == "no mynn.py yet"
    (course / "mynn.py").write_text("def layer(X, W, b):\n    return X @ W + b\n")
    assert (_library().found, _library().mark) == ("mynn.py loads; it has 1 of your functions", "ok")
    (course / "mynn.py").write_text("def layer(X, W, b:\n")
    found = _library()
    assert found.found.startswith("mynn.py does not load (line 1: ")
    assert (found.mark, found.remedy) == ("no", "mend mynn.py")
