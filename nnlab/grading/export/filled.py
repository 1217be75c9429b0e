"""What filling a worksheet came to, and how that is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 20  # names in a sentence


@dataclass(frozen=True)
class Filled:
    text: str  # the new file
    filled: int
    unknown: tuple[str, ...] = ()  # students whom the file does not have
    unclear: tuple[str, ...] = ()  # students who fit several rows, or a row that others fit too
    empty: tuple[str, ...] = ()  # rows that got no mark, by the name in the file
    kept: tuple[str, ...] = ()  # rows that the file itself says must stay as they are
    notes: tuple[str, ...] = ()

    def said(self, file: str) -> Iterator[str]:
        yield f"{self.filled} {'mark is' if self.filled == 1 else 'marks are'} filled in."
        yield from self.notes
        for words, names in (
            (f"Not found in {file}", self.unknown),
            ("Fits several rows, or a row that others fit too, so it was left out", self.unclear),
            (f"In {file} without a grade here, left as it was", self.empty),
            (f"Left as it was, for {file} does not let it be changed", self.kept),
        ):
            if names:
                yield f"{words}: {_listed(names)}."


def _listed(names: Sequence[str]) -> str:
    more = f", and {len(names) - MOST} more" if len(names) > MOST else ""
    return "; ".join(f"{name:.80}" for name in names[:MOST]) + more
