"""Exports: golden files made by hand from each system's documentation, and what must not happen on the way there."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from classes import CHAPTER, MEAN, failed, graded, out, right, small, unreadable, wrong
from making import HALF, RIGHT, SETUP, notebook, write

from nnlab import cli
from nnlab.grading.result import Result
from nnlab.judge import Named

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = json.loads((GOLDEN / "gradescope.schema.json").read_text())


def run(*arguments: object) -> int:
    return cli.main(["export", *map(str, arguments)])


def golden(name: str) -> bytes:
    return (GOLDEN / name).read_bytes()


def table(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def column(path: Path, name: str) -> list[str]:
    head, *rows = table(path)
    return [row[head.index(name)] for row in rows]


def test_gradescopes_results(tmp_path: Path) -> None:
    folder = out(tmp_path, small())
    assert run(folder, "--format", "gradescope") == 0
    learners = folder / "gradescope/learners"
    assert (learners / "bob/results.json").read_bytes() == golden("gradescope.json")
    assert sorted(path.name for path in learners.iterdir()) == ["ada", "bob", "eve", "zoe"]
    for path in learners.rglob("results.json"):
        jsonschema.validate(json.loads(path.read_text()), SCHEMA)
    zoe = json.loads((learners / "zoe/results.json").read_text())
    assert (zoe["score"], zoe["tests"]) == (0, [])
    assert "could not be graded. The file is empty" in zoe["output"]


def test_gradescope_with_several_chapters_and_without(tmp_path: Path) -> None:
    results = [*small(), graded("ada", right("third"), chapter="04_gradient_descent"), failed("yan")]
    folder = out(tmp_path, results)
    assert run(folder, "--format", "gradescope") == 0
    ada = json.loads((folder / "gradescope/learners/ada/results.json").read_text())
    jsonschema.validate(ada, SCHEMA)
    assert [(test["number"], test["name"]) for test in ada["tests"]] == [
        ("1.1", "03_linear_regression: first"), ("1.2", "03_linear_regression: second"), ("2.1", "04_gradient_descent: third"),
    ]  # fmt: skip
    assert ada["score"] == sum(test["score"] for test in ada["tests"]) == 6
    assert not (folder / "gradescope/learners/yan").exists()  # the grader failed: that is no mark
    assert run(folder, "--format", "gradescope", "--chapter", "04") == 0
    ada = json.loads((folder / "gradescope/learners/ada/results.json").read_text())
    assert [test["name"] for test in ada["tests"]] == ["third"]


def test_nbgrader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = out(tmp_path, [*small(), graded("=1+1", right("first"), right("second"))])
    assert run(folder, "--format", "nbgrader") == 0
    assert (folder / "nbgrader.csv").read_bytes() == golden("nbgrader.csv")
    assert "1 mark is left empty because a notebook could not be graded." in capsys.readouterr().out


def test_nbgraders_0_is_for_what_was_not_handed_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = out(tmp_path, [*small(), failed("yan"), graded("ada", right("third"), chapter="04_gradient_descent")])
    assert run(folder, "--format", "nbgrader") == 0
    rows = {(row[0][:2], row[3]): row[7] for row in table(folder / "nbgrader.csv")[1:]}
    assert rows["04", "ada"] == "2.0"
    assert {rows["04", name] for name in ("bob", "eve", "yan")} == {"0.0"}
    assert {rows["03", "zoe"], rows["04", "zoe"], rows["03", "yan"]} == {""}
    said = capsys.readouterr().out
    assert "3 marks are 0 because there is no notebook" in said
    assert "3 marks are left empty" in said


def test_junit(tmp_path: Path) -> None:
    folder = out(tmp_path, [*small(), failed("yan")])
    assert run(folder, "--format", "junit") == 0
    assert (folder / "junit.xml").read_bytes() == golden("junit.xml")
    root = ElementTree.fromstring((folder / "junit.xml").read_text())
    for suite in root.iter("testsuite"):
        assert set(suite.attrib) == {"name", "tests", "failures", "errors", "skipped", "time"}
        for case in suite.iter("testcase"):
            assert set(case.attrib) == {"classname", "name", "time"}
            for child in case:
                assert child.tag in ("failure", "error", "skipped")
                assert set(child.attrib) == {"message", "type"}


def test_junit_is_xml_whatever_is_in_it(tmp_path: Path) -> None:
    evil = "\x00\x1b[31m<&\"'\ud800\uffff]]>\u202e"
    folder = out(tmp_path, [graded(evil, wrong(evil, Named(evil, evil))), unreadable(evil, evil)])
    assert run(folder, "--format", "junit") == 0
    root = ElementTree.fromstring((folder / "junit.xml").read_text())
    assert [case.get("name") for case in root.iter("testcase")][1] == "the notebook"


def test_canvas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    results = [*small(), graded("104", right("first"), right("second")), graded("stranger", right("first"))]
    folder = out(tmp_path / "out", results)
    source = write(tmp_path / "canvas.csv", golden("canvas_export.csv"))
    assert run(folder, "--format", "canvas", "--into", source) == 0
    assert (folder / "canvas.csv").read_bytes() == golden("canvas.csv")
    assert source.read_bytes() == golden("canvas_export.csv")
    said = capsys.readouterr().out
    assert "2 marks are filled in." in said
    assert "4 points here are 8 there: the marks are in proportion." in said
    assert "Not found in canvas.csv: stranger." in said
    assert "without a grade here, left as it was: Young, Zoe; Student, Test." in said
    assert "does not let it be changed: Everett, Eve; =1+1, Mallory." in said


def test_canvas_by_what_it_calls_downloads_and_by_names(tmp_path: Path) -> None:
    folder = out(
        tmp_path,
        [
            graded("lovelaceada_101_98765_03-1", right("first")),
            graded("beanbob_LATE_102_98766_03", wrong("first", MEAN)),
            graded("Zoe_Young", right("first")),
        ],
    )
    source = GOLDEN / "canvas_export.csv"
    target = tmp_path / "new/filled.csv"
    assert run(folder, "--format", "canvas", "--into", source, "--column", "Midterm", "--output", target) == 0
    rows = table(target)
    assert rows[0][-1] == "Midterm (4243)"
    assert [row[-1] for row in rows[3:]] == ["50", "12.5", "", "", "50", ""]


def test_moodle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = out(tmp_path / "out", [*small(), graded("stranger", right("first"))])
    source = write(tmp_path / "moodle.csv", golden("moodle_export.csv"))
    assert run(folder, "--format", "moodle", "--into", source) == 0
    assert (folder / "moodle.csv").read_bytes() == golden("moodle.csv")
    assert source.read_bytes() == golden("moodle_export.csv")
    said = capsys.readouterr().out
    assert "Not found in moodle.csv: stranger." in said
    assert "left as it was: =1+1; Zoe Young." in said
    assert "does not let it be changed: Eve Everett." in said


def test_moodle_of_another_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A byte-order mark, semicolons, Windows' line ends, commas for points, another language, no comments."""
    source = write(
        tmp_path / "blatt.csv",
        "\ufeffIdentifier;Vollständiger Name;E-Mail;Bewertung;Maximum grade\r\n"
        'Teilnehmer/in 501;"Lovelace; Ada";x;-;8,00\r\nTeilnehmer/in 502;Bob;y;;8,00\r\n'.encode(),
    )
    folder = out(tmp_path / "out", [graded("Ada Lovelace_501_assignsubmission_file", wrong("first", MEAN))])
    assert run(folder, "--format", "moodle", "--into", source) == 2
    assert "has no column 'Grade'; name the one for the marks by --column" in capsys.readouterr().err
    assert run(folder, "--format", "moodle", "--into", source, "--column", "bewertung") == 0
    assert (folder / "moodle.csv").read_bytes() == source.read_bytes().replace(b";x;-;", b";x;2;")
    assert "only marks are filled in" in capsys.readouterr().out


def test_moodles_comments_are_html_with_nothing_that_runs(tmp_path: Path) -> None:
    evil = Named("x", "<script>alert(1)</script>\n=1+1")
    folder = out(tmp_path, [graded("ada@school.example", wrong("first", evil))])
    assert run(folder, "--format", "moodle", "--into", GOLDEN / "moodle_export.csv") == 0
    comment = column(folder / "moodle.csv", "Feedback comments")[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1" in comment
    assert "\n" not in comment


def test_who_cannot_be_told_apart_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = write(
        tmp_path / "in.csv",
        b"Identifier,Full name,Email address,Grade\nParticipant 1,Ada Li,ada@a.example,\nParticipant 2,Ada Li,ada@b.example,\n"
        b"Participant 3,Bob Ito,bob@a.example,\n",
    )
    folder = out(
        tmp_path / "out",
        [graded(name, right("first")) for name in ("Ada Li", "ada", "bob", "Bob Ito", "ada@b.example")],
    )
    assert run(folder, "--format", "moodle", "--into", source) == 0
    assert column(folder / "moodle.csv", "Grade") == ["", "2", ""]
    assert "Fits several rows, or a row that others fit too, so it was left out: " in capsys.readouterr().out


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("x")']


@pytest.mark.parametrize("evil", FORMULAS)
def test_no_cell_is_a_formula(evil: str, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ["Student", "ID", "Full name", "Grade", "Linear regression (1)", "Section", "Feedback comments"],
            ["    Points Possible", "", "", "", "2", "", ""],
            [evil, "7", evil, "-", "", evil, evil],
            ["Bob", "8", "Bob", "-1.5", "", "", ""],
        ]
    )
    source = write(tmp_path / "in.csv", text.getvalue().encode())
    folder = out(tmp_path / "out", [graded(evil, wrong("first", MEAN)), graded("7", right("first"))])
    assert run(folder, "--format", "nbgrader") == 0
    assert run(folder, "--format", "canvas", "--into", source) in (0, 2)
    assert run(folder, "--format", "moodle", "--into", source) in (0, 2)
    for name in ("grades.csv", "nbgrader.csv", "canvas.csv", "moodle.csv"):
        if not (folder / name).exists():
            continue
        for row in table(folder / name):
            for cell in row:
                assert not cell.lstrip().startswith(("=", "+", "-", "@")) or cell in ("-", "-1.5")
                assert not cell.startswith(("\t", "\r"))


def usage(tmp_path: Path) -> dict[str, tuple[list[object], str]]:
    several = out(tmp_path / "several", [*small(), graded("ada", right("third"), chapter="04_gradient_descent")])
    none = out(tmp_path / "none", [unreadable("zoe")])
    one = out(tmp_path / "one", small())
    canvas = write(tmp_path / "canvas.csv", golden("canvas_export.csv"))
    latin = write(tmp_path / "latin.csv", "Student,ID\nJosé,1\n".encode("latin-1"))
    broken = write(tmp_path / "broken.csv", b'Student,ID\n"unfinished,1\n')
    bare = write(tmp_path / "bare.csv", b"Student,ID\n")
    strangers = write(tmp_path / "strangers.csv", b"Identifier,Full name,Grade\nParticipant 1,Nobody,\n")
    write(tmp_path / "damaged/grades.json", b"{")
    write(tmp_path / "future/grades.json", b'{"schema": "nnlab-grades/9", "submissions": []}')
    return {
        "unknown format": ([one, "--format", "excel"], "--format is 'excel', needs one of gradescope, nbgrader"),
        "no format": ([one], "--format"),
        "no folder": ([tmp_path / "nowhere", "--format", "junit"], "There is no folder"),
        "no grades": ([tmp_path, "--format", "junit"], "has no grades.json"),
        "damaged grades": ([tmp_path / "damaged", "--format", "junit"], "not complete JSON"),
        "another schema": ([tmp_path / "future", "--format", "junit"], "'nnlab-grades/9', this nnlab reads"),
        "no file for canvas": ([one, "--format", "canvas"], "needs --into FILE"),
        "no file for moodle": ([one, "--format", "moodle"], "needs --into FILE"),
        "a file for junit": ([one, "--format", "junit", "--into", canvas], "are for canvas and moodle"),
        "a salt for junit": ([one, "--format", "junit", "--salt", "x"], "are for gradescope"),
        "another sandbox": ([one, "--format", "gradescope", "--sandbox", "jail"], "needs one of auto"),
        "another salt": ([one, "--format", "gradescope", "--salt", "x"], "is not the one"),
        "several chapters": ([several, "--format", "canvas", "--into", canvas], "name one by --chapter: 03_linear"),
        "unknown chapter": ([one, "--format", "junit", "--chapter", "09"], "No chapter '09' has marks here"),
        "no chapter at all": ([none, "--format", "canvas", "--into", canvas], "nothing to fill in"),
        "no such file": ([one, "--format", "canvas", "--into", tmp_path / "x.csv"], "cannot be opened"),
        "a folder": ([one, "--format", "canvas", "--into", tmp_path], "cannot be opened"),
        "not UTF-8": ([one, "--format", "canvas", "--into", latin], "is not UTF-8 text"),
        "not CSV": ([one, "--format", "canvas", "--into", broken], "is no CSV that can be read"),
        "no rows": ([one, "--format", "canvas", "--into", bare], "has no rows"),
        "Moodle's for Canvas": ([one, "--format", "canvas", "--into", strangers], "has no columns Student and ID"),
        "no such column": ([one, "--format", "canvas", "--into", canvas, "--column", "HW"], "no single column 'HW'"),
        "read only": ([one, "--format", "canvas", "--into", canvas, "--column", "Final Grade"], "no single column"),
        "nobody found": ([one, "--format", "moodle", "--into", strangers], "None of the 3 learners is found"),
        "onto the file itself": ([one, "--format", "canvas", "--into", canvas, "--output", canvas], "is the file of --into"),
        "onto a folder": ([one, "--format", "junit", "--output", tmp_path], "is a folder"),
        "a folder onto a file": ([one, "--format", "gradescope", "--output", canvas], "is a file"),
        "below a file": ([one, "--format", "junit", "--output", canvas / "x"], "cannot be written"),
    }  # fmt: skip


def test_wrong_usage_is_a_sentence_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cases = usage(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for name, (arguments, words) in cases.items():
        assert run(*arguments) == 2, name
        said = capsys.readouterr()
        assert words in said.err, (name, said.err)
        assert said.err.count("\n") == 1, name
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before, name


def test_hostile_names_stay_inside(tmp_path: Path) -> None:
    names = ["../../x", "..", "a/b", "con", "autograder.zip", "x" * 300, "\x1b[31m", "Ada", "ada", ""]
    folder = out(tmp_path / "out", [graded(name, right("first")) for name in names])
    assert run(folder, "--format", "gradescope") == 0
    found = list((tmp_path).rglob("results.json"))
    assert len({str(path).casefold() for path in found}) == len(names)
    assert {path.relative_to(folder).parts[:2] for path in found} == {("gradescope", "learners")}


class Container:
    """Gradescope's folders, with the zip unpacked where Gradescope unpacks it."""

    def __init__(self, root: Path, bundle: Path) -> None:
        self.root = root
        with zipfile.ZipFile(bundle) as made:
            for entry in made.infolist():
                path = Path(made.extract(entry, root / "source"))
                path.chmod(entry.external_attr >> 16)
        (root / "submission").mkdir()

    def run(self, **environment: str) -> subprocess.CompletedProcess[str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        more = {"AUTOGRADER_ROOT": str(self.root), "AUTOGRADER_PYTHON": sys.executable, **environment}
        return subprocess.run(
            [self.root / "source/run_autograder"], env=clean | more, capture_output=True, text=True, check=False
        )

    def results(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.root / "results/results.json").read_text())
        jsonschema.validate(found, SCHEMA)
        return found


@pytest.fixture
def container(tmp_path: Path) -> Callable[..., Container]:
    def made(*options: str, salt: str = "") -> Container:
        folder = out(tmp_path / "out", [graded("ada", right("first"))], salt=salt)
        assert run(folder, "--format", "gradescope", "--chapter", "03", *options) == 0
        return Container(tmp_path / "autograder", folder / "gradescope/autograder.zip")

    return made


def test_the_autograder_grades_a_submission(container: Callable[..., Container], tmp_path: Path) -> None:
    """With the parts of nnlab that are in the zip alone, in a folder as Gradescope's container has it."""
    here = container("--salt", "pepper", salt="pepper")
    write(here.root / "submission/my work (final).ipynb", notebook(SETUP, HALF))
    done = here.run()
    assert done.returncode == 0, done.stdout + done.stderr
    found = here.results()
    (test,) = (test for test in found["tests"] if test["name"] == "mean_squared_error")
    assert test["extra_data"]["mistakes"] == ["mean over outputs too"]
    assert found["score"] == test["score"] > 0
    # The same marks as nnlab grade gives here.
    assert (
        cli.main(["grade", str(here.root / "submission"), "--output", str(tmp_path / "again"), "--salt", "pepper"]) == 0
    )
    (row,) = json.loads((tmp_path / "again/grades.json").read_text())["submissions"]
    assert (row["earned"], row["exercises"][0]["version"]) == (
        found["score"],
        found["tests"][0]["extra_data"]["version"],
    )


def test_what_is_wrong_with_a_submission_is_said_to_the_learner(container: Callable[..., Container]) -> None:
    here = container()
    assert here.run().returncode == 0
    assert (here.results()["score"], here.results()["output"][:20]) == (0, "There is no notebook")
    write(here.root / "submission/a.ipynb", notebook(SETUP, RIGHT)[:-30])
    assert here.run().returncode == 0
    assert "cut off" in here.results()["output"]
    write(here.root / "submission/a.ipynb", notebook(SETUP, chapter="04_gradient_descent"))
    assert here.run().returncode == 0
    assert "needs to be of 03_linear_regression" in here.results()["output"]
    write(here.root / "submission/deep/down/b.ipynb", notebook(SETUP, RIGHT))
    assert here.run().returncode == 0
    assert here.results()["score"] > 0


def test_a_fault_of_the_autograder_is_no_mark(container: Callable[..., Container], tmp_path: Path) -> None:
    here = container("--sandbox", "bubblewrap")
    write(here.root / "submission/a.ipynb", notebook(SETUP, RIGHT))
    broken = write(tmp_path / "bin/bwrap", b"#!/bin/sh\necho no leave >&2\nexit 1\n")
    broken.chmod(0o755)
    done = here.run(PATH=f"{broken.parent}:{os.environ['PATH']}")
    assert done.returncode == 1
    assert "The autograder failed: Learners' code cannot be shut in here." in done.stdout
    assert "Traceback" not in done.stderr
    assert not (here.root / "results/results.json").exists()


def test_the_zip_is_the_same_every_time_and_holds_no_more_than_it_needs(tmp_path: Path) -> None:
    folder = out(tmp_path, small())
    bundle = folder / "gradescope/autograder.zip"
    assert run(folder, "--format", "gradescope") == 0
    first = bundle.read_bytes()
    assert run(folder, "--format", "gradescope") == 0
    assert bundle.read_bytes() == first
    with zipfile.ZipFile(bundle) as made:
        names = made.namelist()
        assert {name for name in names if "/" not in name} == {
            "setup.sh",
            "run_autograder",
            "requirements.txt",
            "settings.json",
        }
        assert re.fullmatch(rb"numpy==[\d.]+\n", made.read("requirements.txt"))
        for script in ("setup.sh", "run_autograder"):
            assert made.getinfo(script).external_attr >> 16 & 0o777 == 0o755
            text = made.read(script).decode()
            assert text.startswith("#!/usr/bin/env bash\n")
            subprocess.run(["bash", "-n"], input=text, text=True, check=True)
    assert not [name for name in names if "__pycache__" in name or "notebook/" in name or "authoring" in name]


def test_an_export_of_nothing(tmp_path: Path) -> None:
    folder = out(tmp_path, [])
    for form in ("gradescope", "nbgrader", "junit"):
        assert run(folder, "--format", form) == 0
    assert len((folder / "nbgrader.csv").read_text().splitlines()) == 1
    assert ElementTree.fromstring((folder / "junit.xml").read_text()).get("tests") == "0"


def test_a_large_class_is_matched_in_time(tmp_path: Path) -> None:
    results: list[Result] = [graded(f"s{i}", right("first")) for i in range(1000)]
    lines = [f"Participant {i},Learner {i},s{i}@school.example,,100,Yes," for i in range(1000)]
    head = "Identifier,Full name,Email address,Grade,Maximum grade,Grade can be changed,Feedback comments"
    source = write(tmp_path / "in.csv", "\n".join([head, *lines]).encode())
    folder = out(tmp_path / "out", results)
    assert run(folder, "--format", "moodle", "--into", source, "--chapter", CHAPTER) == 0
    assert column(folder / "moodle.csv", "Grade") == ["100"] * 1000
