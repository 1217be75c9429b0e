"""The command line: exit codes, sentences on standard error, no traceback."""

import os
import subprocess
import sys

import pytest

from nnlab import cli
from nnlab.errors import NnlabError


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "nnlab", *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nope"], "invalid choice"),
        (["grade"], "PATH, --output"),
        (["grade", "x"], "--output"),
        (["grade", "x", "--output", "out", "--jobs", "two"], "invalid int"),
        (["start", "--port", "70000"], "--port is 70000"),
        (["build", "--nope"], "unrecognized"),
        (["report"], "OUT"),
        (["report", "nowhere"], "There is no folder nowhere"),
        (["export", "nowhere"], "--format"),
        (["export", "nowhere", "--format", "pdf"], "needs one of gradescope"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_help_and_version():
    assert "COMMAND" in run().stdout
    assert run("--version").stdout.startswith("nnlab 0.")
    for command in ("start", "grade", "report", "export", "build", "lint", "doctor"):
        result = run(command, "--help")
        assert result.returncode == 0
        assert "usage: nnlab" in result.stdout


def test_every_promised_option_is_there():
    text = run("grade", "--help").stdout
    for option in ("--output", "--jobs", "--salt", "--sandbox", "--timeout", "--memory", "--fresh"):
        assert option in text
    text = run("export", "--help").stdout
    for option in ("--format", "--chapter", "--into", "--column", "--output", "--salt", "--sandbox"):
        assert option in text
    for form in ("gradescope", "nbgrader", "canvas", "moodle", "junit"):
        assert form in text
    assert "OUT" in run("report", "--help").stdout
    text = run("start", "--help").stdout
    assert "--no-browser" in text
    assert "--port" in text
    assert "--check" in run("build", "--help").stdout


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (NnlabError("Do this."), 2, "nnlab: Do this."),
        (KeyboardInterrupt(), 130, "interrupted"),
        (RuntimeError("boom"), 70, "NNLAB_DEBUG=1"),
    ],
)
def test_no_traceback_reaches_a_user(error, code, words, monkeypatch, capsys):
    def fails(*given):
        raise error

    monkeypatch.delenv("NNLAB_DEBUG", raising=False)
    monkeypatch.setattr("nnlab.authoring.lint.lint", fails)
    assert cli.main(["lint"]) == code
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def test_debug_shows_the_traceback(monkeypatch):
    def fails(*given):
        raise RuntimeError("boom")

    monkeypatch.setenv("NNLAB_DEBUG", "1")
    monkeypatch.setattr("nnlab.authoring.lint.lint", fails)
    with pytest.raises(RuntimeError):
        cli.main(["lint"])


@pytest.mark.parametrize("arguments", [["lint", "row_sums"], ["doctor"], ["--help"]], ids=" ".join)
def test_output_that_nobody_reads_is_no_fault(arguments):
    """As in `nnlab lint | head`, after head has ended; here its reading end was closed before anything was written."""
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "nnlab", *arguments], stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert result.returncode == 0
    assert result.stderr == ""
