"""Gradescope's autograder: the zip that an instructor uploads, with which Gradescope grades what learners hand in.

nnlab goes into the zip as it is here, that is the parts of it that grade, and so do its settings; of the package
index the container asks only for numpy, in the version used here. So it grades as this nnlab grades, whether or not
this version was ever published. Python comes from uv in the version used here, since an image may have an older one.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

import nnlab

PARTS = (
    "__init__.py",
    "errors.py",
    "shipped.py",
    "arrays.py",
    "calls",
    "data",
    "judge",
    "reference",
    "exercises",
    "grading",
)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # one date for all, so that the same grader makes the same zip
UNIX, PLAIN, PROGRAM = 3, 0o100644, 0o100755

SETUP = """#!/usr/bin/env bash
# Runs once, when Gradescope builds the image: a Python, numpy, and what shuts learners' code in.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
cd "$root/source"
if command -v apt-get > /dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    apt-get install --yes bubblewrap python3-pip python3-venv
fi
python3 -m venv .uv
.uv/bin/pip install --quiet uv
.uv/bin/uv venv --quiet --python PYTHON .python
.uv/bin/uv pip install --quiet --python .python/bin/python --requirement requirements.txt
"""

RUN = """#!/usr/bin/env bash
# Runs for each submission: grades $root/submission and writes $root/results/results.json.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
cd "$root/source"
export PYTHONPATH="$root/source" PYTHONDONTWRITEBYTECODE=1
exec "${AUTOGRADER_PYTHON:-.python/bin/python}" -P -m nnlab.grading.export.container "$root"
"""


def bundle(settings: dict[str, Any]) -> bytes:
    """The zip, with setup.sh and run_autograder at its root as Gradescope needs them."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    files: dict[str, tuple[bytes, int]] = {
        "setup.sh": (SETUP.replace("PYTHON", python).encode(), PROGRAM),
        "run_autograder": (RUN.encode(), PROGRAM),
        "requirements.txt": (f"numpy=={np.__version__}\n".encode(), PLAIN),
        "settings.json": (f"{json.dumps(settings, indent=1)}\n".encode(), PLAIN),
    }
    package = Path(nnlab.__file__).parent
    for path in sources(package):
        files[f"nnlab/{path.relative_to(package).as_posix()}"] = (path.read_bytes(), PLAIN)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, (data, mode) in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = UNIX, mode << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, data)
    return out.getvalue()


def sources(package: Path) -> Iterator[Path]:
    for part in PARTS:
        path = package / part
        inside = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in inside if file.is_file() and file.suffix != ".pyc")
