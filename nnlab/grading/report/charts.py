"""Bars as SVG: no style attribute, no script, every number also in words."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH, HEIGHT, STEP, BAR = 660, 190, 60, 44
BASE, TOP = 150, 26  # where the bars stand, and how high the highest may reach


def distribution(labels: Sequence[str], counts: Sequence[int]) -> str:
    """A histogram with its counts written above the bars."""
    most = max([*counts, 1])
    parts = []
    for i, (label, number) in enumerate(zip(labels, counts, strict=True)):
        left, high = i * STEP + (STEP - BAR) / 2, (BASE - TOP) * number / most
        middle = i * STEP + STEP / 2
        parts.append(
            f'<rect class="{"full" if i == len(counts) - 1 else "bin"}" x="{left:g}" y="{BASE - high:.1f}" '
            f'width="{BAR}" height="{high:.1f}"/>'
            f'<text x="{middle:g}" y="{BASE - high - 6:.1f}" class="count">{number or ""}</text>'
            f'<text x="{middle:g}" y="{BASE + 18}">{label}</text>'
        )
    words = ", ".join(f"{number} with {label} percent" for label, number in zip(labels, counts, strict=True) if number)
    return (
        f'<svg class="distribution" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Learners: {words or "none"}">'
        f'{"".join(parts)}<line x1="0" x2="{WIDTH}" y1="{BASE}" y2="{BASE}"/>'
        f'<text x="{WIDTH / 2:g}" y="{HEIGHT - 4}" class="axis">percent of the points</text></svg>'
    )


def stacked(parts: Sequence[tuple[str, int]]) -> str:
    """One bar for a whole, cut into its parts; the numbers stand in the cells beside it."""
    whole = sum(size for _, size in parts) or 1
    drawn, at = [], 0.0
    for kind, size in parts:
        wide = 100 * size / whole
        if size:
            drawn.append(f'<rect class="{kind}" x="{at:.3f}" width="{wide:.3f}" height="1"/>')
        at += wide
    return _bar("".join(drawn))


def single(part: int, whole: int) -> str:
    wide = 100 * part / whole if whole else 0.0
    rest = '<rect class="rest" width="100" height="1"/>'
    return _bar(f'{rest}<rect class="wrong" width="{min(100.0, wide):.3f}" height="1"/>')


def _bar(inside: str) -> str:
    return f'<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">{inside}</svg>'
