"""Carry-on credit: what is lent, when, how often it is judged, and what the report says."""

from collections import Counter

import pytest

from nnlab.calls import run
from nnlab.calls.planting import uses
from nnlab.judge import SHAPE, Carry, Case, Claim, Exercise


def first(x):
    """x + 1."""
    return x + 1


def second(x):
    """first(x) squared."""
    return first(x) ** 2


def third(x):
    """second(x) - first(x)."""
    return second(x) - first(x)


def draw(rng):
    yield from (Case("values", (float(x),)) for x in (1, 2, -3))
    yield from (Case("large", (float(x),)) for x in (100, 2000))


CLAIMS = (Claim(SHAPE, 0.5, "one number"), Claim("values", 1.0, "the values"), Claim("large", 1.5, "of large numbers"))
EXERCISES = {one.__name__: Exercise(one, draw, CLAIMS, ("", "", "")) for one in (first, second, third)}
RIGHT = {
    "first": "def first(x):\n    return x + 1",
    "second": "def second(x):\n    return first(x) ** 2",
    "third": "def third(x):\n    return second(x) - first(x)",
}
WRONG = "def first(x):\n    return x - 1"
STUB = "def first(x):\n    raise NotImplementedError"


class Notebook:
    """A learner whose functions run here; counts how often each is judged."""

    def __init__(self, **sources):
        self.names = {}
        for source in (RIGHT | sources).values():
            exec(source, self.names)
        self.judged = Counter()
        self.asked = []

    def exercise(self, name):
        return EXERCISES[name]

    def seed(self, exercise):
        return 0

    def call(self, name):
        self.judged[name] += 1
        return lambda inputs, given=None: run(self.names[name], inputs, given)

    def own(self, name):
        order = list(EXERCISES)
        return order[: order.index(name)]

    def uses(self, name, among):
        self.asked.append(name)
        return uses(self.names[name], among)


def reports(notebook):
    carry = Carry(notebook)
    return {name: carry.judge(name) for name in EXERCISES}


def test_what_passes_is_judged_once_and_nothing_is_asked():
    notebook = Notebook()
    assert all(report.passed and report.given == () for report in reports(notebook).values())
    assert (notebook.judged, notebook.asked) == (Counter(first=1, second=1, third=1), [])


@pytest.mark.parametrize("source", [WRONG, STUB, "def first(x):\n    return None", "first = 3", "first = None"])
def test_what_calls_a_wrong_function_gets_its_own_marks(source):
    notebook = Notebook(first=source)
    found = reports(notebook)
    assert not found["first"].passed
    for name in ("second", "third"):
        report = found[name]
        assert (report.outcome, report.earned, report.given) == ("pass", 3.0, ("first",))
        assert report.summary == "Right, given a right first."
        assert report.notes[0] == "Your first is not right yet, so a right one stood in its place here."
        assert str(report).splitlines()[0] == f"✓ {name}: right, given a right first, 3 of 3 points"
        assert "right, given a right first, 3 of 3 points" in report._repr_html_()
    assert notebook.judged == Counter(first=1, second=2, third=2)


def test_a_function_of_its_own_that_is_wrong_too_is_judged_and_explained_alone():
    notebook = Notebook(first=WRONG, second="def second(x):\n    return first(x) ** 2 + 9000 * (x == 2000)")
    report = reports(notebook)["second"]
    assert (report.outcome, report.earned, report.given) == ("fail", 1.5, ("first",))
    assert report.notes[0].endswith("so a right one stood in its place here. What is said is about second alone.")
    assert (report.example.expected, report.example.got) == (2001.0**2, 2001.0**2 + 9000)
    assert "not right yet, given a right first, 1.5 of 3 points" in str(report)


def test_a_function_that_is_right_by_carry_is_used_as_it_is():
    """third calls second, which needs only a right first."""
    notebook = Notebook(first=WRONG, second="seen = []\ndef second(x):\n    seen.append(x)\n    return first(x) ** 2")
    carry = Carry(notebook)
    assert carry.judge("second").given == ("first",)
    notebook.names["seen"].clear()
    assert carry.judge("third").given == ("first",)
    assert len(notebook.names["seen"]) == 2 * 6  # every call of both judgings


def test_several_are_named():
    found = reports(Notebook(first=WRONG, second="def second(x):\n    return 7.0 + first(x)"))
    assert found["third"].given == ("first", "second")
    assert found["third"].summary == "Right, given a right first and second."
    assert (
        found["third"].notes[0] == "Your first and second are not right yet, so right ones stood in their place here."
    )


def test_what_fails_and_uses_nothing_that_fails_is_judged_once():
    notebook = Notebook(second="def second(x):\n    return x")
    found = reports(notebook)
    assert (found["second"].outcome, found["second"].given) == ("fail", ())
    assert notebook.judged == Counter(first=1, second=1, third=2)


def test_a_lent_function_that_is_never_called_changes_nothing():
    notebook = Notebook(first=WRONG, second="def second(x):\n    if False:\n        first(x)\n    return x")
    report = reports(notebook)["second"]
    assert (report.given, report.notes) == ((), ())
    assert notebook.judged["second"] == 2


def test_a_second_verdict_that_earns_less_does_not_count():
    """It corrects by hand what its own wrong function does."""
    notebook = Notebook(first=WRONG, second="def second(x):\n    return (first(x) + (2 if x > 50 else 0)) ** 2")
    report = reports(notebook)["second"]
    assert (report.earned, report.given) == (2.0, ())


@pytest.mark.parametrize("name", ["first", "second"])
def test_a_stub_and_a_function_that_is_not_there_are_not_judged_again(name):
    source = f"def {name}(x):\n    raise NotImplementedError"
    notebook = Notebook(**{"first": WRONG, name: source})
    assert reports(notebook)[name].outcome == "not_attempted"
    assert notebook.judged[name] == 1


def test_functions_that_call_one_another_come_to_an_end():
    """Only earlier ones are lent: first gets no help from second."""
    found = reports(Notebook(first="def first(x):\n    return second(x) ** 0.5"))
    assert found["first"].outcome == "error"
    assert (found["second"].outcome, found["second"].given) == ("pass", ("first",))


def test_it_is_never_lent_itself():
    found = reports(Notebook(first="def first(x):\n    return first(x - 1) + 1 if x > 0 else x - 7"))
    assert (found["first"].outcome, found["first"].given) == (
        "error" if found["first"].outcome == "error" else "fail",
        (),
    )


def test_an_answer_that_only_hands_on_what_is_lent_earns_what_it_would_with_a_right_one():
    forwarding = "def second(x):\n    return first(x)"
    lent, right = reports(Notebook(first=WRONG, second=forwarding)), reports(Notebook(second=forwarding))
    assert lent["second"].earned == right["second"].earned == 0.5


def test_what_a_case_plants_comes_first():
    """A check of its own function, put beside a function that is known to be wrong."""

    def cases(rng):
        yield Case("values", (1.0,), given=(("first", lambda x: 10 * x),))
        yield Case("large", (2.0,))

    exercise = Exercise(second, cases, CLAIMS, ("", "", ""))
    notebook = Notebook(first=WRONG)
    notebook.exercise = lambda name: exercise if name == "second" else EXERCISES[name]
    carry = Carry(notebook)
    carry.judge("first")
    report = carry.judge("second")
    assert (report.outcome, report.given) == ("pass", ("first",))


def test_calls_that_travel_together_take_what_is_lent_along():
    notebook, sent = Notebook(first=WRONG), []
    call_of = notebook.call

    class Call:
        def __init__(self, name):
            self._call = call_of(name)

        def ahead(self, calls):
            sent.append([sorted(given) for _, given in calls])

        def __call__(self, inputs, given=None):
            return self._call(inputs, given)

    notebook.call = Call
    reports(notebook)
    assert sent == [[[]] * 5, [[]] * 5, [["first"]] * 5, [[]] * 5, [["first"]] * 5]
