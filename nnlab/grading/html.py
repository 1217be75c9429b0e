"""HTML pages that can be trusted: every text escaped, and a policy that lets nothing be fetched or run.

Plain strings, not a template engine: two pages need none, and what a page may contain is seen in one place.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape

from nnlab.judge.card import HARMFUL

MAX_TEXT = 300  # of a name, a file, a reason; longer ones are cut


def text(value: object, most: int = MAX_TEXT) -> str:
    """Escaped; without characters that HTML does not allow or that reorder what is read; not longer than `most`."""
    words = HARMFUL.sub("\ufffd", str(value))
    return escape(words if len(words) <= most else words[: most - 1] + "\u2026", quote=True)


def name(value: object, most: int = 80) -> str:
    """A person's or a file's name. It may be written from right to left without moving what stands beside it."""
    return f"<bdi>{text(value, most) or '(no name)'}</bdi>"


def document(title: str, style: str, body: str, script: str = "") -> str:
    """The whole page. Only this very style and this very script count: the policy names them by their hashes."""
    policy = "; ".join(
        [
            "default-src 'none'",
            f"style-src {_hash(style)}",
            *([f"script-src {_hash(script)}"] if script else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{text(title)}</title>
<style>{style}</style>
</head>
<body>
{body}
{f"<script>{script}</script>" if script else ""}
</body>
</html>
"""


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
