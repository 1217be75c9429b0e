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
#     chapter: 07_multilayer_networks
#     title: Multi-layer networks
#     minutes: 60
#     demonstrate:
#     - "Ask how two networks of the same size can differ so much: the plot of ten layers with three scales."
#     - "Start a hidden layer at zeros and show that its units stay one unit."
#     - "The rings: one layer, a hidden layer without a bend, four ReLU units. Stop before the last one and ask."
#     cut:
#     - "`tanh_prime`: give the formula."
#     - "The moons and what the biases are for."
# ---

# %% [markdown]
# # 07 Multi-layer networks: what depth buys
#
# **Time:** about 60 minutes. **It builds on:** chapter 02 (layers, why they need a bend), chapter 03 (least squares),
# chapter 04 (slopes by central differences), chapter 06 (softmax, one-hot labels).
#
# **After this chapter you can**
#
# - name the four usual activations, and say how steep each is and where,
# - begin a network of any depth with weights of the right size, and say why not with zeros,
# - send a batch through it and keep what backpropagation will need,
# - show on data that a hidden layer does what one layer cannot.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from nnlab import check, data, draw, hint, mine, progress, reveal
from nnlab.mine import (
    accuracy,
    add_bias_column,
    cross_entropy_from_scores,
    fit_least_squares,
    largest_learning_rate,
    numerical_gradient,
    one_hot,
    predict_class,
    sigmoid,
    sigmoid_prime,
    softmax,
    softmax_gradient,
)

# %% [markdown]
# ## The question
#
# Chapters 03 to 06 had one layer. Here are points of two classes for which that is not enough: one class lies in the
# middle, the other around it. The points are made up, so that we can look at them.

# %%
def rings(n, seed):
    """n points (n, 2) and their classes: 1 in the middle, 0 around it."""
    dice = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    radius = np.where(labels == 1, 0.5, 1.5) + dice.normal(scale=0.15, size=n)
    angle = dice.uniform(0, 2 * np.pi, size=n)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]), labels


def show_points(axes, X, labels):
    for label, colour, marker in [(0, "#b8480e", "x"), (1, "#0b62b0", "o")]:
        axes.scatter(*X[labels == label].T, s=14, c=colour, marker=marker, linewidths=0.8, label=f"class {label}")
    axes.set_xlabel("$x_1$")
    axes.set_ylabel("$x_2$")
    axes.set_aspect("equal")


X_rings, labels_rings = rings(400, seed=0)  # to fit
X_new, labels_new = rings(1000, seed=1)  # to judge: points that no fit has seen

figure, axes = plt.subplots(figsize=(4.4, 4.4))
show_points(axes, X_rings, labels_rings)
axes.legend(loc="upper right")
plt.show()

# %% [markdown]
# *Two classes. No straight line has the dots on one side and the crosses on the other.*
#
# One layer draws a straight line. Two layers without a bend are one layer (chapter 02), so they draw a straight line
# too. **What do two layers with a bend draw? And how large should their first weights be?**
#
# ## 1. The bend
#
# The function between two layers is called the **activation**, $\sigma$. You know the sigmoid. Two others are used
# more today.
#
# - **tanh**, $\frac{e^z - e^{-z}}{e^z + e^{-z}}$, has the sigmoid's form but runs from $-1$ to $1$. Its values lie
#   around 0.
# - **ReLU** (rectified linear unit) is $\max(z, 0)$. What is negative becomes 0, what is positive passes. It is
#   cheap, and it does not flatten out on the right.
#
# By hand: ReLU makes $(0, 1.5, 0)$ of $(-2, 1.5, 0)$.

# %% exercise="relu"

# %% [markdown]
# Gradient descent will need the **slope** of each activation. ReLU's is easy: 1 on the right, 0 on the left. At
# exactly 0 there is a corner, and a corner has no slope. One has to be agreed on, and the course takes **0**. It
# hardly matters which: a pre-activation is almost never exactly 0.
#
# The slope is a function of the **pre-activation** $z$, so ask whether $z > 0$. Asking whether `relu(z) >= 0` says
# yes always.

# %% exercise="relu_prime"

# %% [markdown]
# For tanh there is a rule like the sigmoid's $a(1 - a)$. Let $u = e^z - e^{-z}$ and $v = e^z + e^{-z}$, so that $a =
# \tanh z = u/v$. Then $u' = v$ and $v' = u$, and by the quotient rule
#
# $$\tanh'(z) = \frac{u'v - u\,v'}{v^2} = \frac{v^2 - u^2}{v^2} = 1 - a^2 .$$
#
# By hand at $z = \ln 2$: $a = \frac{2 - 1/2}{2 + 1/2} = \frac35$, so the slope is $1 - \frac{9}{25} = \frac{16}{25}$.

# %%
assert np.isclose(np.tanh(np.log(2)), 3 / 5)

# %% exercise="tanh_prime"

# %% [markdown]
# From here on a network is told its activation by name. This table says which function a name means:

# %%
ACTIVATIONS = {"identity": lambda z: z, "sigmoid": sigmoid, "tanh": np.tanh, "relu": mine.relu}

# %%
z = np.linspace(-4, 4, 801)
lines = {
    "identity": (z, np.ones_like(z), "#7b8794", ":"),
    "sigmoid": (sigmoid(z), sigmoid_prime(z), "#4b7f52", "--"),
    "tanh": (np.tanh(z), mine.tanh_prime(z), "#b8480e", "-."),
    "relu": (mine.relu(z), mine.relu_prime(z), "#0b62b0", "-"),
}
figure, (left, right) = plt.subplots(1, 2, figsize=(9.6, 3.8))
for name, (value, slope, colour, dash) in lines.items():
    left.plot(z, value, dash, color=colour, label=name)
    right.plot(z, slope, dash, color=colour, label=name)
left.set(title="activation", xlabel="pre-activation z", ylabel="$\\sigma(z)$", ylim=(-2, 4))
right.set(title="its slope", xlabel="pre-activation z", ylabel="$\\sigma'(z)$", ylim=(-0.1, 1.15))
right.plot(0, mine.relu_prime(np.array(0.0)), "o", color="#0b62b0")  # at the corner the course takes 0
left.legend()
plt.show()
print(f"steepest: sigmoid {sigmoid_prime(z).max():.2f}, tanh {mine.tanh_prime(z).max():.2f}, relu {mine.relu_prime(z).max():.2f}")
print(f"at z = 4: sigmoid {sigmoid_prime(4.0):.3f}, tanh {mine.tanh_prime(np.array(4.0)):.4f}, relu {mine.relu_prime(np.array(4.0)):.0f}")

# %% [markdown]
# Look at the right picture. The sigmoid is never steeper than 1/4, and far out it and tanh are flat. In chapter 08
# the slopes of all layers on the way are multiplied. Ten sigmoids in a row give a factor of at most $(1/4)^{10}$,
# about one in a million: little of the slope would be left. Where ReLU passes anything, its factor is 1.
#
# ## 2. Where to begin
#
# A network of several layers has a list of parameters, one pair for each layer:
#
# $$\texttt{params} = [(W_1, b_1), (W_2, b_2), \dots], \qquad W_i: (d_{in}, d_{out}), \quad b_i: (d_{out},) .$$
#
# The text of this course writes its networks without biases. Here **every layer has one** from now on. With which
# numbers does one begin?
#
# ### Not with zeros
#
# Descent begins somewhere. Why not at 0? Try it on a small network, 2-3-2, with the slopes from chapter 04's central
# differences. Once all weights are 0. And once the three hidden units are alike: each has the same weights coming in
# and going out.

# %%
X_small, Y_small = X_rings[:50], one_hot(labels_rings[:50], 2)


def slopes_of_W1(W1, W2):
    """The slope of the loss by each first-layer weight of a 2-3-2 network with tanh, by central differences."""

    def loss(W):
        return cross_entropy_from_scores(np.tanh(X_small @ W) @ W2, Y_small)

    return numerical_gradient(loss, W1, 1e-5)


zero = slopes_of_W1(np.zeros((2, 3)), np.zeros((3, 2)))
alike = slopes_of_W1(np.full((2, 3), 0.5), np.tile([0.5, -0.5], (3, 1)))
different = slopes_of_W1(np.array([[0.5, -0.4, 0.1], [0.2, 0.6, -0.3]]), np.array([[0.5, -0.5], [0.3, 0.1], [-0.2, 0.4]]))
print(" " * 26 + "unit 1   unit 2   unit 3")
for name, slopes in [("all weights 0", zero), ("units alike", alike), ("units different", different)]:
    for feature, row in zip(["x1", "x2"], slopes.round(4) + 0.0):
        print(f"{name:16}from {feature}", "".join(f"{slope:9.4f}" for slope in row))

# %% [markdown]
# With zeros the first layer has slope 0 and does not move at all. With equal units all columns are equal: after a
# step the units are equal again, and after a thousand steps too. Three units then do the work of one. This is called
# **symmetry**, and random numbers break it. The biases may start at 0: that the weights differ is enough.
#
# ### How large?
#
# A unit adds up $d_{in}$ products $w_j a_j$. The weights are drawn independently, around 0, with standard deviation
# $s$. Then the mean square of $z$ is
#
# $$\overline{z^2} = d_{in}\, s^2\, \overline{a^2} .$$
#
# The $a$ come from a ReLU, which sets half of the $z$ below it to 0. So $\overline{a^2}$ is half of *their* mean
# square. From layer to layer the mean square is multiplied by $d_{in}\, s^2 / 2$. That should be 1, so
#
# $$s = \sqrt{\frac{2}{d_{in}}} .$$
#
# This is the **He scale**, after the first author of the paper that proposed it in 2015. By hand: $d_{in} = 8$ gives
# $s = \sqrt{2/8} = 0.5$. For the sum only the standard deviation counts, not the distribution: normal numbers do, and
# so do uniform ones from $-\sqrt{6/d_{in}}$ to $\sqrt{6/d_{in}}$.
#
# Draw from a generator of your own, `rng = np.random.default_rng(seed)`, made **once**. Made anew for each layer, it
# would give each layer the same numbers. And `np.random.seed(...)` would change the numbers of all other code in the
# notebook.

# %% exercise="init_params"

# %%
for i, (W, b) in enumerate(mine.init_params([64, 300, 10], 0), 1):
    print(f"W{i} {W.shape}, standard deviation {W.std():.2f} (He: {np.sqrt(2 / len(W)):.2f}); b{i} {b.shape}, all 0: {not b.any()}")

# %% [markdown]
# ## 3. Through the network
#
# Each layer does two things:
#
# $$Z_i = A_{i-1} W_i + b_i, \qquad A_i = \sigma(Z_i) .$$
#
# Two ends need care. The input has no activation: $A_0 = X$. (The general formula of the text, 9.1, applies $\sigma$
# to whatever lies below, so read literally to the input too. It is not meant.) And the **last layer has no
# activation** either: its scores go to the softmax or to the loss as they are, $A_{last} = Z_{last}$. ReLU there
# would cut off every negative score.
#
# `forward` returns all of it, in two lists. Chapter 08 goes back through the network and will ask for both: the $Z$
# to take slopes at, the $A$ because they were the layers' inputs.
#
# | layer | `zs` | `activations` |
# | --- | --- | --- |
# | input | | `activations[0]` is $X$ |
# | 1, hidden | `zs[0]` is $X W_1 + b_1$ | `activations[1]` is $\sigma(Z_1)$ |
# | 2, output | `zs[1]` is $A_1 W_2 + b_2$ | `activations[2]` is $Z_2$ itself |
#
# So `activations` has one entry more, and layer $i$ reads `activations[i - 1]`.
#
# **By hand.** A 2-2-2 network with ReLU and one example, $x = (1, 2)$:
#
# $$W_1 = \begin{pmatrix}1 & -1\\ 2 & 0.5\end{pmatrix}, \quad b_1 = (0, -1), \qquad
# W_2 = \begin{pmatrix}1 & 0\\ 2 & 3\end{pmatrix}, \quad b_2 = (-1, 0.5) .$$
#
# - $z_1 = (1\cdot1 + 2\cdot2 + 0,\;\; 1\cdot(-1) + 2\cdot0.5 - 1) = (5, -1)$
# - $a_1 = (5, 0)$
# - $z_2 = (5\cdot1 + 0\cdot2 - 1,\;\; 5\cdot0 + 0\cdot3 + 0.5) = (4, 0.5)$, and no activation after it.

# %%
small = [
    (np.array([[1.0, -1.0], [2.0, 0.5]]), np.array([0.0, -1.0])),
    (np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([-1.0, 0.5])),
]
x = np.array([[1.0, 2.0]])
z1 = x @ small[0][0] + small[0][1]
a1 = np.maximum(z1, 0)
assert (z1.tolist(), a1.tolist(), (a1 @ small[1][0] + small[1][1]).tolist()) == ([[5, -1]], [[5, 0]], [[4, 0.5]])
draw.network([2, 2, 2], weights=[W for W, b in small], nodes=["x", "z^{(1)}", "z^{(2)}"], names=["input", "hidden", "output"])

# %% [markdown]
# *The network of the example. Blue arrows are positive weights, orange ones negative; the wider, the larger. The
# thinnest is 0.*
#
# Write it for any number of layers. The function to apply is `ACTIVATIONS[activation]`, from the table in section 1.

# %% exercise="forward"

# %%
zs, activations = mine.forward(small, x, "relu")
print("zs:         ", [Z.tolist() for Z in zs])
print("activations:", [A.tolist() for A in activations])

# %% [markdown]
# ### Does the scale matter?
#
# Send 500 random examples through ten ReLU layers of 100 units. Take the He weights, then half of them, then twice.

# %%
deep = mine.init_params([100] * 11, 0)
batch = np.random.default_rng(0).normal(size=(500, 100))
figure, axes = plt.subplots(figsize=(6.4, 3.8))
for factor, name, colour, dash in [(2, "twice He", "#b8480e", "s-."), (1, "He", "#0b62b0", "o-"), (0.5, "half of He", "#4b7f52", "^--")]:
    zs, _ = mine.forward([(factor * W, b) for W, b in deep], batch, "relu")
    spread = [Z.std() for Z in zs]
    axes.semilogy(range(1, 11), spread, dash, color=colour, label=name)
    print(f"{name:10}: standard deviation of Z in layer 1 {spread[0]:.1f}, in layer 10 {spread[-1]:.2g}")
axes.set(xlabel="layer", ylabel="standard deviation of Z (logarithmic)", xticks=range(1, 11))
axes.legend()
plt.show()

# %% [markdown]
# *With the He scale the numbers keep their size. With half of it they halve in every layer, with twice they double.*
#
# After ten layers that is a factor of $2^{10} \approx 1000$, after a hundred layers one of $10^{30}$. The slopes on
# the way back shrink or grow in the same way, and no learning rate fits all layers. This is all that `sqrt(2 / d_in)`
# is for. (Why 1.4 with He, and not 1? The inputs have size 1, and below the first layer there is no ReLU that takes
# half away. So $\overline{z^2} = 2$ there, and it stays so.)
#
# ## 4. What a hidden layer buys
#
# Nobody has told us yet how to *learn* the hidden weights: that is chapter 08. But look at what can be done without.
# Leave the hidden layer **random**, as `init_params` made it. It turns each point into new features. Fit only the
# last layer on them, by least squares, as in chapter 03. The targets are the one-hot labels; the class with the
# largest score wins.

# %%
def fit_last_layer(params, X, Y, activation):
    """New params: the hidden layers as they were, the last one fitted by least squares to the one-hot Y (n, k)."""
    _, activations = mine.forward(params, X, activation)
    features = activations[-2]  # (n, h): what the last layer is given; X itself where there is no hidden layer
    V = fit_least_squares(add_bias_column(features), Y)  # (1 + h, k)
    return [*params[:-1], (V[1:], V[0])]


def share_right(params, X, labels, activation):
    zs, _ = mine.forward(params, X, activation)
    return accuracy(predict_class(zs[-1]), labels)


Y_rings = one_hot(labels_rings, 2)
fitted = {}
for name, sizes, activation in [
    ("one layer", [2, 2], "relu"),
    ("20 hidden units, no bend", [2, 20, 2], "identity"),
    ("4 hidden units", [2, 4, 2], "relu"),
    ("20 hidden units", [2, 20, 2], "relu"),
]:
    params = fit_last_layer(mine.init_params(sizes, 1), X_rings, Y_rings, activation)
    fitted[name] = params, activation
    print(f"{name:25} {share_right(params, X_new, labels_new, activation):.2f} of the new points right")

# %% [markdown]
# One layer guesses, about as a coin would. Twenty hidden units *without* a bend guess exactly as well: chapter 02's
# collapse. With the bend nearly all are right, although nobody chose the hidden weights. Where do these networks draw
# their boundary?

# %%
grid = np.stack(np.meshgrid(np.linspace(-2.2, 2.2, 221), np.linspace(-2.2, 2.2, 221)), axis=-1)
figure, panels = plt.subplots(1, 3, figsize=(12, 4.2), sharey=True)
for axes, name in zip(panels, ["one layer", "4 hidden units", "20 hidden units"]):
    params, activation = fitted[name]
    scores = mine.forward(params, grid.reshape(-1, 2), activation)[0][-1]
    lead = (scores[:, 1] - scores[:, 0]).reshape(221, 221)
    axes.contourf(grid[..., 0], grid[..., 1], lead > 0, levels=[-0.5, 0.5, 1.5], colors=["#f7e3d8", "#d9e6f5"])
    axes.contour(grid[..., 0], grid[..., 1], lead, levels=[0], colors="#1f2933", linewidths=1.5)
    show_points(axes, X_new[:300], labels_new[:300])
    axes.set_title(name)
panels[0].legend(loc="upper right")
plt.show()

# %% [markdown]
# *The black line is the boundary; blue is where the network says class 1. One layer: a straight line. Four units: a
# few straight pieces. Twenty: nearly a circle.*
#
# Each ReLU unit has one line in the plane, where its $z$ is 0. On one side the unit is silent, on the other it rises.
# So the sum of several units is flat in pieces, with a fold along each line. **The more units, the more folds.** In
# the first layer's features the classes can be told apart by a plane; in $x_1$ and $x_2$ they could not.
#
# ### What the biases are for
#
# `init_params` starts all biases at 0. Then every fold goes through the origin. That suits rings around the origin,
# and little else. Here are two half moons that reach into each other:

# %%
def moons(n, seed):
    dice = np.random.default_rng(seed)
    labels = np.arange(n) % 2
    angle = dice.uniform(0, np.pi, size=n)
    X = np.column_stack([np.cos(angle), np.sin(angle)])
    X[labels == 1] = [1.0, 0.5] - X[labels == 1]  # the other moon: turned round and moved
    return X - [0.5, 0.25] + dice.normal(scale=0.15, size=(n, 2)), labels


X_moons, labels_moons = moons(400, seed=0)
X_moons_new, labels_moons_new = moons(1000, seed=1)
(W1, b1), last = mine.init_params([2, 50, 2], 2)
folds_anywhere = np.random.default_rng(1).normal(size=50)
tried = {
    "one layer": mine.init_params([2, 2], 0),
    "50 hidden units, biases 0": [(W1, b1), last],
    "50 hidden units, biases random": [(W1, folds_anywhere), last],
}
figure, panels = plt.subplots(1, 3, figsize=(12, 3.6), sharey=True)
for axes, (name, params) in zip(panels, tried.items()):
    params = fit_last_layer(params, X_moons, one_hot(labels_moons, 2), "relu")
    print(f"{name:32} {share_right(params, X_moons_new, labels_moons_new, 'relu'):.2f} of the new points right")
    scores = mine.forward(params, grid.reshape(-1, 2), "relu")[0][-1]
    lead = (scores[:, 1] - scores[:, 0]).reshape(221, 221)
    axes.contourf(grid[..., 0], grid[..., 1], lead > 0, levels=[-0.5, 0.5, 1.5], colors=["#f7e3d8", "#d9e6f5"])
    axes.contour(grid[..., 0], grid[..., 1], lead, levels=[0], colors="#1f2933", linewidths=1.5)
    show_points(axes, X_moons_new[:300], labels_moons_new[:300])
    axes.set(title=name, xlim=(-2.2, 2.2), ylim=(-1.6, 1.6))
plt.show()

# %% [markdown]
# With biases 0 the hidden layer does worse than a straight line here: along a ray from the origin all features only
# grow in proportion, so the class can change once at most. Random biases put the folds anywhere, and the boundary
# follows the moons. When a network *learns*, the biases leave 0 by themselves. That is why they may begin there, and
# why every layer has them.
#
# Watch them leave: press start. Here all layers learn, as yours will in chapters 08 and 09. Try it without a hidden layer,
# with two, and with `identity`.

# %% tags=["nbval-ignore-output"]
draw.boundary(mine.init_params([2, 8, 2], 2), X_moons, labels_moons, activation="relu")

# %% [markdown]
# ### The digits
#
# Now real data: 1797 handwritten digits of 8 by 8 pixels, ten classes. 1297 are for fitting, 500 are held out.

# %%
images = data.digits()
pixels = images.rows()  # (1797, 64), from 0 to 1
order = np.random.default_rng(0).permutation(len(pixels))
fit, held_out = order[:1297], order[1297:]
Y_digits = one_hot(images.labels, 10)
for sizes, activation in [
    ([64, 10], "relu"),
    ([64, 300, 10], "identity"),
    ([64, 30, 10], "relu"),
    ([64, 100, 10], "relu"),
    ([64, 300, 10], "relu"),
]:
    params = fit_last_layer(mine.init_params(sizes, 0), pixels[fit], Y_digits[fit], activation)
    right = share_right(params, pixels[held_out], images.labels[held_out], activation)
    print(f"{'-'.join(map(str, sizes)):10} {activation if len(sizes) > 2 else '(one layer)':12} {right:.2f} of the held-out digits right")

# %% [markdown]
# Read the lines one by one.
#
# - One layer on raw pixels is good already.
# - 300 hidden units without a bend give the same again.
# - 30 random units with ReLU are *worse* than the pixels. They are 30 random views of 64 numbers, and much is lost.
# - 100 are a little better than the pixels, and of 300 units only 2 answers in 100 are wrong instead of 6.
#
# So the bend helps, but random features are a blunt tool: it takes many of them. A network that **learns** its
# features needs fewer, and that is what the next two chapters are for. Change the seed, or `"relu"` to `"tanh"`, and
# run the cell again. Try `[64, 300, 300, 10]` too: a second *random* layer changes hardly anything.
#
# ## 5. Probabilities
#
# The scores become probabilities by the softmax of chapter 06, at the very end.
#
# By hand, for the network above: the scores are $4$ and $0.5$, so the first class has probability $\frac{e^4}{e^4 +
# e^{0.5}} = \frac{1}{1 + e^{-3.5}} \approx 0.971$.

# %%
assert round(1 / (1 + np.exp(-3.5)), 3) == 0.971

# %% exercise="predict_proba"

# %%
print(mine.predict_proba(small, x, "relu").round(3))

# %% [markdown]
# Scores from least squares aim at 0 and 1, not at probabilities. To get those, fit the last layer by the
# cross-entropy instead: 2000 steps of chapter 06's gradient on the hidden features. As step size take the border of
# chapter 04 for these features. It is on the safe side here, for the cross-entropy curves at most a quarter as much
# as the squared error.

# %%
def fit_probabilities(params, X, Y, activation, steps):
    """New params: the hidden layers as they were, the last one by descent on the mean cross-entropy from zeros."""
    features = mine.forward(params, X, activation)[1][-2]  # (n, h)
    rate = largest_learning_rate(add_bias_column(features))
    W, b = np.zeros((features.shape[1], Y.shape[1])), np.zeros(Y.shape[1])
    for _ in range(steps):
        dW, db = softmax_gradient(features, Y, W, b)
        W, b = W - rate * dW, b - rate * db
    return [*params[:-1], (W, b)]


unsure = fit_probabilities(mine.init_params([2, 20, 2], 1), X_rings, Y_rings, "relu", 2000)
P = mine.predict_proba(unsure, grid.reshape(-1, 2), "relu")
figure, axes = plt.subplots(figsize=(5.6, 4.6))
orange_to_blue = LinearSegmentedColormap.from_list("orange to blue", ["#eeb797", "#ffffff", "#9cc0e6"])
shades = axes.contourf(grid[..., 0], grid[..., 1], P[:, 1].reshape(221, 221), levels=np.linspace(0, 1, 11), cmap=orange_to_blue)
axes.contour(grid[..., 0], grid[..., 1], P[:, 1].reshape(221, 221), levels=[0.5], colors="#1f2933", linewidths=1.5)
show_points(axes, X_new[:300], labels_new[:300])
figure.colorbar(shades, label="probability of class 1")
plt.show()
for point in ([0.0, 0.0], [1.0, 0.0], [1.5, 0.0]):
    print(f"at {point} class 1 has probability {mine.predict_proba(unsure, np.array([point]), 'relu')[0, 1]:.2f}")

# %% [markdown]
# *Between the classes the network is unsure, and it says so. The black line is at one half.*
#
# ## What you have now
#
# Networks of any depth: `init_params` to begin, `forward` with its two lists, `predict_proba` at the end. You have
# seen that the bend between layers makes them more than one layer, and that the first weights need the right size and
# must differ. The hidden weights were random. Chapter 08 computes how each of them should change.

# %% tags=["nbval-ignore-output"]
progress()
