"""What a widget leaves in its notebook: its picture and its words as HTML, which needs neither a kernel nor a script.

JupyterLab would rather show a widget than the picture beside it, also when the widget's kernel is long gone: then nothing
is there but an error. So in JupyterLab an output holds the picture alone, and the widget's script, which runs as long as the
kernel does, puts the widget in its place wherever the page has one. What is saved, exported or printed has the picture.
"""

from __future__ import annotations

import base64
import html
import os

AGAIN = "Run the cell again to bring this to life."  # widget.js says the same where a kernel ends
SECONDS = 1.5  # until it is said: the widget may be about to come

# JupyterLab has panels; an exported page, where no cell can be run, has none.
STYLE = f"""
.nnlab-still .again {{ display: none; }}
.jp-NotebookPanel .nnlab-still .again {{ display: block; animation: nnlab-said 0s {SECONDS}s backwards; }}
@keyframes nnlab-said {{ from {{ visibility: hidden; }} }}
""".strip()


def in_jupyterlab() -> bool:
    """Whether a picture in an output is brought to life here: where Jupyter Server runs the kernel.

    VS Code loads its widgets only where an output is one, and a kernel that nobody looks at has no page.
    """
    return "JPY_SESSION_NAME" in os.environ and "VSCODE_PID" not in os.environ


def still(picture: str, words: str, says: str, place: str) -> str:
    """The SVG with its text alternative, and the sentence below it; `place` is the class by which the widget's script finds it."""
    says = says if not says or says.endswith((".", "!", "?")) else f"{says}."
    source = base64.b64encode(picture.encode()).decode("ascii")
    return (
        f'<figure class="nnlab-still {place}" style="margin: 0">'
        f'<img src="data:image/svg+xml;base64,{source}" alt="{html.escape(words)}">'
        f'<figcaption>{html.escape(says)} <em class="again">{AGAIN}</em></figcaption><style>{STYLE}</style></figure>'
    )
