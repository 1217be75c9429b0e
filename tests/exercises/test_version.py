"""A version changes with everything that decides a mark, and with nothing else."""

from nnlab.exercises import files, load, names, version


def behind(name):
    return {path.relative_to(version.PACKAGE).as_posix() for path in version._behind(files()[name])}


def test_it_holds_the_exercise_its_reference_and_what_that_calls():
    found = behind("feed_forward")
    assert {
        "exercises/c02_layers_and_networks/feed_forward.py",
        "exercises/draws.py",
        "reference/layers_and_networks.py",
        "reference/softmax_regression.py",  # the reference's softmax
        "judge/compare.py",
        "calls/run.py",
    } <= found
    assert "exercises/c02_layers_and_networks/layer.py" not in found
    assert "reference/training.py" not in found


def test_it_holds_the_data_that_decide_a_mark():
    assert {"data/cats.py", "data/animals.py", "reference/cats.py", "reference/training.py"} <= behind(
        "train_cat_network"
    )


def test_another_text_is_another_version(monkeypatch):
    before = load("feed_forward").version
    path = files()["feed_forward"]
    assert version.version_of(path) == before
    changed = version.PACKAGE / "reference" / "softmax_regression.py"
    text = version._text
    monkeypatch.setattr(version, "_text", lambda path: text(path) + ("# changed" if path == changed else ""))
    assert version.version_of(path) != before


def test_every_exercise_has_one():
    assert len({load(name).version for name in names()}) == len(names())
