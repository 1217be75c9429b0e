"""The network of a walk as SVG, with all of its numbers: a page without a front end shows it as it is here, at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nnlab.draw.svg import DIM, PAPER, number, tag
from nnlab.draw.walk.dots import Dots
from nnlab.draw.walk.parts import Network, Numbers, Spot, label, subscripts
from nnlab.draw.walk.pills import PILL, Pills
from nnlab.draw.walk.steps import Step, by_entry
from nnlab.draw.walk.trace import Trace

TALLEST = 8  # nodes in a column, as long as each has its numbers in it
ROW, LARGEST_ROW, MANY_ROWS = 88.0, 30.0, 560.0  # of nodes with numbers; of dots, at most; of all dots of a column
WIDEST, APART = 680.0, 288.0  # from the first column to the last, and between two of them, at most
LINES = 30.0  # of which so much at least is there for the lines
MARGIN, TARGETS = 12.0, 66.0  # the targets y stand on the right of the outputs
TOP, BOTTOM = 34.0, 30.0
FONT = "system-ui, sans-serif"


def picture(trace: Trace, steps: Sequence[Step]) -> str:
    """The whole walk at its end."""
    numbers, sizes = Numbers.of(trace, steps), [len(trace.x), *[len(b) for _, b in trace.params]]
    apart = min(APART, WIDEST / (len(sizes) - 1))
    roomy = by_entry(trace) and max(sizes) <= TALLEST and apart >= PILL + LINES
    rows = [ROW if roomy else min(LARGEST_ROW, MANY_ROWS / size) for size in sizes]
    width = apart * (len(sizes) - 1) + PILL + TARGETS + 2 * MARGIN
    column = max(row * size for row, size in zip(rows, sizes, strict=True))
    high = TOP + column + BOTTOM
    spots = [
        [(MARGIN + PILL / 2 + apart * i, TOP + column / 2 + row * (j - (size - 1) / 2)) for j in range(size)]
        for i, (row, size) in enumerate(zip(rows, sizes, strict=True))
    ]
    network: Network = Pills(trace, numbers, spots) if roomy else Dots(trace, numbers, spots, rows)
    parts = [
        tag("rect", width=width, height=high, fill=PAPER, class_="paper"),
        *_headings(spots),
        *network.parts(),
        *_targets(trace, spots[-1], network.beside),
        *_loss(trace, numbers, (spots[-1][0][0], high - 10)),
    ]
    size = {"viewBox": f"0 0 {width:g} {high:g}", "width": width, "height": high}
    kind = "roomy" if roomy else "many"
    return tag("svg", "".join(parts), xmlns="http://www.w3.org/2000/svg", **size, font_family=FONT, class_=kind)


def _headings(spots: Sequence[Sequence[Spot]]) -> Iterator[str]:
    for i, column in enumerate(spots):
        name = "input" if i == 0 else f"layer {i}" + (", output" if i == len(spots) - 1 else "")
        yield tag("text", name, x=column[0][0], y=18, text_anchor="middle", fill=DIM, font_size=12, class_="dim")


def _targets(trace: Trace, column: Sequence[Spot], beside: float) -> Iterator[str]:
    """y beside each output; where there are many, beside those alone that are not 0."""
    if trace.y is None:
        return
    for k, (x, y) in enumerate(column):
        if trace.y[k] or len(column) <= TALLEST:
            words = subscripts(f"y_{{{k + 1}}} = {number(trace.y[k])}")
            yield tag("text", words, x=x + beside + 8, y=y + 5, fill=DIM, font_size=13, class_="dim")


def _loss(trace: Trace, numbers: Numbers, spot: Spot) -> Iterator[str]:
    if trace.y is None:
        return
    layer = len(trace.params)
    words = f"loss {number(trace.stage('loss', layer).got[0])}"
    yield label(words, spot, numbers.at["loss", layer, (0,)], numbers, font_size=14, data_loss="")
