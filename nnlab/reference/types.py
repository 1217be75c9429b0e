"""The names for types that the reference uses; lessons show its functions without them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Function = Callable[[Any], Any]
Params = list[tuple[Array, Array]]  # [(W1, b1), (W2, b2), ...]
Grads = list[tuple[Array, Array]]  # [(dW1, db1), (dW2, db2), ...]
