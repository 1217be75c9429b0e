"""Answers to log_softmax, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def by_row(Z):
    out = np.zeros(Z.shape)
    for i in range(len(Z)):
        m = Z[i].max()
        out[i] = Z[i] - (m + np.log(np.sum(np.exp(Z[i] - m))))
    return out


def from_differences(Z):
    with np.errstate(over="ignore"):
        return -np.logaddexp.reduce(Z[:, None, :] - Z[:, :, None], axis=2)


RIGHT = right(
    by_row=by_row,
    lists=lambda Z: by_row(Z).tolist(),
    reduced=lambda Z: Z - np.logaddexp.reduce(Z, axis=1, keepdims=True),
    reduced_later=lambda Z: (Z.T - np.logaddexp.reduce(Z, axis=1)).T,
    from_differences=from_differences,
    added_back=lambda Z: (
        Z
        - Z.max(axis=1, keepdims=True)
        - np.log(np.sum(np.exp(Z - Z.max(axis=1, keepdims=True)), axis=1, keepdims=True))
    ),
    last_axis=lambda Z: (
        Z - np.max(Z, axis=-1)[:, None] - np.log(np.exp(Z - np.max(Z, axis=-1)[:, None]).sum(axis=-1))[:, None]
    ),
)


def plain(Z):
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


def plain_softmax(Z):
    return np.log(np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True))


def batch_max(Z):
    s = Z - Z.max()
    return s - np.log(np.exp(s).sum(axis=1, keepdims=True))


def forgot_in_front(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z - m).sum(axis=1, keepdims=True))


def added_instead(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - m + np.log(np.exp(Z - m).sum(axis=1, keepdims=True))


def m_with_the_wrong_sign(Z):
    m = Z.max(axis=1, keepdims=True)
    return Z - (np.log(np.exp(Z - m).sum(axis=1, keepdims=True)) - m)


def columns(Z):
    s = Z - Z.max(axis=0)
    return s - np.log(np.exp(s).sum(axis=0))


def no_keepdims(Z):
    s = Z - Z.max(axis=1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=1))


def buffer(Z):
    out = np.zeros_like(Z)
    for i in range(len(Z)):
        s = Z[i] - Z[i].max()
        out[i] = s - np.log(np.sum(np.exp(s)))
    return out


def in_place(Z):
    Z -= Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


def base_two(Z):
    return by_row(Z) / np.log(2)


def base_ten_inside(Z):
    s = Z - Z.max(axis=1, keepdims=True)
    return s - np.log10(np.exp(s).sum(axis=1, keepdims=True))


WRONG = wrong(
    of_softmax=(lambda Z: np.log(softmax(Z)), "too small"),
    guarded=(lambda Z: np.log(softmax(Z) + 1e-12), "small number"),
    guarded_9=(lambda Z: np.log(softmax(Z) + 1e-9), "small number"),
    guarded_300=(lambda Z: np.log(softmax(Z) + 1e-300), "small number"),
    clipped=(lambda Z: np.log(np.clip(softmax(Z), 1e-15, 1)), "small number"),
    maximum=(lambda Z: np.log(np.maximum(softmax(Z), 1e-10)), "small number"),
    plain=(plain, "maximum first"),
    plain_softmax=(plain_softmax, "maximum", "too small"),
    batch_max=(batch_max, "maximum of the whole batch"),
    forgot_in_front=(forgot_in_front, "in front too"),
    added_instead=(added_instead, "plus", "subtract"),
    m_with_the_wrong_sign=(m_with_the_wrong_sign, "once more"),
    columns=(columns, "columns"),
    no_keepdims=(no_keepdims, "keepdims"),
    probabilities=(softmax, "probabilities, not"),
    shifted=(lambda Z: Z - Z.max(axis=1, keepdims=True), "still has to be subtracted"),
    buffer=(buffer, "whole numbers"),
    in_place=(in_place, "altered Z"),
    base_two=(base_two, "base 2"),
    base_ten_inside=(base_ten_inside, "log10"),
    replaced=(lambda Z: np.nan_to_num(np.log(softmax(Z))), "replaced"),
    guarded_7=(lambda Z: np.log(softmax(Z) + 1e-7), "small number"),
    negative=(lambda Z: -by_row(Z), "negative"),
)
