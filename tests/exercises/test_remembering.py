"""A table of remembered answers earns no claim: right answers vary with the seed, for inputs of the same sizes.

The attacker looks at no number: it knows the types, shapes and lengths of its inputs and the names that are planted, has
seen the right answers for some seeds, and plays the commonest at others. Or it gives one answer whatever the inputs are.
"""

from collections import Counter, defaultdict

import numpy as np
import pytest

from nnlab.calls import Answer
from nnlab.calls.plain import copy_of
from nnlab.calls.run import with_names
from nnlab.exercises import load, names
from nnlab.judge import ARGUMENTS, RANDOM, SHAPE
from nnlab.judge.judge import verdict

LEARNT = range(1, 13)
PLAYED = range(100, 112)
SHARE = 0.25  # of the seeds played; a few numbers drawn from few, such as which of four rows, are guessed now and then
CONSTANTS = 3  # how many of the commonest answers are given as the one answer

# Claims that numbers remembered do earn, and why.
NATURAL = {
    ("xor_network", "computes"): "no inputs: one network is a right answer, whatever the seed",
    ("train_validation_split", "size"): "it is about the sizes of the parts alone; other claims look at their rows",
}
# It trains for seconds, its answers are compared with nothing, and its claims are about pictures that it has not seen.
NOT_PLAYED = {"train_cat_network"}


def form(value):
    """What can be seen of a value without its numbers; a text is a choice, such as which activation, and stays."""
    if isinstance(value, np.ndarray):
        return "array", value.dtype.str, value.shape
    if isinstance(value, list | tuple):
        return type(value).__name__, *map(form, value)
    return value if isinstance(value, str) else type(value).__name__


def key(inputs, given=()):
    return tuple(map(form, inputs)), tuple(sorted(dict(given)))


def about(value):
    """The value in words, its numbers to one digit: answers that are nearly the same count together."""
    if isinstance(value, list | tuple):
        return type(value).__name__, *map(about, value)
    if isinstance(value, dict):
        return *value, *map(about, value.values())
    if isinstance(value, str | bool) or value is None:
        return value
    return tuple(f"{number:.0e}" for number in np.ravel(value)), np.shape(value)


def learnt(exercise, alike):
    """(key to the commonest answer, the commonest of all); `alike` says which answers count together."""
    tables, overall, first = defaultdict(Counter), Counter(), {}
    for seed in LEARNT:
        for case in exercise.cases(seed):
            answer = with_names(exercise.reference, dict(case.given))(*copy_of(case.inputs))
            group = alike(answer)
            first.setdefault(group, answer)
            tables[key(case.inputs, case.given)][group] += 1
            overall[group] += 1
    table = {sizes: first[counts.most_common(1)[0][0]] for sizes, counts in tables.items()}
    return table, [first[group] for group, _ in overall.most_common(CONSTANTS)]


def attackers(exercise):
    for alike in (repr, about):  # equal, or nearly
        table, commonest = learnt(exercise, alike)
        yield lambda inputs, given=(), table=table, other=commonest[0]: table.get(key(inputs, given), other)
        for constant in commonest:
            yield lambda inputs, given=(), constant=constant: constant


def earned(exercise, attacker, seed):
    """Keys of the claims about the values that hold for the attacker's answers."""

    def call(inputs, given=()):
        return Answer("returned", copy_of(attacker(inputs, given)))

    report, _ = verdict(exercise, call, seed)
    pairs = zip(exercise.claims, report.findings, strict=True)
    return [claim.key for claim, found in pairs if found.passed and claim.key not in (SHAPE, ARGUMENTS, RANDOM)]


@pytest.mark.parametrize("name", sorted(set(names()) - NOT_PLAYED))
def test_what_is_remembered_earns_no_claim(name):
    exercise = load(name)
    often = {}
    for attacker in attackers(exercise):
        wins = Counter(claim for seed in PLAYED for claim in earned(exercise, attacker, seed))
        often |= {claim: n for claim, n in wins.items() if n > SHARE * len(PLAYED)}
    assert {claim: n for claim, n in often.items() if (name, claim) not in NATURAL} == {}


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_one_number_says_nothing_of_a_backward_pass(value):
    """Its claims are bounds, so that any small number, and any large one, would do for all cases of one kind."""
    exercise = load("gradient_check")
    for seed in PLAYED:
        assert earned(exercise, lambda inputs, given=(): value, seed) == []


def test_the_first_time_is_no_sign():
    """One answer when inputs come first, another when they come again: which backward pass is right does not tell."""
    exercise = load("gradient_check")
    wins = Counter()
    for seed in PLAYED:
        seen = set()

        def first_time(inputs, given=(), seen=seen):
            before = len(seen)
            seen.add(inputs[1].tobytes())
            return 0.0 if len(seen) > before else 0.5

        wins.update(earned(exercise, first_time, seed))
    assert max(wins.values(), default=0) <= SHARE * len(PLAYED)
