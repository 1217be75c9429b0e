"""Exceptions: the usual cause of what Python or numpy says, in words that help."""

from __future__ import annotations

import re

from nnlab.calls import Raised
from nnlab.judge.exercise import Exercise
from nnlab.judge.report import Named

# (exception's name, pattern in its message and the line below it, the usual cause); the first that fits is said.
# {0}, {1} are the groups.
CAUSES: tuple[tuple[str, str, str], ...] = (
    ("NameError", r"name '(np|numpy)' is not defined", "Run the cell with `import numpy as np` first."),
    (
        "NameError",
        r"name '(\w+)' is not defined",
        "{0} is neither an argument nor a variable of this function: a typing error, or a name from another cell.",
    ),
    (
        "UnboundLocalError",
        r"variable '(\w+)'",
        "{0} is used before the function gives it a value, on at least one path.",
    ),
    (
        "ValueError",
        r"matmul.*size (\d+) is different from (\d+)",
        "In A @ B the columns of A must be as many as the rows of B; here they are {1} and {0}. Print the shapes, then "
        "think: which side is the batch on, is a .T missing or too many?",
    ),
    (
        "ValueError",
        r"shapes (\([\d, ]*\)) and (\([\d, ]*\)) not aligned",
        "Shapes {0} and {1} cannot be multiplied: the inner sizes must agree. Is a .T missing, or the order wrong?",
    ),
    (
        "ValueError",
        r"matmul: Input operand \d does not have enough dimensions",
        "@ needs arrays with at least one axis; one side is a single number: multiply that with *.",
    ),
    (
        "ValueError",
        r"operands could not be broadcast together with (?:remapped )?shapes (\([\d, ]*\)) (\([\d, ]*\))",
        "Shapes {0} and {1} do not fit entry by entry. Do you mean the matrix product @? Or does one need keepdims=True?",
    ),
    (
        "ValueError",
        r"non-broadcastable output operand with shape (\([\d, ]*\))",
        "The result does not fit into the array of shape {0} that it should be written to: make a new array instead.",
    ),
    (
        "ValueError",
        r"truth value of an array",
        "An array has many truth values: compare entry by entry with np.where, or ask .all() or .any().",
    ),
    (
        "ValueError",
        r"(?:too many|not enough) values to unpack \(expected (\d+)",
        "There are more or fewer parts than the {0} names on the left: is a number of layers or of rows fixed that may differ?",
    ),
    (
        "ValueError",
        r"setting an array element with a sequence|inhomogeneous shape",
        "Rows of different lengths, or an array put where one number belongs.",
    ),
    (
        "ValueError",
        r"all the input array dimensions|must match exactly",
        "Arrays that are joined need equal sizes on the other axis.",
    ),
    (
        "ValueError",
        r"all the input arrays must have same number of dimensions",
        "Join columns with columns: give the new one shape (n, 1).",
    ),
    (
        "ValueError",
        r"cannot reshape array of size (\d+)",
        "A reshape keeps the number of entries, which is {0} here: is a size fixed to the example's?",
    ),
    (
        "ValueError",
        r"assignment destination is read-only",
        "That array is shared with another: make a copy before writing into it.",
    ),
    ("ValueError", r"axes don't match|axis .* out of bounds", "There is no such axis: a vector has only axis 0."),
    (
        "AxisError",
        r"axis (-?\d+) is out of bounds",
        "There is no axis {0} here: a vector has only axis 0, a single number none.",
    ),
    (
        "IndexError",
        r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)",
        "Axis {1} has {2} entries, numbered from 0 to one less: index {0} is outside. Is a size fixed to the example's?",
    ),
    (
        "IndexError",
        r"shape mismatch: indexing arrays",
        "Row numbers and column numbers have to be as many: one label for each row, not a one-hot table.",
    ),
    ("IndexError", r"too many indices for array", "The array has fewer axes than you index: print its shape."),
    (
        "IndexError",
        r"list index out of range",
        "The list is shorter than the loop expects: count from 0 to len(list) - 1.",
    ),
    (
        "IndexError",
        r"arrays used as indices must be of integer",
        "Floats are no places: make whole numbers of them, .astype(int). A one-hot row is turned into a place by argmax, or a choice by == 1.",
    ),
    ("IndexError", r"only integers, slices", "An index must be a whole number: use int(...) or //."),
    (
        "LinAlgError",
        r"[Ss]ingular",
        "Columns that depend on each other have no inverse: np.linalg.lstsq or np.linalg.pinv copes with that.",
    ),
    (
        "LinAlgError",
        r"square",
        "Only a square matrix has an inverse: np.linalg.lstsq or np.linalg.pinv takes any shape.",
    ),
    (
        "UFuncTypeError|UFuncOutputCastingError|_UFuncOutputCastingError",
        r"Cannot cast",
        "Floats cannot be written into an integer array: make a float array, or a new one instead of += and -=.",
    ),
    (
        "TypeError",
        r"(\w+)\(\) takes (\d+) positional arguments? but (\d+)",
        "{0} accepts {1} arguments and was given {2}.",
    ),
    ("TypeError", r"(\w+)\(\) missing \d+ required positional arguments?: (.*)", "{0} needs a value for {1} too."),
    ("TypeError", r"'NoneType'", "Something is None: a function you call has no return."),
    (
        "TypeError",
        r"unsupported operand type\(s\) for ([^:]+): '([\w.]+)' and '([\w.]+)'",
        "{0} does not work between {1} and {2}.",
    ),
    (
        "TypeError",
        r"'(str|dict)' object is not callable",
        "A {0} is called like a function. Entries of a dict stand in square brackets, d[key]; a text is only a name: look up what it names.",
    ),
    (
        "TypeError",
        r"'([\w.]+)' object is not callable",
        "A value of type {0} is called like a function: is an operator missing before the bracket? Entries of an array stand in square brackets, X[i].",
    ),
    (
        "TypeError",
        r"'tuple' object does not support item assignment",
        "A tuple cannot be changed: put a new one in its place, (W, b), or use lists.",
    ),
    ("TypeError", r"'([\w.]+)' object is not subscriptable", "A value of type {0} has no entries to index."),
    (
        "TypeError",
        r"only (?:length-1|0-dimensional|size-1) arrays can be converted",
        "math functions take one number: use np's for arrays.",
    ),
    (
        "TypeError",
        r"interpreted as an integer[\s\S]*\bnp\.(min|max)\(",
        "np.{0} takes one array, and an axis after it. Of two numbers {0}(a, b) is the one to take.",
    ),
    (
        "TypeError",
        r"integer(?!s\()",
        "A whole number is needed there: a size or an index was a float; use // or int(...).",
    ),
    (
        "AttributeError",
        r"'([\w.]+)' object has no attribute '(\w+)'",
        "A value of type {0} has no {1}: is it what you think it is? Print type(...).",
    ),
    ("AttributeError", r"module 'numpy' has no attribute '(\w+)'", "numpy has no {0}: a typing error?"),
    ("ZeroDivisionError", r"", "Something was divided by zero: think of the case in which that can be."),
    ("RecursionError", r"", "The function calls itself without end: does it call itself where it should call another?"),
    ("KeyError", r"(.*)", "There is no entry {0}."),
    (
        "ModuleNotFoundError|ImportError",
        r"",
        "That module is not to be had where answers are graded: numpy and Python's own are.",
    ),
    ("NotImplementedError", r"", "It calls a function that is not written yet: solve that one first."),
    ("SystemExit", r"", "The function ends the whole program: use return."),
    ("AssertionError", r"", "An assert of yours failed: it expects something that is not always so."),
)


def cause(raised: Raised) -> str:
    """The usual cause, or ""."""
    for types, pattern, words in CAUSES:
        if raised.type in types.split("|"):
            match = re.search(pattern, f"{raised.message}\n{raised.line}")
            if match:
                return words.format(*match.groups())
    return ""


def named(raised: Raised, exercise: Exercise) -> Named:
    """What was raised, where in the learner's code, and the usual cause, as one message."""
    usual = cause(raised)
    if raised.type == "TypeError" and not raised.line and "positional argument" in raised.message:
        usual = f"The function must accept exactly these arguments: {exercise.name}({', '.join(exercise.arguments)})."
    return Named(f"raised {raised.type}", f"It {told(raised, usual)}")


def told(raised: Raised, usual: str) -> str:
    """The same after a function's name: "raised ValueError in the line `...`: ...", and the usual cause."""
    where = f" in the line `{raised.line}`" if raised.line else ""
    # numpy's longer messages explain themselves to numpy's authors; they stay in the summary.
    said = f": {raised.message.rstrip('. ')}." if raised.message and (len(raised.message) < 90 or not usual) else "."
    return f"raised {raised.type}{where}{said} {usual}".strip()
