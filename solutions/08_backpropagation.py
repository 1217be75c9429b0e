# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: all
#     notebook_metadata_filter: all
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
#   nnlab:
#     chapter: 08_backpropagation
#     title: Backpropagation
#     minutes: 120
#     demonstrate:
#     - "Do the chain with its nine numbers on the board before anybody sees the picture."
#     - "Step through the walk of section 6 together. Before each delta, stop, and let somebody say its formula."
#     - "Plant a mistake in `backward` and run its check: read aloud which arrays are right and where to begin."
#     - "Show the table of section 8. Ask first which of the ten mistakes the loss will give away."
#     cut:
#     - "`delta_mse`: the rest of the chapter uses the cross-entropy."
#     - "`outer_gradient` as an exercise: show the two orders on numbers, then go on to the batch."
#     - "Section 9, which is optional."
# ---

# %% [markdown]
# # 08 Backpropagation: every slope from one pass back
#
# **Time:** about 120 minutes; the ends of sections 3 and 6 are good places for a break. **It builds on:** chapter 04 (slopes, central
# differences), chapter 06 (softmax and cross-entropy), chapter 07 (networks, `forward`).
#
# **After this chapter you can**
#
# - compute the slope of a network's loss by every weight and bias, in one pass from the end to the beginning,
# - say what each factor in it is for, and which shape it has,
# - test any such computation with central differences,
# - look at wrong slopes and tell where the mistake is.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal
from nnlab.mine import accuracy, cross_entropy_from_scores, forward, init_params, numerical_gradient, one_hot, predict_class
from nnlab.mine import relu_prime, sigmoid, sigmoid_prime, softmax, tanh_prime

# The slope of each activation, at the pre-activation z.
SLOPES = {"identity": np.ones_like, "sigmoid": sigmoid_prime, "tanh": tanh_prime, "relu": relu_prime}

# %% [markdown]
# ## The question
#
# A network is a long chain of sums and bends, with a loss at the end. Somewhere near its beginning sits one weight.
# **How does the loss move when that weight moves a little?** And the weight beside it, and all the others?
#
# You know one way since chapter 04: nudge the weight up, run the network, nudge it down, run it again. That is two
# forward passes for each parameter. Backpropagation needs one forward pass and one pass back, for all of them together.
# The cost of both can be counted. A layer of $d_{in}$ by $d_{out}$ takes $d_{in}d_{out}$ multiplications forward. On the way
# back it takes as many for its weights' slopes, and as many again to reach the layer below.

# %%
print("network                parameters      nudging each      one pass back      ratio")
for sizes in ([3, 2, 3], [64, 32, 10], [784, 128, 10]):
    layers = [(sizes[i], sizes[i + 1]) for i in range(len(sizes) - 1)]
    forward_pass = sum(d_in * d_out for d_in, d_out in layers)
    parameters = sum(d_in * d_out + d_out for d_in, d_out in layers)
    nudging = 2 * parameters * forward_pass
    back = forward_pass + 2 * forward_pass - sizes[0] * sizes[1]  # forward, back; no step back into the inputs
    print(f"{'-'.join(map(str, sizes)):18} {parameters:14,} {nudging:17,} {back:18,} {nudging / back:10,.0f}")

# %% [markdown]
# These are multiplications for one example. For 64-32-10 the pass back is about two thousand times cheaper; for
# 784-128-10 it is about a hundred thousand times cheaper. That is why networks can be trained at all.
#
# Nudging keeps one use, and it is a good one: on a small network it tells whether the pass back is right.
#
# ## 1. One chain, by hand
#
# Take the smallest network that has something inside: one input, one hidden node, one output, no biases.
#
# $$z_1 = w_1 x, \qquad a_1 = \sigma(z_1), \qquad z_2 = w_2 a_1, \qquad L = (z_2 - y)^2 .$$
#
# Let $x = 2$, $w_1 = 0$, $w_2 = 3$, $y = 1$. **Forward**, from left to right: $z_1 = 0$, $a_1 = \sigma(0) = 0.5$,
# $z_2 = 1.5$, $L = 0.25$.
#
# **Back**, from right to left. Write $dz_2$ for the slope of the loss by $z_2$, and so on. Each slope is the one before it,
# times the slope of a single step:
#
# | slope | why | value |
# | --- | --- | --- |
# | $dz_2 = 2(z_2 - y)$ | the slope of a square | $2\cdot 0.5 = 1$ |
# | $dw_2 = dz_2\cdot a_1$ | in $z_2 = w_2 a_1$, the weight is multiplied by $a_1$ | $1\cdot 0.5 = 0.5$ |
# | $da_1 = dz_2\cdot w_2$ | in $z_2 = w_2 a_1$, the activation is multiplied by $w_2$ | $1\cdot 3 = 3$ |
# | $dz_1 = da_1\cdot\sigma'(z_1)$ | through the bend; $\sigma'(0) = 0.25$ | $3\cdot 0.25 = 0.75$ |
# | $dw_1 = dz_1\cdot x$ | in $z_1 = w_1 x$, the weight is multiplied by $x$ | $0.75\cdot 2 = 1.5$ |
#
# That is the whole idea. $dz_2$ was computed once and used twice, $dz_1$ came from $da_1$, and nothing was computed again
# from the beginning.

# %%
numbers = {"x": 2.0, "w1": 0.0, "w2": 3.0, "y": 1.0}
values = {"z1": 0.0, "a1": 0.5, "z2": 1.5, "loss": 0.25}
slopes = {"dz2": 1.0, "dw2": 0.5, "da1": 3.0, "dz1": 0.75, "dw1": 1.5}
draw.scalar_chain({**numbers, **values, **slopes})

# %% [markdown]
# *A chain with its numbers.* Read the blue numbers from left to right, then the orange ones from right to left. Nudging
# agrees, for the two weights and for the three numbers between them:

# %%
x, w1, w2, y, h = 2.0, 0.0, 3.0, 1.0, 1e-5


def nudged(loss, at):
    return (loss(at + h) - loss(at - h)) / (2 * h)


assert np.isclose(nudged(lambda w1: (w2 * sigmoid(w1 * x) - y) ** 2, 0.0), 1.5)
assert np.isclose(nudged(lambda z1: (w2 * sigmoid(z1) - y) ** 2, 0.0), 0.75)
assert np.isclose(nudged(lambda a1: (w2 * a1 - y) ** 2, 0.5), 3.0)
assert np.isclose(nudged(lambda w2: (w2 * 0.5 - y) ** 2, 3.0), 0.5)
assert np.isclose(nudged(lambda z2: (z2 - y) ** 2, 1.5), 1.0)

# %% [markdown]
# Write the chain for any four numbers, and return all nine results in a dict with these keys:
# `z1`, `a1`, `z2`, `loss`, `dz2`, `dw2`, `da1`, `dz1`, `dw1`. `check` looks at each one, so you see where it goes wrong.

# %% exercise="scalar_chain"

# %%
numbers = {"x": 0.5, "w1": 2.0, "w2": -1.5, "y": 0.25}
draw.scalar_chain({**numbers, **mine.scalar_chain(*numbers.values())})

# %% [markdown]
# **What it was for.** The rest of the chapter is this chain with more nodes side by side. Numbers become rows, $w$ becomes
# a matrix, and the only new thing is that a node has several ways to the loss.
#
# ## 2. Where the way back begins
#
# The scores of the last layer go straight into the loss. No activation stands between.

# %%
draw.output_and_loss(hidden=3, outputs=3)

# %% [markdown]
# *Figure 9.6. The output layer feeds the loss.* Forward in blue, back in orange and dashed. The slope of the loss by the
# pre-activation $z_j$ of a layer has a name of its own, $\delta_j$, since everything else follows from it:
#
# $$\delta_j = \frac{\partial L}{\partial z_j} .$$
#
# At the last layer it depends on which loss it is. Take one example.
#
# **Squared error.** $L = \sum_j (z_j - y_j)^2$, so $\delta_j = 2(z_j - y_j)$. By hand: scores $(1, 2)$ and targets $(0, 5)$
# give $\delta = (2, -6)$.
#
# **A note on the 2.** The text this course follows drops it here, since the step size is adjusted anyway. For descent that
# is fine. But then $\delta$ is half the slope, and no comparison with a measured slope can succeed. We keep the 2.
#
# **Cross-entropy.** You did this in chapter 06: the logarithm and the softmax collapse, and $\delta = P - Y$ with
# $P = \mathrm{softmax}(Z)$. By hand: scores $(0, \ln 3)$ give $P = (\tfrac14, \tfrac34)$. If the first class is true,
# $\delta = (-\tfrac34, \tfrac34)$: raise the first score, lower the second.

# %%
assert (2 * (np.array([1, 2]) - np.array([0, 5]))).tolist() == [2, -6]
assert np.allclose(softmax(np.array([[0, np.log(3)]])) - np.array([[1, 0]]), [[-0.75, 0.75]])

# %% [markdown]
# In both functions each row is an example with a loss of its own. There is no $\frac1n$ yet: it comes in once, when all
# is put together.

# %% exercise="delta_mse"

# %% exercise="delta_cross_entropy"

# %% [markdown]
# ## 3. One step back
#
# Suppose a layer's $\delta$ is known. What is the $\delta$ of the layer below it?
#
# Look at one node $k$ of the layer below, with pre-activation $z_k$ and activation $a_k = \sigma(z_k)$. It feeds **every**
# node $t$ above, with the weight $w_{kt}$. Move $z_k$ a little: then $a_k$ moves $\sigma'(z_k)$ times as much, each node $t$
# moves $w_{kt}$ times that, and the loss feels all of them. So add up over $t$:
#
# $$\delta^{\text{below}}_k = \sum_t \delta_t\, w_{kt}\; \sigma'(z_k) .$$
#
# The sum over $t$ is entry $k$ of a matrix product. With one example in each row,
#
# $$\delta^{\text{below}} = (\delta\, W^{\mathsf T}) * \sigma'(Z), \qquad
# \big((n, d_{out})\,(d_{out}, d_{in})\big) * (n, d_{in}) \to (n, d_{in}) ,$$
#
# where $*$ works entry by entry. Forward, the batch goes through $W$; back, $\delta$ goes through $W^{\mathsf T}$.
#
# **Where the text differs.** Its formula is $\sigma'(z)\,W\delta$ with $\delta$ as a column. That is the same thing
# transposed. With examples in rows it has to be $\delta W^{\mathsf T}$. And in the line before, its sum over $t$ has been
# lost: without it each weight would stand alone, and the result would be a table.
#
# **By hand.** One example, $\delta = (1, 2)$, and three nodes below:
#
# $$W = \begin{pmatrix}1&0\\2&1\\0&-1\end{pmatrix}, \qquad z = (1, -1, 2) .$$
#
# $\delta W^{\mathsf T} = (1\cdot1 + 2\cdot0,\; 1\cdot2 + 2\cdot1,\; 1\cdot0 - 2\cdot1) = (1, 4, -2)$. With relu the slopes at $z$ are
# $(1, 0, 1)$, so the new $\delta$ is $(1, 0, -2)$. The middle node was switched off; nothing passes back through it.

# %%
delta, W, z = np.array([[1, 2]]), np.array([[1, 0], [2, 1], [0, -1]]), np.array([[1, -1, 2]])
assert (delta @ W.T).tolist() == [[1, 4, -2]]
assert (W @ delta[0]).tolist() == [1, 4, -2]  # the text's order: a column
assert ((delta @ W.T) * (z > 0)).tolist() == [[1, 0, -2]]

# %% [markdown]
# Two warnings. If $W$ is square, $\delta W$ has the right shape, too, and nobody complains. And $\sigma'$ is taken at the
# **pre-activation** $Z$ of the layer below, not at its activation. `SLOPES[activation]` is the right function for each name.

# %% exercise="delta_hidden"

# %% [markdown]
# ## 4. From delta to the weights
#
# Still one example. A layer computes $z_k = \sum_j a_j w_{jk} + b_k$, where $a$ is what comes **in**: the activations of the
# layer below, or the example itself at the first layer. (The text writes $\sigma(z^{(0)})$ for that, too. But the input has
# no activation: $a^{(0)} = x$.)
#
# The weight $w_{jk}$ is multiplied by $a_j$ and touches $z_k$ alone. As in the chain,
#
# $$\frac{\partial L}{\partial w_{jk}} = a_j\,\delta_k .$$
#
# A table of all products $a_j\delta_k$, with $a$ down the rows, is the **outer product** of $a$ and $\delta$. It has the shape
# of $W$, as a slope should.
#
# **Where the text differs.** It describes this as the column $\delta$ times the row $\sigma(z)$, "in that order". That is the
# transpose. Try both orders on numbers, and measure which one is right:

# %%
a, delta = np.array([1.0, 2.0, 3.0]), np.array([10.0, -1.0])
print("column a times row delta, (3, 2):", (a[:, None] @ delta[None, :]).tolist())
print("column delta times row a, (2, 3):", (delta[:, None] @ a[None, :]).tolist())

# A loss whose slope by z is delta: L = z . delta, with z = a W.
measured = numerical_gradient(lambda W: (a @ W) @ delta, np.zeros((3, 2)), 1e-5)
print("measured by nudging W,    (3, 2):", np.round(measured, 6).tolist())

# %% [markdown]
# With three inputs and two outputs the wrong order cannot be subtracted from $W$, so you would notice. With as many inputs as
# outputs you would not.

# %% exercise="outer_gradient"

# %% [markdown]
# ## 5. A whole batch
#
# All examples share the weights, so their slopes add up: $dW$ is the **sum** of the outer products of all rows. Entry $jk$
# of that sum is $\sum_i a_{ij}\,\delta_{ik}$, and that is a matrix product:
#
# $$dW = A^{\mathsf T}\delta, \qquad (d_{in}, n)\,(n, d_{out}) \to (d_{in}, d_{out}) .$$
#
# **By hand.** Two examples: $a = (1, 2)$ with $\delta = (3)$, and $a = (4, 5)$ with $\delta = (-1)$. The outer products are
# $(3, 6)$ and $(-4, -5)$ as columns, and their sum is $(-1, 1)$.

# %%
A, delta = np.array([[1, 2], [4, 5]]), np.array([[3], [-1]])
assert (np.outer(A[0], delta[0]) + np.outer(A[1], delta[1])).tolist() == [[-1], [1]]
assert (A.T @ delta).tolist() == [[-1], [1]]

# %% [markdown]
# Keep the order: first the outer product of each row, then the sum. Adding up first, and taking one outer product of
# $(5, 7)$ and $(2)$, gives $(10, 14)$. That is another number altogether.

# %% exercise="weight_gradient"

# %% [markdown]
# And the **bias**? It is a weight whose input is always 1. So its slope is what is left of the sum when every $a$ is 1: the
# sum of $\delta$ over the rows. The text adds up $\delta$ as well, but its networks have no biases to use it for. Now you know
# what that sum is.

# %% exercise="bias_gradient"

# %% [markdown]
# ## 6. All of it together
#
# Here is the whole pass for a network of chapter 07 with the mean cross-entropy as its loss. `forward` has kept everything
# that is needed: `zs[i]` are the pre-activations of layer `i`, and `activations[i]` is what goes **into** layer `i`, so that
# `activations[0]` is $X$.
#
# 1. At the top, $\delta = (P - Y)/n$. The loss is a mean over the $n$ examples, so $\frac1n$ enters here, **once**. From here
#    on $\delta$ carries it down.
# 2. At each layer, from the last to the first, take its two slopes: $dW = A^{\mathsf T}\delta$ and $db = \sum\delta$.
# 3. If there is a layer below, take one step back.
#
# | array | shape | for the network 3-4-2 with 5 rows |
# | --- | --- | --- |
# | $\delta$ of the last layer | $(n, k)$ | (5, 2) |
# | $dW_2$, $db_2$ | as $W_2$, $b_2$ | (4, 2), (2,) |
# | $\delta$ of the hidden layer | $(n, d_1)$ | (5, 4) |
# | $dW_1$, $db_1$ | as $W_1$, $b_1$ | (3, 4), (4,) |
#
# Return a list like `params`: a pair `(dW, db)` for each layer, the first layer first. You may call your own functions of
# this chapter, or write it all in one piece. If something is wrong, `check` says for each array whether it is right, and
# where to begin.

# %% exercise="backward"

# %%
digits = data.digits()
X, Y = digits.rows()[:100], one_hot(digits.labels[:100], 10)
params = init_params([64, 32, 10], 0)
zs, activations = forward(params, X, "tanh")
for i, pair in enumerate(mine.backward(params, zs, activations, Y, "tanh"), start=1):
    print(f"layer {i}: dW {np.shape(pair[0])}, db {np.shape(pair[1])}, the largest slope is {np.abs(pair[0]).max():.4f}")

# %% [markdown]
# 2,410 slopes from one pass. Each says how the loss on these hundred digits moves when that one number moves.
#
# ### Step through it
#
# Here is the whole pass on a network that is small enough to see, with one example whose class is the second. The arrow
# keys step forward to the loss and back to the last slope. Beside each number stands the formula that made it, with the
# numbers put in. Point at an arrow to see its weight and, once it is known, its slope. On the way back a dotted arrow shows
# a slope, any other a weight.

# %%
tiny = init_params([3, 2, 3], 1)
draw.walk(tiny, [1.0, -0.5, 2.0], 1, activation="tanh")

# %% [markdown]
# Your own functions compute it where they have passed. **A function that does not pass yet can be watched, too.** Hand it
# over, as in `draw.walk(tiny, [1.0, -0.5, 2.0], 1, delta_hidden, activation="tanh")`, or hand over `backward`. The first
# number that is not what its formula says is marked, and the formula is named. Before the first step and at the last it
# says how many of your numbers agree.
#
# One kind of mistake it cannot show. With one example $n$ is 1, and a factor $1/n$ that is forgotten, or there twice, changes
# nothing. `check("backward")` uses several examples, and sees it.
#
# ## 7. Is it right?
#
# Look at the slopes and you see nothing: wrong ones look like right ones. Measure instead. First a measure for "equal up to
# rounding". Slopes can be large or tiny, so divide by their size:
#
# $$\text{relative error} = \frac{\|G - H\|}{\|G\| + \|H\|} .$$
#
# $\|G\|$ is the square root of the sum of all squares. The error is 0 where both agree, and at most 1. By hand: $(3, 4)$ and
# $(6, 8)$ have the lengths 5 and 10, and between them lies a length of 5: $5/15 = \frac13$. When both are 0 nothing is
# wrong: return 0.

# %%
G, H = np.array([3.0, 4.0]), np.array([6.0, 8.0])
assert np.linalg.norm(G) == 5
assert np.linalg.norm(H) == 10
assert np.linalg.norm(G - H) == 5

# %% exercise="relative_error"

# %% [markdown]
# Now the check. `numerical_gradient` of chapter 04 wants a function of **one** array. So for each array of `params` make such
# a function: the loss of the network in which that one array is replaced and everything else stays. For the last bias of a
# small network it looks like this:

# %%
rng = np.random.default_rng(0)
small = init_params([3, 4, 2], 1)
X_small, Y_small = rng.normal(size=(5, 3)), one_hot(np.array([0, 1, 1, 0, 1]), 2)


def loss_of_last_bias(array):
    W2, _ = small[1]
    moved = [small[0], (W2, array)]
    zs, _ = forward(moved, X_small, "tanh")
    return cross_entropy_from_scores(zs[-1], Y_small)


numerical = numerical_gradient(loss_of_last_bias, small[1][1], 1e-5)
zs, activations = forward(small, X_small, "tanh")
exact = mine.backward(small, zs, activations, Y_small, "tanh")[1][1]
print("by nudging: ", np.round(numerical, 6))
print("by backward:", np.round(exact, 6))
print("relative error below 1e-6:", mine.relative_error(numerical, exact) < 1e-6)

# %% [markdown]
# Do this for every array, and return the **largest** relative error. The largest, not the mean: one wrong array among many
# right ones must not drown. Call `forward` and `backward` by name, with `h = 1e-5`.
#
# `check` will put other functions in the place of `backward`: a right one, and some with a mistake in a single array. Your
# check should stay below $10^{-6}$ for the first and rise above $10^{-3}$ for the others.

# %% exercise="gradient_check"

# %%
for activation in ("identity", "sigmoid", "tanh", "relu"):
    error = mine.gradient_check(small, X_small, Y_small, activation)
    print(f"{activation:9} below 1e-6: {error < 1e-6}")

# %% [markdown]
# Why not exactly 0? The central difference is off by about $h^2 = 10^{-10}$, and rounding adds about as much. A real
# mistake is millions of times larger. One trap: at relu's kink, $z = 0$, there is no slope. Where a nudge crosses it, the two
# sides disagree although nothing is wrong. It is rare; if one array is off with relu alone, try other data.
#
# ## 8. Wrong slopes that learn
#
# "My loss goes down, so my slopes are right." Let us see. Below are slopes with mistakes that people really make. Each is made
# from your `backward`, by giving it something wrong or by spoiling one of its results. A 64-32-32-10 network learns a
# hundred digits with each of them; then it reads five hundred digits that it has not seen.

# %%
def as_they_are(params, zs, activations, Y, activation):
    return mine.backward(params, zs, activations, Y, activation)


def no_slope_of_the_bend(params, zs, activations, Y, activation):
    return mine.backward(params, zs, activations, Y, "identity")


def slope_at_the_activation(params, zs, activations, Y, activation):
    return mine.backward(params, [*activations[1:-1], zs[-1]], activations, Y, activation)


def slope_of_the_sigmoid(params, zs, activations, Y, activation):
    return mine.backward(params, zs, activations, Y, "sigmoid")


def pre_activations_for_activations(params, zs, activations, Y, activation):
    return mine.backward(params, zs, [activations[0], *zs], Y, activation)


def square_W_not_transposed(params, zs, activations, Y, activation):
    first, (W, b), last = params
    return mine.backward([first, (W.T, b), last], zs, activations, Y, activation)


def square_dW_transposed(params, zs, activations, Y, activation):
    first, (dW, db), last = mine.backward(params, zs, activations, Y, activation)
    return [first, (dW.T, db), last]


def biases_left_at_0(params, zs, activations, Y, activation):
    return [(dW, 0 * db) for dW, db in mine.backward(params, zs, activations, Y, activation)]


def half_of_it(params, zs, activations, Y, activation):
    return [(dW / 2, db / 2) for dW, db in mine.backward(params, zs, activations, Y, activation)]


def mean_forgotten(params, zs, activations, Y, activation):
    return [(len(Y) * dW, len(Y) * db) for dW, db in mine.backward(params, zs, activations, Y, activation)]


def hidden_layers_uphill(params, zs, activations, Y, activation):
    *hidden, last = mine.backward(params, zs, activations, Y, activation)
    return [*[(-dW, -db) for dW, db in hidden], last]


PASSES = {
    "right": as_they_are,
    "sigma' left out": no_slope_of_the_bend,
    "sigma' at a, not z": slope_at_the_activation,
    "sigma' of another bend": slope_of_the_sigmoid,
    "Z for A in dW": pre_activations_for_activations,
    "W not transposed": square_W_not_transposed,
    "dW transposed": square_dW_transposed,
    "biases left at 0": biases_left_at_0,
    "factor 1/2": half_of_it,
    "1/n forgotten": mean_forgotten,
    "hidden layers uphill": hidden_layers_uphill,
}

# %% [markdown]
# The relative errors come from central differences over all parameters at once, on five digits.

# %%
X_new, labels_new = digits.rows()[1000:1500], digits.labels[1000:1500]
start = init_params([64, 32, 32, 10], 0)


def split(vector):
    """One long vector as params, in their order."""
    pairs, at = [], 0
    for W, b in start:
        pairs.append((vector[at : at + W.size].reshape(W.shape), vector[at + W.size : at + W.size + b.size]))
        at += W.size + b.size
    return pairs


def loss_on_five(vector):
    zs, _ = forward(split(vector), X[:5], "tanh")
    return cross_entropy_from_scores(zs[-1], Y[:5])


together = np.concatenate([array.ravel() for pair in start for array in pair])
measured = split(numerical_gradient(loss_on_five, together, 1e-5))


def errors_of(one_pass):
    """The relative error of each array, in the order W1, b1, W2, b2, ..."""
    zs, activations = forward(start, X[:5], "tanh")
    grads = one_pass(start, zs, activations, Y[:5], "tanh")
    return [mine.relative_error(grads[i][j], measured[i][j]) for i in range(len(start)) for j in range(2)]


def learn(one_pass, learning_rate, steps=150):
    params, losses = start, []
    for _ in range(steps):
        zs, activations = forward(params, X, "tanh")
        losses.append(cross_entropy_from_scores(zs[-1], Y))
        grads = one_pass(params, zs, activations, Y, "tanh")
        params = [
            (W - learning_rate * dW, b - learning_rate * db) for (W, b), (dW, db) in zip(params, grads)
        ]
    zs, _ = forward(params, X_new, "tanh")
    return losses, accuracy(predict_class(zs[-1]), labels_new)


curves = {}
print("slopes                     loss           new digits read    largest relative error")
for name, one_pass in PASSES.items():
    rate = 0.2 / len(Y) if name == "1/n forgotten" else 0.2
    curves[name], share = learn(one_pass, rate)
    worst = max(errors_of(one_pass))
    shown = "below 1e-6" if worst < 1e-6 else f"{worst:.3f}"
    print(f"{name:23} {curves[name][0]:.2f} to {curves[name][-1]:.2f} {share:15.0%} {shown:>23}")

# %% [markdown]
# Nine of these ten mistakes learn. Several do as well as the right slopes, and some reach a lower loss in the same time.
# Only the last, which walks uphill in the hidden layers, can be seen from its loss. The last column sees all ten.
#
# "1/n forgotten" was given a learning rate a hundred times smaller. Then it takes exactly the same steps: it is a mistake
# that hides in the step size, until the batch gets another size and training falls apart.
#
# So why care, if wrong slopes learn? Because this is an easy problem and a small network. Where learning is hard, wrong
# slopes stop it, and you look for the cause in the data, in the step size, in the network: anywhere but there.

# %%
figure, axes = plt.subplots(figsize=(6.4, 3.8))
for name, colour, dash in [
    ("right", "#0b62b0", "-"),
    ("sigma' left out", "#b8480e", "--"),
    ("dW transposed", "#4b7f52", "-."),
    ("hidden layers uphill", "#7b8794", ":"),
]:
    axes.semilogy(curves[name], dash, color=colour, label=name)
axes.set_xlabel("step")
axes.set_ylabel("mean cross-entropy (logarithmic)")
axes.legend()
plt.show()

# %% [markdown]
# Cover the legend. Which of the lower three is right?
#
# ## 9. Where is the mistake? (optional)
#
# The largest error tells **that** something is wrong. The errors of the single arrays tell **where**. Here they are for all
# the mistakes above; `x` marks an array that is wrong.

# %%
print(" " * 24 + "  ".join(f"{letter}{i}" for i in (1, 2, 3) for letter in "Wb"))
for name, one_pass in PASSES.items():
    print(f"{name:24}" + "  ".join("x " if error > 1e-6 else ". " for error in errors_of(one_pass)))

# %% [markdown]
# Read it like this, beginning at the **last** layer, since that is computed first:
#
# - **A wrong $\delta$ spoils its own layer and all layers below it.** With $\sigma'$ left out, layer 3 is right and both arrays of
#   layers 2 and 1 are wrong. So look at the first step back, from layer 3 to layer 2. Where $W_2$ was not transposed, layers 3
#   and 2 are right and layer 1 is wrong: the fault is in the step that leads through $W_2$.
# - **A wrong $dW$ or $db$ spoils only itself**, for nothing is computed from it. One lonely `x`, and the fault is in that line.
# - **Weights wrong, biases right**: the deltas are right (the biases are their sums), so the fault is in what the
#   weights' slopes multiply them with. Here those are $Z$ in the place of $A$. And $W_1$ is right, since $X$ was right.
# - **Biases wrong, weights right**: the line with the sum over the rows.
# - **Everything wrong**: the top, or a factor for all. Divide one by the other. If the ratio is the same everywhere, it tells
#   its name: $n$, $\frac12$, $-1$.
#
# `find_the_bug` gets somebody's `grads` and names the wrong arrays. Compare with your own `backward`, in the order W1, b1, W2,
# b2, and so on. Another way of adding up differs in the last digit; that is no mistake.

# %% exercise="find_the_bug"

# %%
zs, activations = forward(start, X, "tanh")
for name in ("right", "dW transposed", "W not transposed"):
    grads = PASSES[name](start, zs, activations, Y, "tanh")
    print(f"{name:18}", mine.find_the_bug(zs, activations, start, Y, "tanh", grads))

# %% [markdown]
# ## What you have now
#
# The slope of a network's loss by every number in it, and a test that caught every mistake of this chapter. Keep the
# test: formulas can be looked up, but only a measurement tells that yours are right. In chapter 09 the slopes are put to
# work, in small batches, with a way to know when to stop.

# %% tags=["nbval-ignore-output"]
progress()
