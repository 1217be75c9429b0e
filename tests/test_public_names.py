"""The names that other people's code may rely on."""

import pytest

import nnlab


def test_the_public_names_are_these():
    assert nnlab.__all__ == ["__version__", "check", "data", "draw", "hint", "library", "mine", "progress", "reveal"]
    assert set(nnlab.__all__) <= set(dir(nnlab))


@pytest.mark.parametrize("name", ["check", "hint", "library", "reveal", "progress"])
def test_the_functions_can_be_called(name):
    assert callable(getattr(nnlab, name))


def test_the_version_is_the_installed_one():
    from importlib.metadata import version

    assert nnlab.__version__ == version("nnlab")


def test_another_name_is_answered_with_the_names_there_are():
    with pytest.raises(AttributeError, match=r"chek.*check"):
        _ = nnlab.chek
