"""The inert object: what a stand-in gives for whatever is taken from it. It is never an answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np

TURNS = 1000  # a loop that waits for an inert object to be false has waited long enough


class Inert:
    """Stands for anything; does nothing.

    What is called, indexed, compared or computed with it is inert again, in numpy's functions too. Where Python insists
    on a value of its own there is a small one: the length is 2, the number 1, the truth is true.
    """

    _asked = itertools.count(1)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # numpy and others ask for protocols by such names: it has none
            raise AttributeError(name)
        return self

    def __setattr__(self, name: str, value: object) -> None:
        """There is one such object for everything: what one name was given must not be found under another."""

    def __setitem__(self, key: object, value: object) -> None:
        pass

    def __iter__(self) -> Iterator[Inert]:
        return iter((self, self))  # `figure, axes = plt.subplots()`

    def __len__(self) -> int:
        return 2  # as many as it yields

    def __contains__(self, item: object) -> bool:
        return True

    def __bool__(self) -> bool:
        return next(Inert._asked) % TURNS != 0

    def __index__(self) -> int:
        return 1

    def __int__(self) -> int:
        return 1

    def __float__(self) -> float:
        return 1.0

    def __hash__(self) -> int:
        return 1

    def __repr__(self) -> str:
        return "<left out while a notebook is graded>"  # without an address: the same in every run

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __array__(self, dtype: object = None, copy: bool | None = None) -> np.ndarray:
        """An array of shape () that holds it; without this numpy takes it for a list of lists without end."""
        holder = np.empty(1, dtype=object)
        holder[0] = self
        return holder.reshape(())

    def __enter__(self) -> Inert:
        return self

    def __exit__(self, *args: object) -> None:
        pass

    def _same(self, *args: object, **kwargs: object) -> Inert:
        return self

    __call__ = __getitem__ = __array_function__ = __array_ufunc__ = _same
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _same  # type: ignore[assignment]
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __matmul__ = __rmatmul__ = __pow__ = __rpow__ = _same
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = _same
    __neg__ = __pos__ = __abs__ = __invert__ = __round__ = _same


INERT = Inert()
