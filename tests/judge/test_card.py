"""Reports as cards: what is said, nothing but escaped text, the same every time."""

import re
from html.parser import HTMLParser

import numpy as np
import pytest

from nnlab.judge import Example, Finding, Named, Report
from nnlab.judge.card import STYLE, as_card
from nnlab.judge.report import Outcome

EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>&\x00\x1b\u202e`<b>`$x$"
OUTCOMES = Outcome.__args__
TAGS = {"section", "style", "p", "span", "strong", "ul", "li", "div", "table", "thead", "tbody", "tr", "td", "th", "u"}
TAGS |= {"details", "summary", "pre", "code"}


class Reader(HTMLParser):
    """Tags and attributes as a browser would see them, and whether every tag is closed."""

    VOID = ("br", "img", "input", "meta", "link", "hr")

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.attributes, self.words = [], set(), set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def everything_evil(outcome):
    return Report(
        EVIL,
        outcome,
        0.5,
        2.0,
        (Finding(EVIL, True, 0.5, EVIL), Finding(EVIL, False, 1.5, EVIL)),
        ((Named(EVIL, EVIL)),),
        0,
        EVIL,
        EVIL,
        (EVIL,),
        Example(EVIL, ((EVIL, EVIL), ("d", {EVIL: [EVIL, (EVIL, np.eye(2))]})), EVIL, EVIL, {EVIL: EVIL}, None),
    )


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_hostile_texts_stay_texts(outcome):
    html = as_card(everything_evil(outcome))
    reader = Reader(html)
    assert reader.open == []
    assert reader.tags <= TAGS
    assert reader.attributes <= {"class", "aria-label", "aria-hidden", "scope"}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e]", html)


def test_jupyter_does_not_take_dollars_for_mathematics():
    assert 'class="nnlab-card nnlab-fail tex2jax_ignore"' in as_card(everything_evil("fail"))


def arrays(shape, at, value=9.5):
    good = np.arange(float(np.prod(shape))).reshape(shape)
    bad = good.copy()
    bad[at] = value
    return good, bad, good != bad


def failing(expected, got, wrong, inputs=()):
    return Report("f", "fail", 0.0, 1.0, example=Example("", inputs, "", expected, got, wrong))


def test_a_differing_entry_is_underlined_bold_and_said():
    html = as_card(failing(*arrays((2, 3), (1, 2))))
    assert (
        html.count('<td class="nnlab-wrong"><span class="nnlab-sr">differs: </span><strong><u>9.5</u></strong></td>')
        == 1
    )
    assert html.count('<td class="nnlab-right"><strong>5.0</strong></td>') == 1


def test_a_large_array_is_cropped_around_the_first_wrong_entry_and_says_so():
    html = as_card(failing(*arrays((50, 20), (30, 15))))
    assert html.count("an array of shape (50, 20); shown: rows 28 to 35 of 50, columns 12 to 19 of 20") == 2
    assert "<u>9.5</u>" in html
    assert html.count("<tr>") == 2 * 9


def test_inputs_are_shown_at_the_same_rows():
    good, bad, wrong = arrays((50, 1), (30, 0))
    html = as_card(failing(good, bad, wrong, (("X", np.zeros((50, 3))), ("w", np.zeros(3)))))
    assert "an array of shape (50, 3); shown: rows 28 to 35 of 50" in html


def test_nearly_equal_numbers_are_told_apart():
    html = as_card(failing(*arrays((1, 2), (0, 1), 1.0000123)))
    assert "<strong>1.0</strong>" in html
    assert "<u>1.00001</u>" in html


def test_more_dimensions_show_the_slice_with_the_first_wrong_entry():
    html = as_card(failing(*arrays((3, 4, 5), (2, 3, 4))))
    assert "shown: index [2]" in html
    assert "<u>9.5</u>" in html


def test_shapes_that_differ_are_both_told():
    html = as_card(failing(np.zeros((2, 3)), np.zeros((3, 2)), None))
    assert "<strong>an array of shape (2, 3)</strong>" in html
    assert "<strong>an array of shape (3, 2)</strong>" in html


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        2.5,
        1 + 2j,
        "text",
        [],
        (),
        {},
        [1, 2, 3],
        [[1, 2], [3, 4]],
        [[1], [2, 3]],
        (np.zeros(2), np.zeros(2)),
        [(np.zeros((2, 2)), np.zeros(2))] * 12,
        {"W": np.zeros((3, 1)), "b": None},
        np.zeros((0, 3)),
        np.array(5),
        np.array([True, False]),
        np.array([np.nan, np.inf]),
        [[[[[[1]]]]]],
        [np.zeros(2), "x"],
        10**400,
        sum,
    ],
    ids=repr,
)
def test_any_plain_value_can_be_shown(value):
    reader = Reader(as_card(failing(value, value, None, (("x", value),))))
    assert reader.open == []
    assert "expected" in reader.words


def test_the_code_that_repeats_a_call_runs_and_gives_the_same_inputs():
    given = {
        "X": np.random.default_rng(0).normal(size=(3, 2)),
        "labels": np.array([0, 2, 1]),
        "params": [(np.eye(2, dtype=np.float32), np.array([np.nan, np.inf]))],
        "name": 'it\'s "relu"',
        "options": {"rate": 0.1},
        "empty": np.zeros((0, 3)),
        "number": np.array(2.5),
        "infinite": float("inf"),
    }
    html = as_card(failing(1.0, 2.0, np.array(True), tuple(given.items())))
    code = "".join(Reader(html[html.index("<pre>") : html.index("</pre>")]).words)
    code = code[: code.index("f(X")]
    names = {}
    exec(code, names)
    for name, value in given.items():
        np.testing.assert_equal(names[name], value)
        if isinstance(value, np.ndarray):
            assert (names[name].shape, names[name].dtype) == (value.shape, value.dtype)


def test_functions_among_the_inputs_are_imported():
    from nnlab.calls.functions import sum_of_squares

    html = as_card(failing(1.0, 2.0, np.array(True), (("f", sum_of_squares), ("W", np.eye(2)))))
    assert "from nnlab.calls.functions import sum_of_squares" in html
    assert "f = sum_of_squares" in html


def test_a_page_of_cards_has_the_style_once():
    report = everything_evil("fail")
    assert as_card(report, style=False) == as_card(report).replace(f"<style>{STYLE}</style>", "")
    assert "</style" not in STYLE


def test_the_same_report_gives_the_same_card():
    assert as_card(everything_evil("fail")) == as_card(everything_evil("fail"))


def test_every_claim_says_in_words_whether_it_holds():
    report = Report("f", "fail", 1.0, 2.0, (Finding("a", True, 1.0, ""), Finding("b", False, 1.0, "why")))
    words = "".join(Reader(as_card(report)).words)
    assert "✓holds: a1 of 1" in words
    assert "✗does not hold: bwhy0 of 1" in words


def test_a_pass_is_short():
    report = Report("f", "pass", 2.0, 2.0, (Finding("a", True, 2.0, ""),), summary="Right.")
    before_details = as_card(report, style=False).split("<details>")[0]
    assert "".join(Reader(before_details + "</section>").words) == "✓ f: right, 2 of 2 points"
