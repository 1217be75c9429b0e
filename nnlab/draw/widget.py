"""What lives in a notebook: the widget that others stand on.

A widget is a Python object with synchronised values, a style, and a file of JavaScript that shows them; the shared part
of the script is put before the widget's own, so that there is nothing to build and nothing to fetch. Where there is no
front end, in a printed page or on a terminal, the picture or its words stand in its place.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

HERE = Path(__file__).parent


class Live(anywidget.AnyWidget):
    """A picture that moves. A subclass names its `script`, a file in this folder, whose style lies beside it.

    `picture` is the SVG, `words` its text alternative.
    """

    script: ClassVar[str] = ""
    picture = traitlets.Unicode().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)

    def __init_subclass__(cls, **options: Any) -> None:
        if "script" in cls.__dict__:  # not in the class that traitlets makes of it for each widget
            cls._esm = _joined("widget.js", cls.script)
            cls._css = _joined("widget.css", cls.script.removesuffix(".js") + ".css")
        super().__init_subclass__(**options)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.on_msg(self._answer)

    def _answer(self, _: Any, content: Any, buffers: Any) -> None:
        """A script that wants something asks first; no answer tells it that the kernel is new, or busy."""
        if content == "there?":
            self.send("here")

    def draw(self) -> None:
        """Puts `picture` up to date before it is shown; for widgets whose picture changes by parts."""

    def __repr__(self) -> str:
        return self.words

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Live where a front end knows widgets; else the picture, else the words."""
        self.draw()
        data, about = super()._repr_mimebundle_(**options) or ({}, {})
        return (
            {**data, "image/svg+xml": self.picture, "text/plain": self.words},
            {**about, "image/svg+xml": {"alt": self.words}},
        )


def _joined(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
