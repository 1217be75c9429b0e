"""The engine on the course's own data, and what the README says about it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from nnlab import data
from nnlab.engine import fit
from nnlab.reference.multilayer_networks import init_params
from nnlab.reference.training import train_validation_split

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_digits_are_learned(activation):
    digits = data.digits()
    X, y, X_test, y_test = train_validation_split(digits.rows(), digits.labels, 0.2, 0)
    fitted = fit(
        init_params([64, 32, 10], 0), X, y, activation=activation, dtype="float32", momentum=0.9, learning_rate=0.05
    )
    assert fitted.accuracy(X_test, y_test) > 0.93


def test_the_readmes_example(capsys):
    (example,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    ended, classes = capsys.readouterr().out.splitlines()[-2:]
    assert float(ended.split()[-1]) > 0.9
    assert classes == "[0 1 2 3 4] [0 1 2 3 4]"


def test_without_a_gpu_its_benchmark_says_so():
    command = [
        sys.executable,
        "-c",
        "import runpy, sys; sys.modules['cupy'] = None; sys.argv = ['b']; sys.path.insert(0, 'tests/benchmarks'); runpy.run_path('tests/benchmarks/training_gpu.py', run_name='__main__')",
    ]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr.startswith("There is no GPU to measure: CuPy is missing")
    assert "Traceback" not in result.stderr
