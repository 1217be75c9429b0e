"""progress: the table of chapters, as text and as HTML."""

from nnlab import check, exercises, hint, progress


def solve(name):
    return check(name, exercises.load(name).reference)


def test_nothing_is_solved_at_first():
    table = progress()
    assert [row.solved for row in table.rows] == [0] * len(table.rows)
    assert [row.chapter for row in table.rows] == list(exercises.chapters())
    assert table.next == exercises.names()[0]
    assert f"Next: {table.next}" in str(table)
    assert "until the kernel stops" in str(table)


def test_what_passes_counts(course):
    assert solve("mean_squared_error").passed
    hint("mean_squared_error")
    row = next(row for row in progress().rows if row.chapter == "03_linear_regression")
    assert (row.solved, row.earned, row.hints) == (1, exercises.load("mean_squared_error").points, 1)
    assert f"1 of {row.exercises}" in str(progress())
    assert "until the kernel stops" not in str(progress())


def test_all_solved():
    for name in exercises.names():
        assert solve(name).passed
    table = progress()
    assert table.next == ""
    assert "Everything is solved." in str(table)
    assert table.total.earned == table.total.possible
    assert "100%" in table._repr_html_()


def test_part_of_the_points_count_and_the_best_stays():
    def half(Y_hat, Y):
        return 1.0

    earned = check("mean_squared_error", half).earned
    assert 0 < earned < 2
    assert progress().total.earned == earned
    solve("mean_squared_error")
    check("mean_squared_error", half)
    assert progress().total.earned == 2


def test_it_never_raises(monkeypatch):
    def broken():
        raise OSError("no")

    monkeypatch.setattr("nnlab.notebook.progress.store", broken)
    assert "OSError: no" in str(progress())
    assert "OSError: no" in progress()._repr_html_()
