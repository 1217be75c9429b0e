"""The wheel: what is in it, and that the course starts from it, away from the clone."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        ["uv", "build", "--wheel", "--quiet", "--out-dir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    (built,) = folder.glob("*.whl")
    return built


def test_it_carries_the_notebooks_and_the_data_and_no_tests(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    carried = {Path(name).name for name in names if name.startswith("nnlab/course/")}
    assert carried == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert "nnlab/data/penguins.csv" in names
    scripts = {
        path.relative_to(ROOT).as_posix() for kind in ("js", "css") for path in (ROOT / "nnlab").rglob(f"*.{kind}")
    }
    assert "nnlab/notebook/lab/labconfig/default_setting_overrides.json" in names
    assert {"nnlab/draw/widget.js", "nnlab/draw/walk/walk.css"} <= scripts <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("penguins.LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests", "solutions"))]


def test_it_works_away_from_the_clone(wheel, tmp_path):
    """Unpacked beside the installed dependencies: the package in the wheel is the one that is imported."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    script = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "import nnlab; assert nnlab.__file__.startswith(sys.path[0]), nnlab.__file__\n"
        "from pathlib import Path\n"
        "from nnlab.notebook.delivery import deliver\n"
        "from nnlab.shipped import notebooks\n"
        "assert notebooks().name == 'course', notebooks()\n"
        "print(deliver(Path('my-course')).added)\n"
        "import numpy as np\n"
        "def predict_linear(X, W):\n    return X @ W\n"
        "print(nnlab.check(predict_linear).outcome)\n"
        "from nnlab.cli import main\n"
        "print(main(['build']))\n"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "03_linear_regression.ipynb" in result.stdout
    assert "pass" in result.stdout
    assert result.stdout.strip().endswith("2")  # lessons are built in a clone only, and it says so
    assert "clone" in result.stderr
