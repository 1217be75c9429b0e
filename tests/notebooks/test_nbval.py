"""nbval: the unsolved notebooks run from top to bottom, the solved ones give the outputs that they show."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from nnlab.authoring.repository import here


@pytest.mark.long
@pytest.mark.parametrize(("folder", "option"), [("notebooks", "--nbval-lax"), ("solutions", "--nbval")])
def test_notebooks(folder, option, tmp_path):
    names = [path.stem for path in here().lessons]
    for name in names:
        shutil.copy(here().root / folder / f"{name}.ipynb", tmp_path)
    quiet = {"NNLAB_MINE": "quiet"} if folder == "solutions" else {}
    result = subprocess.run(
        [sys.executable, "-m", "pytest", option, "-q", "-p", "no:cacheprovider", "-W", "default", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, (
        f"{result.stdout[-4000:]}\nIf the new outputs are right, `uv run nnlab build` puts them into the notebooks."
    )
    assert " passed" in result.stdout


def test_every_solution_shown_has_passed_its_check():
    """A solution may use only what its notebook has imported."""
    for path in here().lessons:
        cells = json.loads(here().solved(path).read_text(encoding="utf-8"))["cells"]
        checks = [cell for cell in cells if cell["metadata"].get("nnlab", {}).get("role") == "check"]
        assert checks
        for cell in checks:
            shown = "".join(cell["outputs"][0]["data"]["text/plain"])
            assert shown.startswith("✓"), f"{path.stem}: {shown}"
