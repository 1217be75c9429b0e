"""Planting: wherever a function finds another, the other one stands there during the call, and afterwards what was there."""

import functools
import types

import numpy as np
import pytest

from nnlab.calls import planting
from nnlab.calls.planting import planted, uses

START = "import functools\nimport numpy as np\ndef inner(x):\n    return 'own'\n"
# Ways to use inner: the text of a notebook that defines outer.
REACHED = {
    "by its name": "def outer(x):\n    return inner(x)",
    "in a helper": "def helper(x):\n    return inner(x)\ndef outer(x):\n    return helper(x)",
    "by another name": "f = inner\ndef outer(x):\n    return f(x)",
    "in a table": "TABLE = {'inner': inner, 'other': abs}\ndef outer(x):\n    return TABLE['inner'](x)",
    "in a list": "LIST = [abs, inner]\ndef outer(x):\n    return LIST[1](x)",
    "as a default": "def outer(x, n=1, f=inner):\n    return f(x)",
    "as a default by name": "def outer(x, *, f=inner):\n    return f(x)",
    "in a closure": "def make(f):\n    def outer(x):\n        return f(x)\n    return outer\nouter = make(inner)",
    "behind a decorator": "@functools.lru_cache\ndef outer(x):\n    return inner(x)",
    "behind a decorator of their own": (
        "def twice(f):\n    @functools.wraps(f)\n    def g(x):\n        f(x)\n        return f(x)\n    return g\n"
        "@twice\ndef outer(x):\n    return inner(x)"
    ),
    "in a function inside": "def outer(x):\n    def again(y):\n        return inner(y)\n    return again(x)",
    "in a lambda": "outer = lambda x: inner(x)",
    "in a method": "class Net:\n    def step(self, x):\n        return inner(x)\ndef outer(x):\n    return Net().step(x)",
    "in an object that is called": "class Outer:\n    def __call__(self, x):\n        return inner(x)\nouter = Outer()",
    "in a method taken by itself": "class Net:\n    def step(self, x):\n        return inner(x)\nouter = Net().step",
    "behind a partial": "def g(y, x):\n    return inner(x)\nouter = functools.partial(g, 1)",
}
NOT_REACHED = {
    "another function": "def outer(x):\n    return abs(x)",
    "a name of its own": "def outer(x):\n    def mine(x):\n        return 'own'\n    return mine(x)",
    "only itself": "def outer(x):\n    return outer(x - 1) if x else 0",
}


def notebook(text):
    names = {"__name__": "a_notebook"}
    exec(START + text, names)
    return names


def state(names):
    """All that planting may touch."""
    outer = names["outer"]
    inside = getattr(outer, "__wrapped__", outer)
    parts = [getattr(inside, key, None) for key in ("__defaults__", "__kwdefaults__")]
    cells = [cell.cell_contents for cell in getattr(inside, "__closure__", None) or ()]
    tables = [names.get("TABLE"), names.get("LIST")]
    return {key: id(value) for key, value in names.items()}, repr(parts), list(map(id, cells)), repr(tables)


@pytest.mark.parametrize("text", REACHED.values(), ids=REACHED.keys())
def test_it_is_found_replaced_and_put_back(text):
    names = notebook(text)
    before = state(names)
    assert uses(names["outer"], ["other", "inner"]) == ("inner",)
    with planted(names["outer"], {"inner": lambda x: "planted"}):
        assert names["outer"](1) == "planted"
    assert state(names) == before
    getattr(names["outer"], "cache_clear", list)()
    assert names["outer"](1) == "own"


@pytest.mark.parametrize("text", NOT_REACHED.values(), ids=NOT_REACHED.keys())
def test_what_is_not_used_is_not_found(text):
    assert uses(notebook(text)["outer"], ["inner"]) == ()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_it_is_put_back_whatever_is_raised(error):
    names = notebook("f = inner\ndef outer(x, g=inner):\n    raise x")
    before = state(names)
    with pytest.raises(error), planted(names["outer"], {"inner": abs}):
        names["outer"](error)
    assert state(names) == before


def test_an_interrupt_while_it_is_put_back_leaves_nothing_behind(monkeypatch):
    names = notebook("def outer(x, f=inner):\n    return f(x)")
    before, own = state(names), names["inner"]
    interrupts, put = [KeyboardInterrupt()], planting._put_default

    def interrupted(function, i, value):
        if value is own and interrupts:
            raise interrupts.pop()
        put(function, i, value)

    monkeypatch.setattr(planting, "_put_default", interrupted)
    with pytest.raises(KeyboardInterrupt), planted(names["outer"], {"inner": abs}):
        assert names["outer"](-1) == 1
    assert interrupts == []
    assert state(names) == before


def test_a_name_that_is_not_there_is_planted_and_taken_away():
    names = notebook("def outer(x):\n    return lost(x)")
    assert uses(names["outer"], ["lost"]) == ("lost",)
    with planted(names["outer"], {"lost": lambda x: x + 1}):
        assert names["outer"](1) == 2
    assert "lost" not in names


def test_what_the_call_itself_does_to_the_name_is_undone():
    names = notebook("def outer(x):\n    global inner\n    del inner")
    own = names["inner"]
    with planted(names["outer"], {"inner": abs}):
        names["outer"](1)
    assert names["inner"] is own


def test_a_table_that_the_call_empties_keeps_nothing_from_being_put_back():
    names = notebook("LIST = [abs, inner]\nf = inner\ndef outer(x):\n    LIST.clear()\n    return f(x)")
    own = names["inner"]
    with planted(names["outer"], {"inner": abs}):
        assert names["outer"](-1) == 1
    assert names["inner"] is names["f"] is own


def test_an_earlier_function_of_that_name_stays_as_it_was():
    """Bound before the notebook defined it anew, it is another function, about which nothing is known."""
    names = notebook("def outer(x, f=inner):\n    return f(x)\ndef inner(x):\n    return 'new'")
    assert uses(names["outer"], ["inner"]) == ()
    with planted(names["outer"], {"inner": abs}):
        assert names["outer"](1) == "own"


def test_functions_of_other_modules_are_left_alone():
    module = types.ModuleType("elsewhere")
    exec("def inner(x):\n    return 'theirs'\ndef helper(x):\n    return inner(x)", vars(module))
    names = {"helper": module.helper, "elsewhere": module}
    exec("def inner(x):\n    return 'own'\ndef outer(x):\n    return helper(x), elsewhere.inner(x), inner(x)", names)
    with planted(names["outer"], {"inner": lambda x: "planted"}):
        assert names["outer"](1) == ("theirs", "theirs", "planted")
    assert module.inner(1) == "theirs"


def test_an_object_that_cannot_be_looked_at_hides_itself_alone():
    names = notebook(
        "class Awkward:\n    __class__ = property(lambda self: 1 / 0)\n    def __getattr__(self, name):\n        raise RuntimeError\n"
        "awkward = Awkward()\ndef outer(x):\n    awkward\n    return inner(x)"
    )
    assert uses(names["outer"], ["inner"]) == ("inner",)
    with planted(names["outer"], {"inner": abs}):
        assert names["outer"](-1) == 1


def test_data_is_not_searched():
    names = notebook("DATA = [float(i) for i in range(10**5)]\ndef outer(x):\n    return DATA[0]")
    assert uses(names["outer"], ["inner"]) == ()


def test_tables_that_hold_themselves_come_to_an_end():
    names = notebook("TABLE = {}\nTABLE['self'] = TABLE\nTABLE['f'] = inner\ndef outer(x):\n    return TABLE['f'](x)")
    assert uses(names["outer"], ["inner"]) == ("inner",)


@pytest.mark.parametrize("function", [np.exp, np.mean, abs, functools.partial(np.mean), 3, None, np.vectorize(abs)])
def test_what_is_no_function_of_a_notebook_uses_nothing(function):
    assert uses(function, ["inner"]) == ()
    with planted(function, {"inner": abs}):
        pass


def test_what_stands_for_a_function_is_asked():
    names = notebook("TABLE = {'inner': 7}\ndef outer(x):\n    return TABLE['inner']")
    assert uses(names["outer"], ["inner"], lambda value: "inner" if value == 7 else "") == ("inner",)
