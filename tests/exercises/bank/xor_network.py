"""Answers to xor_network, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def from_lists():
    return [[1, 1], [1, 1]], [-0.5, -1.5], [[1], [-2]], [-0.5]


RIGHT = right(
    from_lists=from_lists,
    or_and_not_and=lambda: (
        np.array([[1.0, -1.0], [1.0, -1.0]]),
        np.array([-0.5, 1.5]),
        np.array([[1.0], [1.0]]),
        np.array([-1.5]),
    ),
    one_not_the_other=lambda: (
        np.array([[1.0, -1.0], [-1.0, 1.0]]),
        np.array([-0.5, -0.5]),
        np.array([[1.0], [1.0]]),
        np.array([-0.5]),
    ),
    strict_step=lambda: (
        np.array([[1.0, 1.0], [1.0, 1.0]]),
        np.array([0.0, -1.0]),
        np.array([[1.0], [-2.0]]),
        np.array([0.0]),
    ),
    large=lambda: (
        np.array([[20.0, 20.0], [20.0, 20.0]]),
        np.array([-10.0, -30.0]),
        np.array([[20.0], [-40.0]]),
        np.array([-10.0]),
    ),
)

WRONG = wrong(
    zeros=(lambda: (np.zeros((2, 2)), np.zeros(2), np.zeros((2, 1)), np.zeros(1)), "it says", "not so"),
    only_or=(lambda: (np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1.0], [0.0]]), np.array([-0.5])), "(1, 1)"),
    only_and=(
        lambda: (np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[0.0], [1.0]]), np.array([-0.5])),
        "it says",
        "not so",
    ),
    flat_w2=(lambda: (np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([1.0, -2.0]), np.array([-0.5])), "W2", "axis"),
    number_b2=(lambda: (np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1.0], [-2.0]]), -0.5), "b2"),
    three=(lambda: (np.ones((2, 2)), np.array([-0.5, -1.5]), np.array([[1.0], [-2.0]])), "needs"),
    no_thresholds=(lambda: (np.ones((2, 2)), np.zeros(2), np.array([[1.0], [-2.0]]), np.zeros(1)), "it says", "not so"),
)

EQUIVALENT = dict.fromkeys(
    (
        "W1 = [[1.0, 1.0], [1.0, 1.0]]",
        "b1 = [-0.5, -1.5]",
        "W2 = [[1.0], [-2.0]]",
        "b2 = [-0.5]",
        "W1 = np.array([[2.0, 1.0], [1.0, 1.0]])",
        "W1 = np.array([[0.5, 1.0], [1.0, 1.0]])",
        "W1 = np.array([[1.0, 0.5], [1.0, 1.0]])",
        "W1 = np.array([[1.0, 1.0], [2.0, 1.0]])",
        "W1 = np.array([[1.0, 1.0], [0.5, 1.0]])",
        "W1 = np.array([[1.0, 1.0], [1.0, 0.5]])",
        "b1 = np.array([-1.0, -1.5])",
        "b1 = np.array([-0.25, -1.5])",
        "W2 = np.array([[2.0], [-2.0]])",
        "W2 = np.array([[0.5], [-2.0]])",
        "b2 = np.array([-1.0])",
        "b2 = np.array([-0.25])",
        "W2 = np.array([[1.0], [-4.0]])",
        "W2 = np.array([[1.0], [-1.0]])",
    ),
    "many weights compute XOR: these do too, or they are the same numbers in a list",
)
