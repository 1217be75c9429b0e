"""At 200 % every widget can be read and used: text is twice as large, nothing is cut off, nothing lies on something else."""

import itertools

import pytest

SETUP = """
import numpy as np
from nnlab import draw
from nnlab.reference.multilayer_networks import init_params

rng = np.random.default_rng(0)


def delta_hidden(delta, W, Z, activation):
    return delta @ W.T
"""
WIDGETS = {
    "walk": "walk = draw.walk(init_params([3, 2, 3], 0), [1.0, -0.5, 2.0], 1, delta_hidden)\nwalk.at = walk.first\nwalk",
    "descend": "draw.descend(lambda W: (W[0] ** 2 + 50 * W[1] ** 2) / 2, lambda W: W * [1, 50], [-9.0, 1.0])",
    "boundary": "draw.boundary(init_params([2, 8, 2], 0), rng.normal(size=(50, 2)), np.arange(50) % 2)",
    "neurons": "draw.neurons(init_params([36, 10, 2], 0), rng.integers(0, 256, size=(5, 6, 6), dtype=np.uint8))",
    "training": "for epoch in (live := draw.training(3)):\n    live.show(training=1 / (epoch + 1), validation=2.0)",
}
AT_100, AT_200 = {"width": 1280, "height": 1400}, {"width": 640, "height": 700}  # pixels of CSS in the same window
SEEN = """(widget) => {
    const text = [...widget.querySelectorAll("svg text, p, label, button")].filter((part) => part.getClientRects().length);
    const size = (part) => Number.parseFloat(getComputedStyle(part).fontSize) * (part.getScreenCTM?.().a ?? 1);
    const box = ({ left, right, top, bottom }) => ({ left, right, top, bottom });
    const shown = (part) => part.getClientRects().length && !part.closest(".shelf");
    return {
        sizes: text.map(size),
        controls: [...widget.querySelectorAll("button, select, input, output, label")].filter(shown).map((part) => box(part.getBoundingClientRect())),
        blocks: [...widget.children].filter((part) => part.getClientRects().length && !part.classList.contains("aside")).map((part) => box(part.getBoundingClientRect())),
        widget: box(widget.getBoundingClientRect()),
        page: [document.documentElement.scrollWidth, document.documentElement.clientWidth],
        wide: [widget.scrollWidth, widget.clientWidth],
        view: (({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth])(widget.querySelector(".view")),
        here: [...widget.querySelectorAll(".node.here")].map((part) => box(part.getBoundingClientRect())),
        place: box(widget.querySelector(".view").getBoundingClientRect()),
        svg: widget.querySelector("svg").getBoundingClientRect().width,
    };
}"""


@pytest.fixture(scope="module")
def seen(desk):
    """What the page says of each widget, by name: at 100 % and at 200 %."""
    page = desk.opened("zoom", [SETUP, *WIDGETS.values()], viewport=AT_100, device_scale_factor=2)
    desk.run(page)
    found = []
    for size in (AT_100, AT_200):
        page.set_viewport_size(size)
        page.wait_for_timeout(500)
        for key in ("ArrowLeft", "ArrowRight"):  # to the step after, and to that with a fault again
            page.locator(".nnlab-walk .view").press(key)
            page.wait_for_timeout(100)
        found.append({name: page.locator(f".nnlab-{name}").evaluate(SEEN) for name in WIDGETS})
    yield {name: (found[0][name], found[1][name]) for name in WIDGETS}
    assert desk.complaints == []
    page.close()


def inside(a, b):
    """Whether a lies in b."""
    return all(a[side] >= b[side] for side in ("left", "top")) and all(
        a[side] <= b[side] for side in ("right", "bottom")
    )


@pytest.mark.parametrize("name", WIDGETS)
def test_text_is_twice_as_large(seen, name):
    """A pixel of CSS is twice as large; so the size in CSS must not shrink."""
    before, after = (found["sizes"] for found in seen[name])
    assert len(before) == len(after) > 3
    assert all(2 * b >= 2 * a - 0.01 for a, b in zip(before, after, strict=True))


@pytest.mark.parametrize("name", WIDGETS)
def test_nothing_is_cut_off(seen, name):
    _, after = seen[name]
    assert after["wide"][0] <= after["wide"][1]
    assert after["page"][0] <= after["page"][1]
    for control in after["controls"]:
        assert after["widget"]["left"] <= control["left"] < control["right"] <= after["widget"]["right"] + 0.5
    assert after["view"][0] >= after["svg"] - 1  # all of the picture can be scrolled to


@pytest.mark.parametrize("name", WIDGETS)
def test_nothing_lies_on_something_else(seen, name):
    _, after = seen[name]
    assert len(after["blocks"]) >= 2
    for parts in (after["controls"], after["blocks"]):
        for a, b in itertools.combinations(parts, 2):
            if inside(a, b) or inside(b, a):  # a slider in its label
                continue
            apart = a["right"] <= b["left"] + 0.5 or b["right"] <= a["left"] + 0.5
            assert apart or a["bottom"] <= b["top"] + 0.5 or b["bottom"] <= a["top"] + 0.5


def test_the_walk_brings_what_it_is_at_into_sight(seen):
    before, after = seen["walk"]
    assert after["svg"] > after["place"]["right"] - after["place"]["left"]  # there is no room for all of it
    for found in (before, after):
        (here,) = found["here"]
        assert found["place"]["left"] <= here["left"] < here["right"] <= found["place"]["right"]
