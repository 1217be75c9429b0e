"""Answers to should_stop, right and wrong, as learners write them."""

import numpy as np


def one_line(losses, tolerance, patience):
    return len(losses) > patience and min(losses[-patience:]) > min(losses[:-patience]) - tolerance


def by_numpy(losses, tolerance, patience):
    losses = np.array(losses)
    if losses.size <= patience:
        return False
    return np.min(losses[:-patience]) - np.min(losses[-patience:]) < tolerance


def no_one_improved(losses, tolerance, patience):
    before, last = losses[:-patience], losses[-patience:]
    if not before:
        return False
    best = min(before)
    return not any(best - loss >= tolerance for loss in last)


def all_failed(losses, tolerance, patience):
    n = len(losses)
    if n < patience + 1:
        return False
    best = min(losses[: n - patience])
    return all(losses[i] > best - tolerance for i in range(n - patience, n))


def loops(losses, tolerance, patience):
    if len(losses) <= patience:
        return False
    best = losses[0]
    for loss in losses[: len(losses) - patience]:
        if loss < best:
            best = loss
    stop = True
    for loss in losses[len(losses) - patience :]:
        if loss <= best - tolerance:
            stop = False
    return stop


def infinite_beginning(losses, tolerance, patience):
    best = min(losses[:-patience], default=float("inf"))
    return bool(min(losses[-patience:]) > best - tolerance)


RIGHT = [one_line, by_numpy, no_one_improved, all_failed, loops, infinite_beginning]


def inverted(losses, tolerance, patience):
    if len(losses) <= patience:
        return False
    return min(losses[-patience:]) < min(losses[:-patience]) - tolerance


def by_the_text(losses, tolerance, patience):
    return len(losses) > 1 and abs(losses[-1] - losses[-2]) < tolerance


def by_the_text_when_enough(losses, tolerance, patience):
    if len(losses) <= patience:
        return False
    return abs(losses[-1] - losses[-2]) < tolerance


def rises(losses, tolerance, patience):
    return len(losses) > patience and losses[-1] > losses[-2]


def last_alone(losses, tolerance, patience):
    return len(losses) > patience and losses[-1] > min(losses[:-patience]) - tolerance


def before_the_window(losses, tolerance, patience):
    return len(losses) > patience and min(losses[-patience:]) > losses[-patience - 1] - tolerance


def best_ever(losses, tolerance, patience):
    return len(losses) > patience and min(losses[-patience:]) > min(losses) - tolerance


def no_tolerance(losses, tolerance, patience):
    return len(losses) > patience and min(losses[-patience:]) >= min(losses[:-patience])


def share_of_best(losses, tolerance, patience):
    return len(losses) > patience and min(losses[-patience:]) > min(losses[:-patience]) * (1 - tolerance)


def unguarded(losses, tolerance, patience):
    return min(losses[-patience:]) > min(losses[:-patience]) - tolerance


def guarded_too_late(losses, tolerance, patience):
    if len(losses) < patience:
        return False
    return min(losses[-patience:]) > min(losses[:-patience]) - tolerance


def stops_early(losses, tolerance, patience):
    if len(losses) <= patience:
        return True
    return min(losses[-patience:]) > min(losses[:-patience]) - tolerance


def keras(losses, tolerance, patience):
    best, wait = np.inf, 0
    for loss in losses:
        if loss < best - tolerance:
            best, wait = loss, 0
        else:
            wait += 1
    return wait >= patience


def moving_best(losses, tolerance, patience):
    best, wait = np.inf, 0
    for loss in losses:
        wait = 0 if best - loss > tolerance else wait + 1
        best = min(best, loss)
    return wait >= patience


def step_by_step(losses, tolerance, patience):
    if len(losses) <= patience:
        return False
    return all(losses[-i - 1] - losses[-i] < tolerance for i in range(1, patience + 1))


def means(losses, tolerance, patience):
    if len(losses) <= patience:
        return False
    return np.mean(losses[-patience:]) > np.mean(losses[:-patience]) - tolerance


def longer_window(losses, tolerance, patience):
    if len(losses) <= patience + 1:
        return False
    return min(losses[-patience - 1 :]) > min(losses[: -patience - 1]) - tolerance


def never(losses, tolerance, patience):
    return False


def a_number(losses, tolerance, patience):
    return int(one_line(losses, tolerance, patience))


def the_difference(losses, tolerance, patience):
    return min(losses[:-patience] or [np.inf]) - min(losses[-patience:])


def prints_it(losses, tolerance, patience):
    print(one_line(losses, tolerance, patience))


def only_true(losses, tolerance, patience):
    if len(losses) > patience and min(losses[-patience:]) > min(losses[:-patience]) - tolerance:
        return True


WRONG = [
    (inverted, ("the wrong way round",)),
    (by_the_text, ("one before it",)),
    (by_the_text_when_enough, ("changed by less", "one before it")),
    (rises, ("one before it",)),
    (last_alone, ("last loss alone",)),
    (before_the_window, ("just before",)),
    (best_ever, ("best of all",)),
    (no_tolerance, ("tolerance is not used",)),
    (share_of_best, ("share of the best",)),
    (unguarded, ("is empty",)),
    (guarded_too_late, ("equal sign",)),
    (stops_early, ("go on",)),
    (keras, ("moves only when",)),
    (moving_best, ("every epoch with the best before it",)),
    (step_by_step, ("Small steps add up",)),
    (means, ("averages",)),
    (longer_window, ("one too many",)),
    (never, ("never stop",)),
    (a_number, ("True", "bool")),
    (the_difference, ("True", "bool")),
    (prints_it, ("print",)),
    (only_true, ("None", "every path")),
]

EQUIVALENT = {
    "return min(losses[-patience:]) > min(losses[:-patience]) - tolerance": "floats compare to a bool anyway",
    "return bool(min(losses[-patience:]) >= min(losses[:-patience]) - tolerance)": "no exact ties are asked",
    "return bool(min(losses) > min(losses[:-patience]) - tolerance)": "where the best of all is not among the last, both are above",
}
