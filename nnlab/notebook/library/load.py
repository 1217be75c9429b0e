"""Running the text of mynn.py: what it defines, or a sentence on why it cannot be used."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import ModuleType

from nnlab.notebook.session import under

FILE = "mynn.py"


def module_of(text: str | bytes, path: Path) -> ModuleType:
    """The module that the text makes. It raises whatever the text raises.

    What it imports from nnlab.mine is not in it, so it is the course's own then: nothing is looked up in mynn.py again.
    """
    module = ModuleType("mynn")
    module.__file__ = str(path)
    before, under.loading = under.loading, True
    try:
        exec(compile(text, str(path), "exec", dont_inherit=True), module.__dict__)
    finally:
        under.loading = before
    return module


def reason(error: BaseException, path: Path) -> str:
    """ "line 3: invalid syntax", or what was raised, with the last line of the file on the way."""
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}" if error.lineno else str(error.msg)
    lines = [
        number for frame, number in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == str(path)
    ]
    try:
        said = f"{type(error).__name__}: {error!s:.200}".rstrip(": ")
    except Exception:  # a learner's exception may have a broken __str__
        said = type(error).__name__
    return f"line {lines[-1]}: {said}" if lines else said
