"""should_stop: patience, and then enough."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nnlab.judge import SHAPE, Case, Claim, Exercise, Mistake
from nnlab.reference.training import should_stop

# (claim, losses, tolerance, patience, what is special about it). Each claim has both answers for as many losses and one
# patience, so that neither one answer for all nor the sizes give it. Every loss is then multiplied, the tolerance too, by one
# number for each draw: that changes no decision. No decision hangs on rounding: each is clear by a tenth of the tolerance.
TABLE: tuple[tuple[str, list[float], float, int, str], ...] = (
    ("plain", [2.0, 1.5, 1.2, 1.0, 0.85], 0.1, 2, "it falls steadily"),
    ("plain", [1.0, 0.6, 0.7, 0.8, 0.9], 0.05, 2, "it rises"),
    ("plain", [2.0, 1.4, 1.6, 1.35, 1.2], 0.1, 3, "it rose for a while"),
    ("plain", [2.0, 1.2, 1.19, 1.21, 1.18], 0.1, 3, "three epochs without progress"),
    ("plain", [2.0, 1.0, 1.5, 1.4, 1.2], 0.05, 2, "it falls again, but the best is long ago"),
    ("uneven", [2.0, 1.4, 1.47, 1.3, 1.44], 0.05, 2, "it wavers, but the last two hold a better one than ever before"),
    ("uneven", [1.5, 0.8, 1.6, 0.9, 1.7, 0.97], 0.05, 4, "up and down, never better than the second"),
    ("uneven", [1.0, 0.98, 0.97, 0.96, 0.7], 0.1, 3, "slow, but the last one is a good step"),
    ("uneven", [1.0, 0.5, 0.9, 0.52, 0.51], 0.05, 3, "the last is nearly the best, and no better"),
    ("uneven", [1.0, 0.97, 0.94, 0.91, 0.88], 0.1, 2, "slow: each improves a little, the last two together by 0.06"),
    (
        "uneven",
        [1.0, 0.96, 0.91, 0.85, 0.78],
        0.1,
        2,
        "slow: each improves by less than the tolerance, two together by more",
    ),
    ("short", [1.0, 0.99], 0.1, 2, "as many losses as patience, nearly equal: too early to say"),
    ("short", [1.0, 1.2], 0.1, 2, "as many losses as patience: too early to say"),
    ("short", [1.0], 0.1, 3, "one loss"),
    ("short", [1.0, 1.1, 1.2], 0.05, 5, "fewer losses than patience"),
    ("short", [1.0, 1.2, 1.34], 0.1, 2, "one more than patience, and no progress"),
    ("short", [1.0, 1.2, 0.8], 0.1, 2, "one more than patience, and progress"),
    ("short", [1.0, 0.7, 0.95, 0.97], 0.1, 3, "one more than patience, and progress, some time ago"),
    ("one", [1.0, 0.8, 0.79], 0.05, 1, "patience 1, hardly any progress"),
    ("one", [1.0, 0.8, 0.6], 0.05, 1, "patience 1, progress"),
    ("one", [0.5, 0.9, 0.7], 0.05, 1, "patience 1, better than the one before, not than the best"),
    ("one", [0.5, 0.4, 0.397], 0.001, 1, "patience 1, a small tolerance"),
    ("one", [5.0, 3.8, 3.3], 1.0, 1, "patience 1, a large tolerance"),
    ("one", [-1.0, -1.5, -1.9], 0.2, 1, "patience 1, losses below 0, progress"),
)


def draw(rng: np.random.Generator) -> Iterator[Case]:
    factor = float(rng.choice([0.5, 2.0, 3.0, 4.0, 5.0, 8.0]))
    for claim, losses, tolerance, patience, note in TABLE:
        shown = [round(factor * loss, 4) for loss in losses]
        yield Case(claim, (shown, round(factor * tolerance, 4), patience), note)


def step_by_step(losses: Sequence[float], tolerance: float, patience: int) -> bool:
    """No epoch of the last ones was better than the one before it by the tolerance."""
    if len(losses) <= patience:
        return False
    return all(losses[-i] > losses[-i - 1] - tolerance for i in range(1, patience + 1))


def counting(losses: Sequence[float], tolerance: float, patience: int, *, every_best: bool) -> bool:
    """A counter of epochs without progress; `best` moves on every better loss, or only with progress."""
    best, waited = float("inf"), 0
    for loss in losses:
        progress = loss <= best - tolerance
        waited = 0 if progress else waited + 1
        best = min(best, loss) if every_best or progress else best
    return waited >= patience


def average(losses: Sequence[float], tolerance: float, patience: int) -> bool:
    if len(losses) <= patience:
        return False
    return bool(np.mean(losses[-patience:]) > np.mean(losses[:-patience]) - tolerance)


COMPARED = "min(losses[-patience:]) > min(losses[:-patience]) - tolerance"
GUARD = """    if len(losses) <= patience:
        return False
"""

exercise = Exercise(
    reference=should_stop,
    draw=draw,
    claims=(
        Claim(SHAPE, 0.25, "True or False"),
        Claim("plain", 0.5, "False while the best loss still improves, True when the last epochs brought nothing"),
        Claim("uneven", 0.5, "also where the losses go up and down, or fall in small steps"),
        Claim("short", 0.25, "False while there are no more losses than patience, and right for one more"),
        Claim("one", 0.25, "right for patience 1, small and large tolerances"),
    ),
    hints=(
        "Cut the list in two: the last `patience` losses, and all before them. What is the best of each?",
        "Stop when the best of the last ones is greater than the best before them minus the tolerance. With nothing before them, go on.",
        "False if len(losses) <= patience, else min(losses[-patience:]) > min(losses[:-patience]) - tolerance.",
    ),
    mistakes=(
        Mistake(
            "never stops",
            "Your answer is False for all losses, so training would never stop. Return True when the last `patience` losses brought nothing.",
            wrong=lambda losses, tolerance, patience: False,
        ),
        Mistake(
            "the wrong way round",
            "Your answer is True where training should go on, and False where it should stop.",
            edits=((COMPARED, "min(losses[-patience:]) <= min(losses[:-patience]) - tolerance"),),
        ),
        Mistake(
            "only the last two losses",
            "You compare the last loss with the one before it. One bad epoch is no reason to stop: compare the best of the last `patience` losses with the best before them.",
            wrong=lambda losses, tolerance, patience: len(losses) > 1 and abs(losses[-1] - losses[-2]) < tolerance,
        ),
        Mistake(
            "only the last two losses, in one direction",
            "You compare the last loss with the one before it. Compare the best of the last `patience` losses with the best before them.",
            wrong=lambda losses, tolerance, patience: len(losses) > 1 and losses[-1] > losses[-2] - tolerance,
        ),
        Mistake(
            "the last two, once there are enough",
            "You wait until there are more losses than patience, but then compare only the last loss with the one before it. Compare the best of the last `patience` losses with the best before them.",
            edits=((COMPARED, "losses[-1] > losses[-2] - tolerance"),),
        ),
        Mistake(
            "the text's rule, once there are enough",
            "You ask whether the last loss changed by less than the tolerance. A loss that rises changes a lot, and has not improved. Compare the best of the last `patience` losses with the best before them.",
            edits=((COMPARED, "abs(losses[-1] - losses[-2]) < tolerance"),),
        ),
        Mistake(
            "any rise",
            "You stop as soon as a loss is above the one before it. A loss may waver: compare the best of the last `patience` losses with the best before them.",
            edits=((COMPARED, "losses[-1] > losses[-2]"),),
        ),
        Mistake(
            "only the last loss",
            "You look at the last loss alone. Any of the last `patience` losses may be the one that improved: take their min.",
            edits=(("min(losses[-patience:])", "losses[-1]"),),
        ),
        Mistake(
            "only the loss before the window",
            "You compare with the loss just before the last ones. It may have been a bad one: compare with the best of all before them.",
            edits=(("min(losses[:-patience])", "losses[-patience - 1]"),),
        ),
        Mistake(
            "now against then",
            "You compare the last loss with the one `patience` epochs ago. Compare the best of the last ones with the best before them.",
            edits=((COMPARED, "losses[-1] > losses[-patience - 1] - tolerance"),),
        ),
        Mistake(
            "the best of all",
            "Your answer is True as soon as there are more losses than patience, whatever they are. Do you compare with the best of all losses? Nothing can be better than that: leave the last `patience` out, losses[:-patience].",
            edits=(("min(losses[:-patience])", "min(losses)"),),
        ),
        Mistake(
            "since the first",
            "You compare with the first loss. Compare with the best of those before the last `patience`.",
            edits=(("min(losses[:-patience])", "losses[0]"),),
        ),
        Mistake(
            "tolerance left out",
            "The tolerance is not used. An improvement that is smaller than it does not count.",
            edits=((" - tolerance", ""),),
        ),
        Mistake(
            "tolerance on the wrong side",
            "The tolerance is added where it is subtracted: a loss slightly worse than the best would count as an improvement.",
            edits=((" - tolerance", " + tolerance"),),
        ),
        Mistake(
            "relative tolerance",
            "The tolerance is taken as a share of the best loss. It is a difference here: the best minus tolerance.",
            edits=(("min(losses[:-patience]) - tolerance", "min(losses[:-patience]) * (1 - tolerance)"),),
        ),
        Mistake(
            "max for min",
            "You take the largest of the losses. The best loss is the smallest: min.",
            edits=((COMPARED, "max(losses[-patience:]) > max(losses[:-patience]) - tolerance"),),
        ),
        Mistake(
            "the worst of the last",
            "You ask that all of the last losses improve. One that does is enough: take their min.",
            edits=(("min(losses[-patience:])", "max(losses[-patience:])"),),
        ),
        Mistake(
            "averages",
            "You compare averages. Compare the best of the last losses with the best before them: min, not mean.",
            wrong=average,
        ),
        Mistake(
            "each with the one before it",
            "Each of the last losses is compared with the one before it. Small steps add up, and a loss that falls again after a rise is no progress: compare with the best before the last `patience`.",
            wrong=step_by_step,
        ),
        Mistake(
            "a counter with a stale best",
            "Your best loss moves only when it is beaten by the tolerance, so it is not the best that there was. Small steps then add up over any time. Take the min of all losses before the last `patience`.",
            wrong=lambda losses, tolerance, patience: counting(losses, tolerance, patience, every_best=False),
        ),
        Mistake(
            "a counter with a moving best",
            "You compare every epoch with the best before it, the last ones too. Inside the last `patience` epochs small steps may add up: compare their best with the best before all of them.",
            wrong=lambda losses, tolerance, patience: counting(losses, tolerance, patience, every_best=True),
        ),
        Mistake(
            "a window one too long",
            "Your last losses are one too many: the last `patience` are losses[-patience:].",
            wrong=lambda losses, tolerance, patience: should_stop(losses, tolerance, patience + 1),
        ),
        Mistake(
            "stops before it can tell",
            "With no more losses than patience there is nothing to compare with: return False, go on.",
            edits=((GUARD, "    if len(losses) <= patience:\n        return True\n"),),
        ),
        Mistake(
            "nothing to compare with",
            "With no more losses than patience, losses[:-patience] is empty, and min of nothing is an error. Return False first when len(losses) <= patience.",
            edits=((GUARD, ""),),
        ),
        Mistake(
            "nothing to compare with, at the border",
            "With exactly as many losses as patience, losses[:-patience] is empty, and min of nothing is an error: return False for len(losses) <= patience, with the equal sign.",
            edits=(("<= patience", "< patience"),),
        ),
    ),
)
