"""What a call prints is kept in part: enough to show, never enough to fill the memory."""

from __future__ import annotations

import tracemalloc

from nnlab.calls import run
from nnlab.calls.run import MAX_TEXT


def test_what_is_printed_is_kept() -> None:
    assert run(lambda x: print("x is", x), (1,)).printed == "x is 1\n"


def test_of_much_printing_the_beginning_is_kept() -> None:
    def talkative(n: int) -> int:
        return sum(print("x" * 1000) or 1 for _ in range(n))

    tracemalloc.start()
    answer = run(talkative, (20_000,))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.value == 20_000
    assert len(answer.printed) == MAX_TEXT
    assert peak < 1_000_000
