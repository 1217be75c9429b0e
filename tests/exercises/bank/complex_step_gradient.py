"""Answers to complex_step_gradient, right and wrong, as learners write them."""

import numpy as np


def with_a_step_array(f, W):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        step = np.zeros(W.shape)
        step[i] = 1e-30
        dW[i] = np.imag(f(W + 1j * step)) / 1e-30
    return dW


def in_a_complex_copy(f, W):
    h = 1e-50
    Z = W.astype(complex)
    dW = np.empty(W.shape)
    for i in np.ndindex(W.shape):
        Z[i] = complex(W[i], h)
        dW[i] = f(Z).imag / h
        Z[i] = W[i]
    return dW


def fresh_copies(f, W):
    slopes = []
    for i in range(W.size):
        Z = np.array(W, dtype=np.complex128)
        Z.flat[i] += 1e-20j
        slopes.append(f(Z).imag * 1e20)
    return np.reshape(slopes, W.shape)


def as_list(f, W):
    return with_a_step_array(f, W).tolist()


def modest_h(f, W):
    h = 1e-9
    dW = np.zeros(W.shape)
    for i, w in np.ndenumerate(W):
        Z = W + 0j
        Z = np.array(Z)
        Z[i] = w + 1j * h
        dW[i] = f(Z).imag / h
    return dW


RIGHT = [with_a_step_array, in_a_complex_copy, fresh_copies, as_list, modest_h]


def central(f, W):
    dW = np.zeros(W.shape)
    h = 1e-5
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W - E)) / (2 * h)
    return dW


def one_sided(f, W):
    dW = np.zeros(W.shape)
    h = 1e-7
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (f(W + E) - f(W)) / h
    return dW


def large_h(f, W):
    h = 1e-3
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = f(W + 1j * E).imag / h
    return dW


def takes_real(f, W):
    h = 1e-20
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += 1j * h
        dW[i] = np.real(f(Z)) / h
    return dW


def not_divided(f, W):
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += 1e-20j
        dW[i] = f(Z).imag
    return dW


def halved(f, W):
    h = 1e-20
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += 1j * h
        dW[i] = f(Z).imag / (2 * h)
    return dW


def real_step(f, W):
    h = 1e-20
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += h
        dW[i] = f(Z).imag / h
    return dW


def complex_result(f, W):
    h = 1e-20
    Z = W.astype(complex)
    dW = np.zeros_like(Z)
    for i in np.ndindex(W.shape):
        Z[i] += 1j * h
        dW[i] = f(Z).imag / h
        Z[i] -= 1j * h
    return dW


def whole_value(f, W):
    h = 1e-20
    dW = np.zeros(W.shape, dtype=complex)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += 1j * h
        dW[i] = f(Z) / h
    return dW


def not_put_back(f, W):
    h = 1e-20
    W = W.astype(complex)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] = W[i] + 1j * h
        dW[i] = f(W).imag / h
    return dW


def all_together(f, W):
    h = 1e-20
    return np.imag(f(W + 1j * h)) / h


def all_together_in_a_loop(f, W):
    h = 1e-20
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        dW[i] = np.imag(f(W + 1j * h)) / h
    return dW


def integer_result(f, W):
    h = 1e-20
    dW = np.zeros_like(W)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += 1j * h
        dW[i] = f(Z).imag / h
    return dW


def negative(f, W):
    h = 1e-20
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] -= 1j * h
        dW[i] = f(Z).imag / h
    return dW


def two_axes(f, W):
    h = 1e-20
    dW = np.zeros(W.shape)
    for i in range(W.shape[0]):
        for j in range(W.shape[1]):
            Z = W.astype(complex)
            Z[i, j] += 1j * h
            dW[i, j] = f(Z).imag / h
    return dW


def middling_h(f, W):
    h = 1e-4
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = f(W + 1j * E).imag / h
    return dW


def flat(f, W):
    h = 1e-20
    slopes = []
    for i in np.ndindex(W.shape):
        Z = W.astype(complex)
        Z[i] += 1j * h
        slopes.append(f(Z).imag / h)
    return slopes


def halved_and_not_put_back(f, W):
    h = 1e-20
    W = W.astype(complex)
    dW = np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        W[i] += 1j * h
        dW[i] = f(W).imag / (2 * h)
    return dW


WRONG = [
    (central, ("difference", "digits")),
    (one_sided, ("difference", "digits")),
    (large_h, ("so large", "digits")),
    (takes_real, ("real part",)),
    (not_divided, ("divide",)),
    (halved, ("half",)),
    (real_step, ("imaginary",)),
    (complex_result, ("complex",)),
    (whole_value, ("imaginary part",)),
    (not_put_back, ("take the step back",)),
    (all_together, ("together",)),
    (all_together_in_a_loop, ("together",)),
    (integer_result, ("whole numbers",)),
    (negative, ("negative",)),
    (two_axes, ("IndexError",)),
    (middling_h, ("so large", "digits")),
    (flat, ("shape",)),
    (halved_and_not_put_back, ("take the step back", "half", "1/2")),
]

EQUIVALENT = {
    "h = 2e-20": "any tiny h gives the same digits",
    "h = 5e-21": "any tiny h gives the same digits",
    "dW = np.ones(W.shape)": "every entry is written afterwards",
    "for i in np.ndindex(dW.shape):": "dW has W's shape",
}
