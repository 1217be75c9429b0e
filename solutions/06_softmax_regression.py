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
#     chapter: 06_softmax_regression
#     title: Softmax regression
#     minutes: 80
#     demonstrate:
#     - "Softmax of (1000, 1001) by the plain formula: nan. Subtract the maximum, and ask why nothing else has changed."
#     - "A batch with one row near 1000 and one near 0, shifted by one common maximum: the second row becomes 0/0."
#     - "Look at the weight images and at the confused digits together, and let the room say what each was taken for."
#     cut:
#     - "`log_softmax` as an exercise: give the line, for `cross_entropy_from_scores` needs it."
#     - "Section 8, two classes."
# ---

# %% [markdown]
# # 06 Softmax regression: more than two classes
#
# **Time:** about 80 minutes. **It builds on:** chapter 03 (standardized columns), chapter 04 (slopes, steps, checking a
# slope by numbers), chapter 05 (one probability and its cost).
#
# **After this chapter you can**
#
# - write class labels so that a network can be compared with them,
# - turn scores into probabilities, also where `exp` alone would fail,
# - measure how wrong probabilities are, and say why that is computed from the scores,
# - compute the slope of that cost, and train a classifier that reads handwritten digits.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal
from nnlab.mine import accuracy, confusion_matrix, fit_logistic, gradient_step, numerical_gradient, sigmoid, standardize

birds = data.penguins()
KINDS = ["Adelie", "Chinstrap", "Gentoo"]
species = np.array([KINDS.index(name) for name in birds.species])  # (n,), 0 to 2
STYLES = [("#0b62b0", "o"), ("#4b7f52", "s"), ("#b8480e", "^")]

# %% [markdown]
# ## The question
#
# Chapter 05 answered yes or no. Here are three kinds of penguins. **Which one is it?**

# %%
figure, axes = plt.subplots(figsize=(6.4, 3.8))
for k, (colour, marker) in enumerate(STYLES):
    axes.plot(birds.bill_length[species == k], birds.bill_depth[species == k], marker, color=colour, markersize=4, label=KINDS[k])
axes.set_xlabel("bill length (mm)")
axes.set_ylabel("bill depth (mm)")
axes.legend()
plt.show()
print({name: int((species == k).sum()) for k, name in enumerate(KINDS)})

# %% [markdown]
# Three clouds, and straight lines could nearly part them. But a single yes or no cannot tell three kinds apart.
#
# The plan is one layer. Each bird is a row of four measurements. The layer gives a **score** for each kind. An output
# function then makes probabilities of the three scores.

# %%
draw.network([4, 3], nodes=["x", "z"], names=["measurements", "scores"], output="softmax")

# %% [markdown]
# *Figure 9.5. Softmax regression as a network.* In one line: $P = S(XW + b)$, with $S$ the **softmax**. (The text of this
# course has no bias $b$ here. We keep one for each class.)
#
# Four things are missing: labels that can be compared with probabilities, the function $S$, a cost, and its slope.
#
# ## 1. Labels: a row with a single 1
#
# The kinds are numbered 0, 1, 2. Those are names, not amounts: Chinstrap is not "halfway between" Adelie and Gentoo. So
# we do not ask the network to produce the number. We ask for one probability a class, and write the truth in the
# same way: probability 1 for the right class, 0 for the others. This is called **one-hot**.
#
# **By hand.** The labels $(2, 0)$ with three classes become
#
# $$Y = \begin{pmatrix} 0 & 0 & 1\\ 1 & 0 & 0\end{pmatrix} .$$
#
# Two things go wrong here again and again.
#
# - **Labels start at 0.** Texts count classes from 1, Python counts columns from 0. If you subtract 1 from a label that
#   already starts at 0, class 0 becomes column $-1$. In Python that is the last column, and no error is raised.
# - **The number of classes belongs to the task.** Do not read it off the labels that you happen to have. The first 50
#   birds of this data set are all Adelie. A batch of them still needs three columns.

# %%
print("kinds among the first 50 birds:", set(species[:50].tolist()))

# %% exercise="one_hot"

# %%
Y = mine.one_hot(species, 3)  # (n, 3)
print("first bird:", Y[0], " last bird:", Y[-1])
print("column sums:", Y.sum(axis=0))

# %% [markdown]
# The column sums are the numbers of birds of each kind. Nothing was lost.
#
# ## 2. The softmax: scores become probabilities
#
# A score can be any number. A probability is positive, and a row of them sums to 1. Two steps do it. `exp` makes every
# score positive and keeps their order. Dividing by the row's sum makes the sum 1:
#
# $$p_j = \frac{e^{z_j}}{\sum_l e^{z_l}} .$$
#
# **By hand.** The scores $(0, \log 2, \log 3)$ have the exponentials $(1, 2, 3)$. Their sum is 6. So
# $p = (\tfrac16, \tfrac13, \tfrac12)$.

# %%
exponentials = np.exp([0, np.log(2), np.log(3)])
assert np.allclose(exponentials / exponentials.sum(), [1 / 6, 1 / 3, 1 / 2])

# %% [markdown]
# **A shift changes nothing.** Add 5 to every score of the row. Each exponential is multiplied by $e^5$, the sum too, and
# the factor cancels:
#
# $$\frac{e^{z_j + c}}{\sum_l e^{z_l + c}} = \frac{e^c\, e^{z_j}}{e^c \sum_l e^{z_l}} = p_j .$$
#
# Only the *differences* between the scores of a row count. That is lucky, since `exp` has a short reach:

# %%
with np.errstate(over="ignore"):
    print("exp(700) =", f"{np.exp(700.0):.3g},", "exp(1000) =", f"{np.exp(1000.0)},", "exp(-1000) =", np.exp(-1000.0))

# %% [markdown]
# Infinity divided by infinity is `nan`, and so is 0 divided by 0. So shift the scores first, by $c = -m$ with $m$ the
# largest of them. Then the largest becomes 0 and its exponential 1. Nothing can overflow, and the sum is at least 1.
#
# **Whose maximum?** Take a batch whose two rows lie 1000 apart. In each row the second score is ahead by 1, so both rows
# have the same probabilities. Subtract the maximum of the whole batch, 1001:

# %%
batch = np.array([[1000.0, 1001.0], [0.0, 1.0]])
print(np.exp(batch - batch.max()).round(3))

# %% [markdown]
# The second row is $(0, 0)$, and 0/0 is waiting. One row's scores say nothing about another's. **Each row needs its own
# maximum.**
#
# In numpy, a maximum or a sum over axis 1 has shape `(n,)`, which does not fit beside `(n, k)`; when $n = k$ it does fit, to
# the wrong axis. `keepdims=True` leaves it a column `(n, 1)`.

# %% exercise="softmax"

# %%
print(mine.softmax(batch).round(3))

scores = np.linspace(-4, 6, 101)
P = mine.softmax(np.column_stack([np.zeros(101), np.ones(101), scores]))
figure, axes = plt.subplots(figsize=(6.4, 3.8))
for k, (dash, name) in enumerate([("--", "first class, score 0"), ("-.", "second class, score 1"), ("-", "third class")]):
    axes.plot(scores, P[:, k], dash, color=STYLES[k][0], label=name)
axes.set_xlabel("score of the third class")
axes.set_ylabel("probability")
axes.legend()
plt.show()

# %% [markdown]
# Only the third score moves here. All three probabilities move with it, since they share the sum 1. That will matter for
# the slope.
#
# ## 3. The cost: cross-entropy
#
# How wrong are the probabilities? As in chapter 05: take the probability that was given to what really happened, and
# minus its logarithm. It costs 0 if that probability is 1, and more and more as it nears 0. With $Y$ one-hot,
#
# $$L = -\frac1n \sum_{i}\sum_{j} Y_{ij}\log P_{ij} .$$
#
# In each row only the true class's term is left. This is the **cross-entropy**.
#
# **By hand.** Two rows, whose true classes were given $\tfrac12$ and $\tfrac14$:
# $L = \tfrac12(\log 2 + \log 4) = 1.5 \log 2 \approx 1.04$. Whoever knows nothing and says $\tfrac13$ every time pays
# $\log 3 \approx 1.10$.

# %%
assert np.isclose((np.log(2) + np.log(4)) / 2, 1.5 * np.log(2))
print(f"{1.5 * np.log(2):.2f}, {np.log(3):.2f}")

# %% [markdown]
# **Where $Y_{ij} = 0$ the term counts as 0**, whatever $P_{ij}$ is. Python does not know that: `0 * np.log(0)` is `nan`. So
# pick the true class's probability first and take its logarithm afterwards.
#
# **A mean, not a sum.** The negative log-likelihood of chapter 05 was a sum over the examples, this is a mean. The text
# of this course changes over without a word, so here is what it does. The slope of the sum is $n$ times the slope of the
# mean. To take the same step down the sum, the learning rate must be $n$ times smaller: for 100 examples, 0.01 where the
# mean takes 1. And with twice the data, the sum needs half the rate; the mean keeps its own. That is why most
# training code uses means.

# %% exercise="cross_entropy"

# %%
nothing_known = np.full((len(birds), 3), 1 / 3)
print(f"knowing nothing: {mine.cross_entropy(nothing_known, Y):.4f}")
shares = np.tile(Y.mean(axis=0), (len(birds), 1))
print(f"knowing only how common each kind is: {mine.cross_entropy(shares, Y):.4f}")

# %% [markdown]
# ## 4. The same from the scores
#
# Early in training a network can be very wrong and very sure. Two classes, scores $(0, 1000)$, and the truth is the first.
# Its probability is $e^{-1000}$. No float is that small, so it becomes 0, and the cost becomes infinite. One such row, and the
# mean over the whole batch is infinite too.
#
# The cost itself is harmless: $-\log e^{-1000} = 1000$. It was only the detour through the probability that failed. So
# take the logarithm *in the formula*, before any number is computed. With $m$ the row's maximum,
#
# $$\log p_j = \log\frac{e^{z_j - m}}{\sum_l e^{z_l - m}} = (z_j - m) - \log\sum_l e^{z_l - m} .$$
#
# The sum lies between 1 and $k$, so its logarithm is harmless too.
#
# **By hand.** $z = (0, 1000)$, $m = 1000$: the shifted scores are $(-1000, 0)$, the sum is $e^{-1000} + 1 = 1$ to all
# digits of a float, its logarithm 0. So $\log p = (-1000, 0)$.

# %%
shifted = np.array([0.0, 1000.0]) - 1000
assert np.array_equal(shifted - np.log(np.exp(shifted).sum()), [-1000, 0])

# %% exercise="log_softmax"

# %%
sure = np.array([[0.0, 1000.0], [0.0, 2.0]])
with np.errstate(divide="ignore"):
    print("log of the softmax:", np.log(mine.softmax(sure)).round(3).tolist())
print("log_softmax:       ", mine.log_softmax(sure).round(3).tolist())

# %% [markdown]
# A tempting repair is a small number: `np.log(P + 1e-12)`. It stops the infinity. But every bad miss then costs the same
# 27.6. Where the cost is flat its slope is 0, so this cost says nothing about how to mend the worst mistakes.
#
# Now the cost, with $\log P$ taken from the scores:

# %% exercise="cross_entropy_from_scores"

# %%
truth = np.array([[1.0, 0.0], [0.0, 1.0]])
print(f"a bad miss and a good answer: {mine.cross_entropy_from_scores(sure, truth):.3f}")

# %% [markdown]
# By hand: the miss costs 1000, the good answer $\log(1 + e^{-2}) \approx 0.127$. The mean is 500.063.
#
# This is why libraries have a cost that wants scores, not probabilities. Give such a cost probabilities, and it
# applies the softmax to them once more.
#
# ## 5. The slope
#
# Take one example whose true class is $c$. Its cost is
#
# $$L = -\log p_c = -z_c + \log \sum_l e^{z_l} .$$
#
# Differentiate by a score $z_j$. The first part gives $-1$ if $j = c$, else 0: that is $-y_j$. The second part gives
# $e^{z_j} / \sum_l e^{z_l}$: that is $p_j$. So
#
# $$\boxed{\ \frac{\partial L}{\partial z_j} = p_j - y_j\ }$$
#
# What was said, minus what was true. Too much probability on a class: its score should go down. Too little on the true
# one: up.
#
# **The long way gives the same.** Many people take the derivative by the probabilities first, $-y_j/p_j$, and stop. But $p$
# comes from $z$, and every probability moves with every score:
#
# $$\frac{\partial p_i}{\partial z_j} = p_i\,(1[i = j] - p_j) .$$
#
# The table of these is the softmax's **Jacobian**. The chain rule multiplies and adds up over $i$:
#
# $$\sum_i \Big(-\frac{y_i}{p_i}\Big)\, p_i\,(1[i=j] - p_j) = -\sum_i y_i\,(1[i = j] - p_j) = -y_j + p_j\sum_i y_i = p_j - y_j ,$$
#
# since the $y_i$ sum to 1. The division by $p_i$ is gone, and with it the danger of dividing by 0.
#
# **By hand.** $p = (\tfrac12, \tfrac14, \tfrac14)$ and the true class is the second one: $y = (0, 1, 0)$. Then
# $-y/p = (0, -4, 0)$. So only row 2 of the Jacobian counts. It is
# $\tfrac14\,(-\tfrac12,\ 1 - \tfrac14,\ -\tfrac14) = (-\tfrac18, \tfrac3{16}, -\tfrac1{16})$. Times $-4$:
# $(\tfrac12, -\tfrac34, \tfrac14)$. And $p - y = (\tfrac12, -\tfrac34, \tfrac14)$.

# %%
p, y = np.array([1 / 2, 1 / 4, 1 / 4]), np.array([0, 1, 0])
row = p[1] * (y - p)
assert np.allclose(-4 * row, p - y)

# %% [markdown]
# From the scores on it is chapter 04 again. $Z = XW + b$, so each weight collects its column of $X$ times a column of
# $P - Y$, and each bias is added in every row:
#
# $$dW = \frac1n X^{\mathsf T}(P - Y), \qquad db = \frac1n \sum_i (P - Y)_i .$$
#
# No factor 2: there is no square. The $1/n$ comes from the mean.
#
# **By hand.** One example $x = (2)$, two classes, the first is true, all weights and biases 0. Then
# $p = (\tfrac12, \tfrac12)$ and $p - y = (-\tfrac12, \tfrac12)$, so $dW = (-1, 1)$ and $db = (-\tfrac12, \tfrac12)$.

# %%
delta = np.array([[1 / 2, 1 / 2]]) - np.array([[1, 0]])
assert (np.array([[2]]).T @ delta).tolist() == [[-1, 1]]

# %% exercise="softmax_gradient"

# %% [markdown]
# Never trust a slope that was not checked. Chapter 04's central differences know nothing of the formula:

# %%
rng = np.random.default_rng(0)
X_few, Y_few = rng.normal(size=(6, 2)), np.eye(3)[rng.integers(3, size=6)]
W_few, b_few = rng.normal(size=(2, 3)), rng.normal(size=3)
by_formula = mine.softmax_gradient(X_few, Y_few, W_few, b_few)
by_numbers = numerical_gradient(lambda W: mine.cross_entropy_from_scores(X_few @ W + b_few, Y_few), W_few, 1e-5)
print("by the formula:", by_formula[0].round(4).tolist())
print("by numbers:    ", by_numbers.round(4).tolist())
by_numbers = numerical_gradient(lambda b: mine.cross_entropy_from_scores(X_few @ W_few + b, Y_few), b_few, 1e-5)
print("biases:        ", by_formula[1].round(4).tolist(), by_numbers.round(4).tolist())

# %% [markdown]
# ## 6. Which class?
#
# To name one class, take the one with the largest probability. The softmax keeps the order of the scores, so the largest
# **score** is enough. Return its column, as an integer. If two are equal, take the first.

# %% exercise="predict_class"

# %% [markdown]
# Everything is there. The loop is chapter 04's. A training can take a while, so let it show itself: `draw.training(steps)` counts as
# `range(steps)` does, and draws the losses that `live.show` gets, beside a button that stops the loop. It counts in **epochs**. An
# epoch is over when every example has had its turn; here each step looks at all of them, so a step is an epoch.

# %%
def fit(X, Y, learning_rate, steps):
    """Softmax regression by descent from zero: (W, b, losses), with the loss before each step."""
    W, b, losses = np.zeros((X.shape[1], Y.shape[1])), np.zeros(Y.shape[1]), []
    live = draw.training(steps)
    for _ in live:
        losses.append(mine.cross_entropy_from_scores(X @ W + b, Y))
        live.show(training=losses[-1])
        dW, db = mine.softmax_gradient(X, Y, W, b)
        W, b = gradient_step(W, dW, learning_rate), gradient_step(b, db, learning_rate)
    return W, b, losses


bills, means, stds = standardize(np.column_stack([birds.bill_length, birds.bill_depth]))

# %% tags=["nbval-ignore-output"]
W_bills, b_bills, losses = fit(bills, mine.one_hot(species, 3), 1.0, 300)

# %%
right = accuracy(mine.predict_class(bills @ W_bills + b_bills), species)
print(f"loss from {losses[0]:.4f} to {losses[-1]:.4f}; {right:.1%} of the birds right, by the bill alone")

# %%
across, up = np.meshgrid(np.linspace(31, 61, 301), np.linspace(12.5, 22.5, 301))
grid = (np.column_stack([across.ravel(), up.ravel()]) - means) / stds
region = mine.predict_class(grid @ W_bills + b_bills).reshape(across.shape)
figure, axes = plt.subplots(figsize=(6.4, 3.8))
axes.contourf(across, up, region, levels=[-0.5, 0.5, 1.5, 2.5], colors=[colour for colour, _ in STYLES], alpha=0.15)
axes.contour(across, up, region, levels=[0.5, 1.5], colors="#1f2933", linewidths=0.8)
for k, (colour, marker) in enumerate(STYLES):
    axes.plot(birds.bill_length[species == k], birds.bill_depth[species == k], marker, color=colour, markersize=4, label=KINDS[k])
axes.set_xlabel("bill length (mm)")
axes.set_ylabel("bill depth (mm)")
axes.legend(loc="lower left")
plt.show()

# %% [markdown]
# The shaded regions are what the network says. Their borders are straight: two classes tie where their scores are equal,
# and $z_1 = z_2$ is the equation of a line. The loss began at $\log 3$, the price of knowing nothing.
#
# These are the birds that it was trained on. Whether it can do as well on others is the question for the digits.
#
# ## 7. Reading handwriting
#
# 1797 handwritten digits, 8 by 8 pixels each, so 64 numbers from 0 (paper) to 1 (ink). Ten classes. A quarter is kept
# away from training: the **test set**.

# %%
digits = data.digits()
pixels, labels = digits.rows(), digits.labels
order = np.random.default_rng(0).permutation(len(digits))
train, test = order[:1347], order[1347:]
print(f"{len(train)} to learn from, {len(test)} to be tested on")

figure, row = plt.subplots(1, 10, figsize=(7, 1.1))
for k, axes in enumerate(row):
    first = train[np.argmax(labels[train] == k)]
    axes.imshow(digits.images[first], cmap="gray_r")
    axes.set_title(str(k), fontsize=9)
    axes.set(xticks=[], yticks=[])
plt.show()

# %% tags=["nbval-ignore-output"]
W_digits, b_digits, losses = fit(pixels[train], mine.one_hot(labels[train], 10), 1.0, 500)

# %%
figure, axes = plt.subplots(figsize=(6.4, 3.4))
axes.plot(losses, color="#0b62b0", label="training digits")
axes.axhline(np.log(10), color="#7b8794", linewidth=1, linestyle="--", label="knowing nothing: log 10")
axes.set_ylim(0, 2.5)
axes.set_xlabel("step")
axes.set_ylabel("cross-entropy")
axes.legend(loc="upper right", bbox_to_anchor=(1, 0.85))
plt.show()
print(f"loss from {losses[0]:.3f} to {losses[-1]:.3f} in {len(losses)} steps")
print(f"the rate was 1; on a sum over {len(train)} digits it would be {1 / len(train):.5f}")

# %%
said = mine.predict_class(pixels @ W_digits + b_digits)
print(f"training digits right: {accuracy(said[train], labels[train]):.1%}")
print(f"test digits right:     {accuracy(said[test], labels[test]):.1%} ({(said[test] == labels[test]).sum()} of {len(test)})")

# %% [markdown]
# The test digits played no part in training, so their number is the one to report. Two reservations. With 450 of them, chance
# alone moves it by about 0.7 percentage points to either side ($\sqrt{0.98\cdot 0.02/450} \approx 0.007$), which is why it can lie
# above the training digits'. And the same 13 people wrote the digits of both parts: on a stranger's handwriting expect less.
#
# ### What did it learn?
#
# Each class has 64 weights, one a pixel. Lay them out as an image.

# %%
from matplotlib.colors import LinearSegmentedColormap

two_sided = LinearSegmentedColormap.from_list("two_sided", ["#b8480e", "#ffffff", "#0b62b0"])
largest = np.abs(W_digits).max()
figure, table = plt.subplots(2, 5, figsize=(7, 3.2))
for k, axes in enumerate(table.ravel()):
    image = axes.imshow(W_digits[:, k].reshape(8, 8), cmap=two_sided, vmin=-largest, vmax=largest)
    axes.set_title(f"weights of {k}", fontsize=9)
    axes.set(xticks=[], yticks=[])
figure.colorbar(image, ax=table, label="weight", shrink=0.9)
plt.show()

# %% [markdown]
# Blue: ink here speaks **for** the digit. Orange: **against** it. Look at 0: ink in the middle speaks strongly against it,
# since the middle of a 0 is empty. White pixels at the left and right edges are hardly ever inked, so nothing was learned there.
#
# ### Where is it wrong?

# %%
table = confusion_matrix(said[test], labels[test], 10)
for truth, guess in np.argwhere(table - np.diag(np.diag(table))):
    print(f"is {truth}, said {guess}: {table[truth, guess]}")

# %%
wrong = test[said[test] != labels[test]]
sureness = mine.softmax(pixels[wrong] @ W_digits + b_digits).max(axis=1)
figure, row = plt.subplots(2, 5, figsize=(7, 3.4))
for axes, i, p in zip(row.ravel(), wrong, sureness):
    axes.imshow(digits.images[i], cmap="gray_r")
    axes.set_title(f"is {labels[i]}, said {said[i]}\np = {p:.2f}", fontsize=9)
    axes.set(xticks=[], yticks=[])
for axes in row.ravel()[len(wrong) :]:
    axes.axis("off")
plt.show()

# %% [markdown]
# Below each verdict stands the probability that the network gave it. Some of these you would misread too, others not. One
# layer has one template for each class, and a digit that people write in two ways does not fit one template. Chapter 07 adds a
# layer.
#
# ## 8. Two classes: chapter 05 comes back
#
# With two classes, divide numerator and denominator by $e^{z_1}$:
#
# $$p_1 = \frac{e^{z_1}}{e^{z_0} + e^{z_1}} = \frac{1}{1 + e^{-(z_1 - z_0)}} = \sigma(z_1 - z_0) .$$
#
# The sigmoid of the difference. So softmax regression with two classes *is* logistic regression, with $w = w_1 - w_0$.
#
# **By hand.** Scores $(1, 3)$: $p_1 = \sigma(2) \approx 0.881$.

# %%
print(mine.softmax(np.array([[1.0, 3.0]]))[0, 1].round(3), sigmoid(np.array(2.0)).round(3))

# %% [markdown]
# Even the descent is the same, step by step. In the difference of the two columns the slope counts twice, for
# $(P - Y)$ has $p - y$ in one column and its negative in the other. And chapter 05's cost is a sum, so its rate is $n$
# times smaller. Together: its rate is $2\lambda/n$.

# %% tags=["nbval-ignore-output"]
two = species < 2  # Adelie and Chinstrap
X_two, y_two = bills[two], species[two]
W_two, b_two, _ = fit(X_two, mine.one_hot(y_two, 2), 0.5, 200)

# %%
w, bias = fit_logistic(X_two, y_two, np.zeros(2), 0.0, 2 * 0.5 / len(X_two), 200)
print("softmax, difference of the columns:", (W_two[:, 1] - W_two[:, 0]).round(4).tolist(), round(float(b_two[1] - b_two[0]), 4))
print("logistic regression:               ", w.round(4).tolist(), round(float(bias), 4))

# %% [markdown]
# It also shows that softmax regression has more numbers than it needs. Add the same vector to every column of $W$: every
# score of a row is shifted by the same amount, and a shift changes nothing.
#
# ## 9. The whole Jacobian (optional)
#
# Section 5 used the derivatives of all probabilities by all scores. Write them as a table. With rows $i$ and columns $j$ it is
# $p_i$ on the diagonal, minus the product $p_i p_j$ everywhere.
#
# **By hand.** $p = (\tfrac12, \tfrac14, \tfrac14)$:
#
# $$J = \frac1{16}\begin{pmatrix} 4 & -2 & -2\\ -2 & 3 & -1\\ -2 & -1 & 3 \end{pmatrix} .$$
#
# Every row sums to 0: a shift of all scores moves nothing. Every column does too: what one class wins, the others lose.
#
# Your softmax wants rows. `z[None, :]` makes a row of the vector `z`, and `[0]` takes it out again.

# %% exercise="softmax_jacobian"

# %%
J = mine.softmax_jacobian(np.log([1 / 2, 1 / 4, 1 / 4]))
print((16 * J).round(6))
print("J (-y/p) =", (J @ np.array([0, -4, 0])).round(6), " and p - y was (0.5, -0.75, 0.25)")

# %% [markdown]
# ## What you have now
#
# A classifier for any number of classes: scores, softmax, cross-entropy, and a slope that is simply $P - Y$. On digits that it
# had never seen:

# %%
print(f"{accuracy(said[test], labels[test]):.1%} of {len(test)} test digits right, with {W_digits.size + b_digits.size} numbers learned")

# %% [markdown]
# These parts stay at the end of every classifier in this course. What changes from here on is what comes before the scores:
# chapter 07 puts hidden layers there.

# %% tags=["nbval-ignore-output"]
progress()
