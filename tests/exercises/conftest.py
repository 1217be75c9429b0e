"""The bank of right and wrong answers, by exercise."""

from importlib import util
from pathlib import Path

import pytest

BANK = Path(__file__).parent / "bank"


@pytest.fixture
def bank():
    """bank(name): the module of right and wrong answers for one exercise."""

    def load_bank(name):
        spec = util.spec_from_file_location(f"bank_{name}", BANK / f"{name}.py")
        module = util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load_bank
