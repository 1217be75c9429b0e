"""hint climbs a ladder; reveal stands at its end."""

import pytest

from nnlab import hint, reveal
from nnlab.exercises import load
from nnlab.notebook import store


def test_each_call_goes_one_further_and_the_last_stays():
    ladder = load("mean_squared_error").hints
    seen = [hint("mean_squared_error") for _ in range(len(ladder) + 2)]
    assert [one.text for one in seen] == [*ladder, ladder[-1], ladder[-1]]
    assert str(seen[0]) == f"Hint 1 of {len(ladder)}: {ladder[0]}"
    assert 'reveal("mean_squared_error")' in str(seen[-1])
    assert "reveal" not in str(seen[0])


def test_the_rung_is_kept_in_the_course_folder(course, monkeypatch):
    assert hint("mean_squared_error").number == 1
    monkeypatch.setattr(store, "_stores", {})  # another kernel
    assert hint("mean_squared_error").number == 2


def test_reveal_shows_the_source_without_annotations():
    def mean_squared_error(Y_hat, Y):
        raise NotImplementedError

    shown = reveal(mean_squared_error)
    assert str(shown).startswith("def mean_squared_error(Y_hat, Y):\n")
    assert shown._repr_html_().startswith('<pre class="tex2jax_ignore">def mean_squared_error(Y_hat, Y):')


@pytest.mark.parametrize("ask", [hint, reveal])
@pytest.mark.parametrize("given", ["mean_square_error", "", 3, None, len, lambda: 0, "<b>"])
def test_anything_else_gets_a_sentence(ask, given):
    shown = ask(given)
    assert str(shown).endswith((".", "?"))
    assert "<b>" not in shown._repr_html_()
    assert "mean_squared_error" in str(ask("mean_square_error"))


def test_backquotes_become_code_and_all_else_is_escaped():
    from nnlab.notebook.hints import Hint

    assert "<code>a &lt; b</code> &amp;" in Hint("f", 1, 2, "`a < b` &")._repr_html_()
