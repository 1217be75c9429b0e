"""Every command in the README is run here, or is one of those that are run as a whole elsewhere."""

import operator
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.strip().splitlines()]
# JupyterLab runs until it is ended: tests/notebook/test_start.py starts it for real. Running the tests from a test
# would never end: .ci/run takes that very line from the README. Every exercise is proved once.
ELSEWHERE = {
    "pip install uv && uv run nnlab start": "tests/notebook/test_start.py",
    "pip install uv && uv run pytest": ".ci/run",
    "uv run nnlab start my-second-try": "tests/notebook/test_start.py",
    "uv run nnlab lint": "tests/authoring/test_lint.py",
}
HERE = [command for command in COMMANDS if command not in ELSEWHERE]


def test_the_lines_that_run_elsewhere_stand_there():
    assert set(ELSEWHERE) <= set(COMMANDS)
    for place in ELSEWHERE.values():
        assert (ROOT / place).is_file()
    assert "README.md" in (ROOT / ".ci" / "run").read_text()
    assert HERE


@pytest.mark.long
def test_the_commands_run_in_their_order_and_write_what_it_says(tmp_path):
    """In one folder, as a reader would: the class report is made of what was graded before."""
    for folder in ("solutions", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for command in HERE:
        words = shlex.split(command)
        assert words[:3] == ["uv", "run", "nnlab"], f"{command}: say in this test how it is run"
        result = subprocess.run(
            [sys.executable, "-m", "nnlab", *words[3:]], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
        assert "Traceback" not in result.stderr
    prose = "\n".join(
        line for line in TEXT.splitlines() if not line.startswith("|")
    )  # a table has what was not asked for
    named = re.findall(r"`out/([\w.]+)`", prose)
    assert named
    for name in named:
        assert (tmp_path / "out" / name).exists(), name


def test_every_file_that_it_names_is_there():
    for name in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"`((?:nnlab|solutions|tests)/[\w/]*)`", TEXT):
        assert (ROOT / name).exists(), name


def test_notebook_functions_exist():
    import nnlab

    for name in re.findall(r"^\| `([\w.]+)\(", TEXT, re.MULTILINE):
        assert callable(operator.attrgetter(name)(nnlab))
