"""A walk through a network, number by number: forward to the loss, and back to the slope of every weight."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnlab.draw.walk.widget import Walk


def walk(params: Any, x: Any, y: Any = None, *functions: Callable[..., Any], activation: str = "sigmoid") -> Walk:
    """Step through the network with one example: z and a of each layer, the loss, then each delta, dW and db.

    params is [(W1, b1), ...] with W (d_in, d_out) and b (d_out,). x is one row, (d,); y its class, or one-hot (k,).
    Without y the walk ends at the probabilities.
    The loss is the cross-entropy of the last scores, `activation` that of the hidden layers. Your own functions compute
    it where they have passed their check. `functions` are taken in any case, as in walk(params, x, y, delta_hidden):
    forward, softmax, cross_entropy_from_scores, delta_cross_entropy, weight_gradient, bias_gradient, delta_hidden, or
    backward for all slopes at once. Where one of them differs from the course's the step says so, and names the formula.
    One example cannot show a wrong factor n or 1/n: check can.

    NnlabError where the network, the example or a function does not fit, or the network is too large to be seen.
    """
    import numpy as np

    from nnlab.draw.given import network
    from nnlab.draw.walk.ask import example, own_functions, small_enough
    from nnlab.draw.walk.trace import trace
    from nnlab.draw.walk.widget import Walk

    own = own_functions(functions)
    checked = network(params, activation)
    small_enough(checked)
    handed = dict.fromkeys(function.__name__ for function in functions)
    with np.errstate(all="ignore"):  # where numbers end, the picture says so
        return Walk(trace(checked, *example(x, y, checked), activation, own), own, list(handed))
