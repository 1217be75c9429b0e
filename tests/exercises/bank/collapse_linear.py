"""Answers to collapse_linear, right and wrong, as learners write them."""

import numpy as np
from naming import right, wrong

RIGHT = right(
    dot=lambda W1, b1, W2, b2: (np.dot(W1, W2), np.dot(b1, W2) + b2),
    listed=lambda W1, b1, W2, b2: [W1 @ W2, b2 + b1 @ W2],
    through_zero=lambda W1, b1, W2, b2: (W1 @ W2, (np.zeros(len(W1)) @ W1 + b1) @ W2 + b2),
    with_ones=lambda W1, b1, W2, b2: ((np.vstack([W1, b1]) @ W2)[:-1], (np.vstack([W1, b1]) @ W2)[-1] + b2),
    by_einsum=lambda W1, b1, W2, b2: (np.einsum("dh,hk->dk", W1, W2), np.einsum("h,hk->k", b1, W2) + b2),
    transposed=lambda W1, b1, W2, b2: ((W2.T @ W1.T).T, W2.T @ b1 + b2),
)

WRONG = wrong(
    lost_b1=(lambda W1, b1, W2, b2: (W1 @ W2, b2), "b1 is lost"),
    lost_b2=(lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2), "b2 is missing"),
    order=(lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2), "W2 W1", "raised"),
    biases_added=(lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "only added", "raised"),
    stars=(lambda W1, b1, W2, b2: (W1 * W2, b1 @ W2 + b2), "entry by entry", "raised"),
    only_w=(lambda W1, b1, W2, b2: W1 @ W2, "only one part", "needs"),
    swapped=(lambda W1, b1, W2, b2: (b1 @ W2 + b2, W1 @ W2), "exchanged"),
    minus=(lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 - b2), "minus", "slip", "sign"),
)
