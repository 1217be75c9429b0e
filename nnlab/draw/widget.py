"""What lives in a notebook: the widget that others stand on.

A widget is a Python object with synchronised values, a style, and a file of JavaScript that shows them; the shared part
of the script is put before the widget's own, so that there is nothing to build and nothing to fetch. Where there is no
front end, in a printed page or on a terminal, the picture or its words stand in its place.
"""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from nnlab.draw.kept import in_jupyterlab, still

HERE = Path(__file__).parent
VIEW = "application/vnd.jupyter.widget-view+json"
REST = 0.3  # seconds without a change until the notebook gets the new picture


class Live(anywidget.AnyWidget):
    """A picture that moves. A subclass names its `script`, a file in this folder, whose style lies beside it.

    `picture` is the SVG, `words` its text alternative, `says` a sentence that is shown with it, where there is one.
    """

    script: ClassVar[str] = ""
    picture = traitlets.Unicode().tag(sync=True)
    words = traitlets.Unicode().tag(sync=True)
    says = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)  # the class of the pictures in the page that it brings to life

    def __init_subclass__(cls, **options: Any) -> None:
        if "script" in cls.__dict__:  # not in the class that traitlets makes of it for each widget
            cls._esm = _joined("widget.js", cls.script)
            cls._css = _joined("widget.css", cls.script.removesuffix(".js") + ".css")
        super().__init_subclass__(**options)

    def __init__(self, **options: Any) -> None:
        self._published = False
        self._waiting: asyncio.TimerHandle | None = None
        name = secrets.token_hex(16)
        super().__init__(model_id=name, place=f"nnlab-{name}", **options)
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
        """A picture that is brought to life, or live where a front end asks for widgets; else the picture, else the words."""
        self.draw()
        if in_jupyterlab():
            return {"text/html": still(self.picture, self.words, self.says, self.place), "text/plain": self.words}, {}
        data, about = super()._repr_mimebundle_(**options) or ({}, {})
        return (
            {**data, "image/svg+xml": self.picture, "text/plain": self.words},
            {**about, "image/svg+xml": {"alt": self.words}},
        )

    def _ipython_display_(self) -> None:
        """By a name, so that the picture can be renewed. NotImplementedError sends IPython to the bundle."""
        if not in_jupyterlab():
            raise NotImplementedError
        self.publish()

    def publish(self, *, update: bool = False) -> None:
        """Shows it here; with `update` what has been shown becomes what it is now."""
        from IPython.display import publish_display_data

        data, about = self._repr_mimebundle_()
        publish_display_data(data, about, transient={"display_id": self.place}, update=update)  # type: ignore[no-untyped-call]
        self._published = True

    @traitlets.observe("words")
    def _keep_soon(self, _: Any) -> None:
        """What is saved with the notebook is what was seen last. Soon, and not at once: a slider moves often."""
        if not self._published or not in_jupyterlab():
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a program without a page
            return
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting = loop.call_later(REST, lambda: self.publish(update=True))


def _joined(*names: str) -> str:
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
