"""Asking the judge for what is to be written oneself, and handing its functions odd ones to call."""

from __future__ import annotations

import json
from typing import Any

from making import code

from corpus.entry import WORKER, Entry, body

GRADIENTS = "08_backpropagation"
TAKES = "scalar_chain"


def direct(tries: str, text: str, **holds: Any) -> Entry:
    """A question to the judge past nnlab.mine."""
    return body(tries, text, before=WORKER, **holds)


def handed(tries: str, loss: str, **holds: Any) -> Entry:
    """Another chapter's function, numerical_gradient, gets this function of the learner's."""
    source = (
        "import numpy as np\nfrom nnlab.mine import numerical_gradient, softmax\nstart = np.ones((2, 2))\n"
        + WORKER
        + f"def loss(W):\n    {loss}\n\ndef relative_error(a, b):\n    return numerical_gradient(loss, start, 1e-3)\n"
    )
    content = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"nnlab": {"chapter": GRADIENTS}},
        "cells": [code(source)],
    }
    return Entry(tries, json.dumps(content).encode(), target="relative_error", solved=None, **holds)


ENTRIES = [
    body("the exercise itself, from nnlab.mine", "from nnlab import mine\nreturn mine.mean_squared_error(Y_hat, Y)", outcome="error"),
    body("the exercise itself, under another name", "return f(Y_hat, Y)", before="from nnlab.mine import mean_squared_error as f", outcome=("error", "not_attempted")),
    direct("the exercise itself, past nnlab.mine", "return worker().ask('mean_squared_error', (Y_hat, Y), {})", outcome="not_attempted"),
    direct("the exercise itself, and the refusal swallowed", "try: return worker().ask('mean_squared_error', (Y_hat, Y), {})\nexcept NotImplementedError: return 0.5", outcome="fail"),
    direct("an exercise that comes later", "return worker().ask('r_squared', (Y_hat, Y), {})", outcome="not_attempted"),
    direct("an exercise of a later chapter", "return worker().ask('mse_gradient', (Y_hat, Y), {})", outcome="not_attempted"),
    direct("a name with a path", "return worker().ask('../../reference/linear_regression', (), {})", outcome="not_attempted"),
    direct("a name with an underscore", "return worker().ask('__class__', (), {})", outcome="not_attempted"),
    direct("an empty name", "return worker().ask('', (), {})", outcome="not_attempted"),
    direct("every name there is", "for name in 'check judge load exec eval open mean_squared_error system'.split():\n    try: return worker().ask(name, (Y_hat, Y), {})\n    except Exception: pass\nreturn 1.0", outcome="fail"),
    direct("no rows and thirty thousand columns, whose square comes back", "worker().ask('pairwise_differences', (np.zeros(30000), np.zeros(30000)), {})\nreturn 1.0", outcome=("error", "fail", "memory")),
    direct("no rows, many columns", "worker().ask('layer', (np.zeros((30000, 0)), np.zeros((0, 30000)), np.zeros(30000), 'tanh'), {})\nreturn 1.0", outcome=("error", "fail", "memory")),
    direct("texts and lists in the place of numbers", "for v in ('x' * 10**7, [[[]]] * 1000, {'a': {}}, None, 10**300, 1e300, float('nan'), b'x', np.zeros((1,) * 16), [True] * 50):\n    try: worker().ask('row_sums', (v,), {})\n    except Exception: pass\nreturn 1.0", outcome="fail"),
    direct("too many arguments and unknown names", "for a, k in ((tuple(range(90)), {}), ((), {'x': 1}), ((Y,), {'axis': 0, '__class__': 1})):\n    try: worker().ask('row_sums', a, k)\n    except Exception: pass\nreturn 1.0", outcome="fail"),
    direct("a flood of questions", "while True:\n    try: worker().ask('row_sums', (Y,), {})\n    except Exception: pass", outcome="timeout"),
    body("questions from threads at once", "import threading\nw = worker()\nfor _ in range(8): threading.Thread(target=lambda: w.ask('row_sums', (Y,), {}), daemon=True).start()\nreturn 1.0", before=WORKER, outcome=None),
    direct("a question left open, and an answer", "worker().pipe.send(['ask', 'row_sums', (Y,), {}, []])\nreturn 1.0", outcome=("crash", "fail")),
    direct("a helper for large questions, again and again", "for i in range(3):\n    try: worker().ask('row_sums', (np.zeros((1000, 1000)),), {})\n    except Exception: pass\nreturn 1.0", outcome=("fail", "timeout")),
    direct("a question whose reply is larger than a frame", "worker().ask('pairwise_differences', (np.zeros(2000), np.zeros(2000)), {})\nreturn 1.0", outcome=("fail", "error", "memory")),
    handed("a loss that never returns", "while True: pass", outcome="timeout"),
    handed("a loss that ends the process", "os._exit(0)", outcome="crash"),
    handed("a loss that asks for its own gradient, without end", "return numerical_gradient(loss, W, 1e-3)", outcome="error"),
    handed("a loss that asks on", "return softmax(W).sum()", outcome="fail"),
    handed("a loss that is a text", "return 'zero'", outcome="error"),
    handed("a loss that is a large array", "return np.zeros(10**6)", outcome=("error", "timeout")),
    handed("a loss that is a function", "return loss", outcome="error"),
    handed("a loss that raises SystemExit", "raise SystemExit", outcome="error"),
    handed("a loss that answers the call in the place of the question", "worker().pipe.send(['answer', number(), Answer('returned', 0.0)])\n    return 1.0", outcome="crash"),
    handed("a loss that answers twice", "worker().pipe.send(['called', 1.0])\n    return 1.0", outcome=("crash", "fail")),
    handed("a loss that says it failed and goes on", "worker().pipe.send(['failed'])\n    return 1.0", outcome=("crash", "error")),
    handed("a loss that sends an Answer", "worker().pipe.send(['called', Answer('returned', 0.0)])\n    return 1.0", outcome=("crash", "error")),
    handed("a loss that changes what it is given", "W[...] = 7\n    return W.sum()", outcome="fail"),
]  # fmt: skip
