"""The names for types that the reference uses; lessons show its functions without them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Function = Callable[[Any], Any]
