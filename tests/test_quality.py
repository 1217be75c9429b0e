"""The code's own hygiene: lint, format, types, the lock's hosts, the top level, no paths of a machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tracked():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name]


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "nnlab", "tests", "solutions"], ["ruff", "format", "--check", "nnlab", "tests"], ["mypy"]],
    ids=" ".join,
)
def test_tool_has_nothing_to_say(command):
    result = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_lock_names_public_hosts_only():
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text()))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_the_top_level_is_as_the_readme_says():
    folders = {name.split("/")[0] for name in tracked() if "/" in name}
    assert folders == {".ci", "nnlab", "notebooks", "solutions", "tests"}


def test_no_paths_of_a_machine():
    """Every tracked file that is text, notebooks with their outputs too."""
    places = re.compile(r"(?<![\w.])/(?:root|home|Users|work)/\w|/tmp/\w+/|[A-Z]:\\+Users")
    found = []
    for name in tracked():
        path = ROOT / name
        if path == Path(__file__) or not path.is_file():  # deleted, and not committed yet
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name}: {place.group()}" for place in places.finditer(text)]
    assert found == []
