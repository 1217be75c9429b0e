"""The class report: numbers counted by hand, nothing of a notebook's that could run, one file without any network."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from classes import CHAPTER, MEAN, failed, graded, out, right, small, unreadable, untouched, wrong

from nnlab import cli
from nnlab.grading.feedback import page as feedback_page
from nnlab.grading.grades import Grades, read_grades
from nnlab.grading.report.numbers import chapters
from nnlab.grading.report.page import page
from nnlab.grading.report.tables import percent
from nnlab.grading.result import Result
from nnlab.judge import Named


def of(*results: Result) -> Grades:
    return Grades(results, "bubblewrap", "")


class Tags(HTMLParser):
    """Every tag with its attributes, and the text; an element that is not closed in order is an error."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


def test_the_numbers_of_a_small_class() -> None:
    (chapter,) = chapters(of(*small()))
    assert (chapter.name, chapter.learners, chapter.possible, chapter.complete) == (CHAPTER, 3, 4.0, 1)
    assert chapter.bins == (1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1)  # 0 of 4, 2.5 of 4, 4 of 4
    assert chapter.median == 2.5 / 4
    assert chapter.mean == pytest.approx(6.5 / 12)
    first, second = chapter.exercises
    assert (first.name, first.right, first.partly, first.wrong, first.open) == ("first", 1, 1, 0, 1)
    assert (second.name, second.right, second.share) == ("second", 2, pytest.approx(2 / 3))
    assert [(m.name, m.learners, m.tried, m.exercises) for m in chapter.mistakes] == [
        ("mean over outputs too", 1, 2, (("first", 1),))
    ]
    assert chapter.untouched == ("eve",)
    assert chapter.absent == ("zoe",)


def test_mistakes_are_counted_by_learners_the_commonest_first() -> None:
    half, again = Named("half", "This is half of it."), Named("half", "One half too little.")
    (chapter,) = chapters(
        of(
            graded("a", wrong("first", MEAN), wrong("second", half)),
            graded("b", wrong("first", half, MEAN), wrong("second", half)),
            graded("c", right("first"), wrong("second", again)),
            graded("d", untouched("first"), wrong("second")),
        )
    )
    assert [(m.name, m.learners, m.tried) for m in chapter.mistakes] == [
        ("half", 3, 4),
        ("mean over outputs too", 2, 3),
    ]
    assert chapter.mistakes[0].exercises == (("second", 3), ("first", 1))
    assert chapter.mistakes[0].message == "This is half of it."
    assert chapter.unnamed == 1


def test_what_is_right_given_right_functions_counts_as_right_and_is_said() -> None:
    lent = replace(right("second"), given=("first",))
    grades = of(graded("a", wrong("first"), lent), graded("b", right("first"), right("second")))
    (chapter,) = chapters(grades)
    assert (chapter.exercises[1].right, chapter.credited) == (2, 1)
    html = page(grades)
    sentence = "1 of the right answers calls a function of the learner's own that is not right: a right one stood in its place."
    assert sentence in Tags(html).text
    assert 'title="second: right, given a right first, 2 of 2 points"' in html
    assert "stood in its place" not in page(of(graded("b", right("first"), right("second"))))


def test_a_notebook_that_does_not_count_is_not_counted_twice() -> None:
    worse, better = graded("a", wrong("first", MEAN)), graded("a", right("first"), notebook="a/again.ipynb")
    grades = of(worse, better)
    (chapter,) = chapters(grades)
    assert (chapter.learners, chapter.mistakes) == (1, ())
    assert "several notebooks of one chapter: the best one counts" in page(grades)


def test_the_page_says_all_that_was_promised() -> None:
    grades = of(*small(), failed("yan"))
    text = Tags(page(grades)).text
    for words in (
        "5 learners, 5 notebooks, 03 linear regression; 2 could not be graded",
        "Commonest mistakes",
        "mean over outputs too",
        "1 of 2",
        "Exercises, the hardest first",
        "The file is empty; ask for it again.",
        "The grader itself failed",
        "Handed in, and no exercise is begun:",
    ):
        assert words in text
    assert text.index("first") < text.index("second")  # one of three right before two of three


def test_names_are_folded() -> None:
    html = page(of(*small()))
    before, _, by_name = html.partition('<section class="names">')
    assert not re.search(r"\b(ada|bob|eve|zoe)\b", before)
    assert not re.search(r"\b(ada|bob|eve|zoe)\b", re.sub(r"<details>.*?</details>", "", by_name, flags=re.DOTALL))


@pytest.mark.parametrize("html", [page(of(*small())), feedback_page(small()[1])], ids=["report", "feedback"])
def test_a_strict_policy_that_its_own_style_and_script_meet(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for tag in ("style", "script"):
        for source in re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    assert html.count("<style") == 1
    for tag, attributes in Tags(html).tags:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert not re.match(r"(https?:)?//", attributes.get("src") or attributes.get("href") or "")
        assert tag not in ("img", "link", "iframe", "object", "embed", "form", "input", "base")
    assert "http" not in html.replace("http-equiv", "")


HOSTILE = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style><script>",
    "x" * 10_000,
    "\x1b[31mred\x00\x08",
    "\u202egnp.exe",
    "\u05d0\u05d3\u05d4 \u05dc\u05d1",
    "\ud800",
    "&amp;<b>",
    "javascript:alert(1)",
    "../../../etc",
    "`code`",
    "",
]


@pytest.mark.parametrize("evil", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_and_words_are_text(evil: str, tmp_path: Path) -> None:
    results = [
        graded(evil, wrong(evil, Named(evil, evil)), chapter=CHAPTER, notebook=f"{evil}.ipynb"),
        graded("bob", right("first"), chapter=evil),
        Result("unreadable", evil, evil, reason=evil),
    ]
    folder = out(tmp_path, results)
    assert cli.main(["report", str(folder)]) == 0
    html = (folder / "report.html").read_text()
    found = Tags(html)
    allowed = {
        "html", "head", "meta", "title", "style", "script", "body", "header", "section", "h1", "h2", "h3", "p", "ul", "li",
        "strong", "code", "bdi", "a", "div", "table", "thead", "tbody", "tr", "th", "td", "button", "details", "summary",
        "svg", "rect", "text", "line", "br",
    }  # fmt: skip
    assert {tag for tag, _ in found.tags} <= allowed
    assert sum(tag == "script" for tag, _ in found.tags) == 1
    for tag, attributes in found.tags:
        assert not any(name.startswith("on") for name in attributes)
        if tag == "a":
            assert re.match(r"(feedback/|#chapter-\d+$)", attributes["href"] or "")
            assert ".." not in (attributes["href"] or "").split("/")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert "x" * 400 not in html


def test_nobody_and_nothing(tmp_path: Path) -> None:
    text = Tags(page(of())).text
    assert "There is no notebook in these grades." in text
    text = Tags(page(of(unreadable("zoe")))).text
    assert "1 learner, 1 notebook; 1 could not be graded." in text
    text = Tags(page(of(graded("ada")))).text  # a notebook of a chapter without exercises
    assert "No mistake was recognised" in text
    for html in (page(of()), page(of(graded("ada")))):
        assert "nan" not in html.lower().replace("&", "")


def test_several_chapters() -> None:
    grades = of(*small(), graded("ada", right("third"), chapter="04_gradient_descent"))
    html = page(grades)
    text = Tags(html).text
    assert "2 chapters" in text
    assert text.index("03 linear regression") < text.index("04 gradient descent")
    assert 'href="#chapter-2"' in html
    assert "No notebook of this chapter: bob eve" in text
    assert "No marks, because a notebook of theirs could not be graded: zoe" in text


def test_a_thousand_learners_the_same_page_twice(tmp_path: Path) -> None:
    names = [f"exercise_{i}" for i in range(11)]
    results = [
        graded(
            f"learner {i}",
            *(
                right(name) if (i * 7 + j) % 5 else wrong(name, Named(f"mistake {(i + j) % 40}", "Do this."))
                for j, name in enumerate(names)
            ),
        )
        for i in range(1000)
    ]
    begin = time.monotonic()
    grades = read_grades(out(tmp_path, results))
    html = page(grades)
    assert time.monotonic() - begin < 30
    assert html == page(read_grades(tmp_path))
    assert len(html) < 5_000_000
    assert sum(chapters(grades)[0].bins) == 1000


@pytest.mark.parametrize(
    ("part", "words"), [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.9999, "99%"), (1.0, "100%"), (0.745, "74%")]
)
def test_percents_never_round_to_all_or_nothing(part: float, words: str) -> None:
    assert percent(part) == words


def test_the_caution_of_a_run_without_a_sandbox_is_on_the_page(tmp_path: Path) -> None:
    folder = out(tmp_path, small(), sandbox="none")
    assert "Graded without a sandbox" in page(read_grades(folder))


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = out(tmp_path / "out", small())
    assert cli.main(["report", str(folder)]) == 0
    assert "4 learners, 1 chapter." in capsys.readouterr().out
    assert 'href="feedback/ada/03_linear_regression.html"' in (folder / "report.html").read_text()
    assert cli.main(["report", str(folder), "--output", str(tmp_path / "else/page.html")]) == 0
    assert "href=" not in (tmp_path / "else/page.html").read_text()  # the learners' pages are not beside it
    capsys.readouterr()
    for arguments, words in (
        ([str(tmp_path / "nowhere")], "There is no folder"),
        ([str(tmp_path)], "has no grades.json"),
        ([str(folder), "--output", str(tmp_path)], "is a folder"),
        ([str(folder), "--output", str(folder / "grades.json/x")], "cannot be written"),
        ([], "OUT"),
    ):
        assert cli.main(["report", *arguments]) == 2
        said = capsys.readouterr()
        assert words in said.err
        assert said.err.count("\n") == 1
