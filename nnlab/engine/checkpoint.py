"""Checkpoints: a training's state in a file, so that one that was interrupted goes on to the same result."""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from nnlab.engine.result import History
from nnlab.errors import NnlabError

FORMAT = 1
ARRAYS = ("weights", "steps", "best_weights")


@dataclass(frozen=True)
class State:
    """A training after so many epochs: all that the next epoch depends on, and the best so far."""

    done: int
    weights: Any
    steps: Any
    best_epoch: int
    best_weights: Any

    def placed(self, move: Callable[[Any], Any]) -> State:
        """The same with its arrays elsewhere."""
        return replace(self, **{name: move(getattr(self, name)) for name in ARRAYS})


class Checkpoint:
    """The file of one training, which `training` describes: what the result depends on, in plain values."""

    def __init__(self, path: Any, training: dict[str, Any]) -> None:
        if not isinstance(path, str | os.PathLike) or isinstance(os.fspath(path), bytes):
            raise NnlabError(f"checkpoint is {path!r}; it must be the name of a file, such as 'training.npz'.")
        self._training = {"format": FORMAT, **training}
        try:
            self.path = Path(path).expanduser().resolve()  # through links: the file that they lead to is replaced
            folder, other = self.path.parent.is_dir(), self.path.exists() and not self.path.is_file()
        except (OSError, RuntimeError, ValueError) as error:
            raise NnlabError(f"checkpoint {str(path)[:60]!r} cannot be used ({error}); name another file.") from None
        if other:
            what = "a folder; name a file in it" if self.path.is_dir() else "no ordinary file; name another"
            raise NnlabError(f"{self.path} is {what} as checkpoint.")
        if not folder:
            raise NnlabError(f"{self.path} cannot be written: there is no folder {self.path.parent}; make it first.")

    def write(self, state: State, history: History) -> None:
        """The whole file or none of it: an interruption leaves the one before."""
        about = json.dumps({"training": self._training, "history": asdict(history), "best_epoch": state.best_epoch})
        unfinished = self.path.with_name(f"{os.getpid()}-{threading.get_ident()}.unfinished")
        try:
            with unfinished.open("wb") as file:
                np.savez(file, about=np.array(about), **{name: getattr(state, name) for name in ARRAYS})
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.path)
        except OSError as error:
            raise NnlabError(
                f"{self.path} cannot be written ({error.strerror}); name another file as checkpoint."
            ) from None
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)

    def read(self, length: int) -> tuple[State, History] | None:
        """The state to go on from, with so many weights, and how it came to be; None where there is no file.

        NnlabError for another training's, for one that cannot be read, and for a damaged one.
        """
        try:
            with self.path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
                about = json.loads(str(file["about"]))
                arrays = {name: file[name] for name in ARRAYS}
            training, best_epoch = dict(about["training"]), int(about["best_epoch"])
            history = History(**{name: tuple(map(float, values)) for name, values in about["history"].items()})
            epochs = history.epochs()
            numbers = [number for epoch in epochs for number in epoch if number is not None]
            if not 0 <= best_epoch <= len(epochs) or not np.isfinite(numbers).all():
                raise ValueError("no training leaves such a history")
            if bool(history.validation_losses) != (bool(epochs) and "X_val" in training):
                raise ValueError("losses of validation rows that are not there")
        except FileNotFoundError:
            return None
        except PermissionError as error:
            raise NnlabError(f"{self.path} cannot be read ({error.strerror}); name another file.") from None
        except Exception:  # what damaged bytes lead to can be anything
            raise NnlabError(
                f"{self.path} is no checkpoint, or is damaged; name another file, or delete it if it was one."
            ) from None
        for name, value in self._training.items():
            if training.get(name) != value:
                raise NnlabError(
                    f"{self.path} belongs to another training: {name} is {training.get(name)} there, here it is {value}. "
                    "Delete it, or name another file as checkpoint."
                )
        fits = [array.shape == (length,) and array.dtype == self._training["dtype"] for array in arrays.values()]
        if not all(fits) or not all(np.isfinite(array).all() for array in arrays.values()):
            raise NnlabError(f"{self.path} is damaged; delete it, or name another file as checkpoint.")
        return State(len(history.losses), best_epoch=best_epoch, **arrays), history


def fingerprint(array: Any) -> str:
    """A few characters that tell arrays apart: shape, dtype, and a checksum of the contents."""
    contents = np.ascontiguousarray(array)
    return f"{contents.dtype} {contents.shape} {zlib.crc32(contents.data):08x}"
