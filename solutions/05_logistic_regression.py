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
#     chapter: 05_logistic_regression
#     title: Logistic regression
#     minutes: 60
#     demonstrate:
#     - "Fit the line through four points on the board, then add the fifth, far out, and watch the border move. It is the reason for the whole chapter."
#     - "Compute the score 40 by way of p: the cost is infinite. Then from the score."
#     - "The two learning rates of section 6: ask what happens to a rate when the same data are given twice."
#     cut:
#     - "`accuracy` and `confusion_matrix` as exercises: show their results, which section 8 reads."
#     - "The derivation of 8/s^2 in section 6: show the plot."
# ---

# %% [markdown]
# # 05 Logistic regression: one probability
#
# **Time:** about 60 minutes. **It builds on:** chapters 01 (the neuron, the sigmoid), 03 (standardized columns) and 04
# (gradients, descent, the numerical gradient).
#
# **After this chapter you can**
#
# - say why a straight line is the wrong answer to a yes/no question,
# - turn scores into probabilities, and judge them by what was seen,
# - compute that judgement without overflow, and its slope,
# - make decisions of probabilities, and count both kinds of error.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal
from nnlab.mine import add_bias_column, fit_least_squares, numerical_gradient, predict_linear, sigmoid, standardize

samples = data.breast_cancer()
X_all = samples.features[:, :10]  # (569, 10): the mean of ten measurements over the cell nuclei of each sample
y_all = samples.malignant  # (569,): 1 malignant, 0 benign

order = np.random.default_rng(0).permutation(len(y_all))
held_out, training = order[:171], order[171:]
X_train_raw, y_train = X_all[training], y_all[training]
X_test_raw, y_test = X_all[held_out], y_all[held_out]
n = len(y_train)

# %% [markdown]
# ## The question
#
# A sample of cells lies under a microscope. Somebody has measured the nuclei: radius, texture, smoothness, ten
# numbers in all. **Is it malignant?** The answer is yes or no. But an honest answer is a probability.

# %%
print(samples)
print("measurements:", ", ".join(name.removeprefix("mean ") for name in samples.names[:10]))
print(f"for training {len(y_train)} samples, {y_train.sum()} malignant; held out {len(y_test)}, {y_test.sum()} malignant")

# %% [markdown]
# The setup cell has **held out** 171 samples, drawn by a fixed seed. Nothing below is fitted to them. A rule that only
# repeats what it was shown would look perfect on those it was shown. What counts is the next patient, and the held-out
# samples play that part.
#
# ## 1. Why not a straight line?
#
# You can fit lines. So write 1 for malignant, 0 for benign, and use least squares.
#
# **By hand.** Four samples of size $1, 2, 3, 4$ with labels $0, 0, 1, 1$. The best line is $-0.5 + 0.4\,x$. Say
# "malignant" from 0.5 on: the border is at $x = 2.5$, right between the two groups. So far so good. But at $x = 4$ the
# line says $1.1$. What is a probability of 1.1?
#
# Now a fifth sample comes in, of size 14 and malignant. Nobody ever doubted that one. The best line becomes flatter,
# to reach it. The border moves to $3.12$, and the sample of size 3 is called benign.

# %%
sizes, labels = np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([[0.0], [0.0], [1.0], [1.0]])
four = fit_least_squares(add_bias_column(sizes), labels)
assert np.allclose(four.ravel(), [-0.5, 0.4])

five = fit_least_squares(add_bias_column(np.vstack([sizes, [[14.0]]])), np.vstack([labels, [[1.0]]]))
assert np.isclose((0.5 - five[0, 0]) / five[1, 0], 3.12, atol=0.005)

# %% [markdown]
# An easy example has spoiled the answer for a hard one. To least squares, being too right is as bad as being wrong. On
# the real data:

# %%
radius = X_train_raw[:, :1]  # (398, 1)
line = fit_least_squares(add_bias_column(radius), y_train[:, None])
says = predict_linear(add_bias_column(radius), line)
print(f"the line's 'probabilities' run from {says.min():.2f} to {says.max():.2f}")

xs = np.linspace(6, 29, 100)[:, None]
figure, axes = plt.subplots(figsize=(6.4, 3.6))
for label, colour, marker, name in ((0, "#7b8794", "o", "benign"), (1, "#b8480e", "^", "malignant")):
    chosen = y_train == label
    axes.scatter(radius[chosen, 0], y_train[chosen], s=18, color=colour, marker=marker, alpha=0.5, label=name)
axes.plot(xs, predict_linear(add_bias_column(xs), line), "--", color="#1f2933", label="least squares")
axes.axhspan(0, 1, color="#0b62b0", alpha=0.07)
axes.set_xlabel("mean radius (units of the digitised picture)")
axes.set_ylabel("label, and what the line says")
axes.legend()
plt.show()

# %% [markdown]
# Probabilities live in the shaded band. The line leaves it at both ends.
#
# ## 2. One neuron
#
# You have had the remedy since chapter 01: bend the line with a sigmoid.
#
# $$p = \sigma(x \cdot w + b)$$

# %%
draw.network([3, 1], names=["measurements", "score"], output="sigmoid, then p")

# %% [markdown]
# *Logistic regression as a network.* It is a network of **one neuron**: one layer, one output. The arrows carry $w$,
# and $b$ is added in the node. The number $z = x\cdot w + b$ is the **score**. It can be anything. The sigmoid makes
# the probability of class 1 of it. (The text this course follows has no $b$ here either. Without it, a sample of average
# measurements, all 0 once standardized, would always get $p = \frac12$.)
#
# What does a score mean? Since $p = e^z/(e^z + 1)$ and $1 - p = 1/(e^z + 1)$, their ratio is $p/(1-p) = e^z$. So the
# score is the logarithm of the **odds**.
#
# **By hand.** $x = (1, 1)$, $w = (\ln 3,\, 0)$, $b = 0$. The score is $\ln 3$, so the odds are 3 to 1, and
# $p = \frac34$. A score of 0 means even odds, $p = \frac12$.

# %%
assert np.isclose(1 / (1 + np.exp(-np.log(3))), 3 / 4)

# %% [markdown]
# A table $X$ has one sample in each row: one probability for each row.

# %% exercise="predict_probability"

# %% [markdown]
# ## 3. How probable is what was seen?
#
# Which weights are good? Those that give a high probability to **what really happened**. If the label is 1 that is
# $p$. If it is 0 it is $1 - p$. For several samples multiply: the product is the **likelihood**.
#
# **By hand.** Three samples with $p = (0.5,\ 0.8,\ 0.25)$ and labels $(1, 1, 0)$. What was seen had the probabilities
# $0.5$, $0.8$ and $0.75$. The likelihood is $0.5 \cdot 0.8 \cdot 0.75 = 0.3$.
#
# A product of many such numbers is tiny: $0.5^{1100}$ is 0 for a computer. So take the logarithm, which makes a sum of the
# product. And change the sign, so that a small number is a good one:
#
# $$L = -\sum_i \big(\,y_i \log p_i + (1 - y_i)\log(1 - p_i)\,\big) .$$
#
# This is the **negative log-likelihood**. It looks long, but only one of the two terms counts for each $i$: the other
# has the factor 0. By hand: $-\ln 0.5 - \ln 0.8 - \ln 0.75 = 0.693 + 0.223 + 0.288 = 1.204 = -\ln 0.3$.

# %%
assert np.isclose(-np.log(0.5) - np.log(0.8) - np.log(0.75), -np.log(0.3))
assert round(-np.log(0.3), 3) == 1.204
assert 0.5**1100 == 0.0


# %% [markdown]
# Mind two things. It is a **sum** over the samples. The losses of chapters 03 and 04 were means, and section 6 shows
# what the difference does. And a probability may be exactly 0 or 1. If the label agrees, that costs nothing: $0 \log 0$
# counts as 0. But numpy says `0 * log(0)` is nan. Choose the one probability that counts *before* you take its logarithm.

# %% exercise="negative_log_likelihood"

# %%
p = np.linspace(0.005, 0.995, 200)
figure, axes = plt.subplots(figsize=(6.4, 3.6))
axes.plot(p, [mine.negative_log_likelihood(np.array([q]), np.array([1])) for q in p], color="#b8480e", label="label 1: $-\\log p$")
axes.plot(p, [mine.negative_log_likelihood(np.array([q]), np.array([0])) for q in p], "--", color="#0b62b0", label="label 0: $-\\log(1 - p)$")
axes.plot(p, (p - 1) ** 2, ":", color="#7b8794", label="squared difference, label 1")
axes.set_xlabel("p, the probability given to class 1")
axes.set_ylabel("cost of one sample")
axes.legend()
plt.show()

half = np.full(len(y_train), 0.5)
print(f"always p = 0.5 costs {mine.negative_log_likelihood(half, y_train):.1f} for {len(y_train)} samples, which is {len(y_train)} times ln 2")

# %% [markdown]
# Look at the left end. Who says $p = 0.01$ and meets label 1 pays $-\ln 0.01 = 4.6$. Who says 0 pays without limit. The
# squared difference (dotted) never exceeds 1, however wrong one is.
#
# ## 4. From scores
#
# There is a trap. A score of 40 gives $p = 1 - 4\cdot10^{-18}$. A float next to 1 has room for 16 digits, so the
# computer stores $p = 1$. If the label is 0, the cost is $-\log(1 - 1)$, which is infinite. It should be 40.

# %%
p = sigmoid(np.array([40.0]))
with np.errstate(divide="ignore"):
    print("p is exactly 1:", bool(p[0] == 1.0), "  cost by way of p:", -np.log(1 - p[0]))

# %% [markdown]
# The way out is not to compute $p$ at all. Let $s$ be the score seen from the right side: $s = z$ for label 1, $s = -z$
# for label 0. Then what was seen has the probability $\sigma(s)$ in both cases, and the cost is
#
# $$-\log\sigma(s) = \log(1 + e^{-s}) .$$
#
# Next trap: for $s = -1000$ that asks for $e^{1000}$. Take the large part out:
#
# $$\log(1 + e^{-s}) = \max(-s,\, 0) + \log(1 + e^{-|s|}) .$$
#
# (For $s \ge 0$ nothing has changed. For $s < 0$ write $1 + e^{-s} = e^{-s}(e^{s} + 1)$ and take the logarithm.) The
# exponent is never positive now. `np.log1p(t)` is $\log(1 + t)$, exact also for tiny $t$.
#
# **By hand.** $s = 0$ costs $\ln 2$, $s = 1000$ costs 0, $s = -1000$ costs $1000 + 0$. The cost of a bad mistake grows
# like the score.

# %% exercise="nll_from_scores"

# %%
print("cost of the score 40 on the wrong side:", mine.nll_from_scores(np.array([40.0]), np.array([0])))
z = np.array([1.5, -0.3, 0.2])
ways = mine.negative_log_likelihood(sigmoid(z), np.array([1, 0, 0])), mine.nll_from_scores(z, np.array([1, 0, 0]))
print("both ways agree where both can be computed:", bool(np.isclose(*ways)))

# %% [markdown]
# ## 5. The slope
#
# How does the cost of one sample change with its score? Write it as $\log(1 + e^{z}) - y z$. (Check: $y = 0$ gives
# $\log(1 + e^z)$; $y = 1$ gives $\log(1 + e^z) - z = \log(1 + e^{-z})$.) Its derivative is
#
# $$\frac{e^z}{1 + e^z} - y = p - y .$$
#
# What was predicted minus what was seen. The score depends on $w_j$ with slope $x_j$, and on $b$ with slope 1. Add up
# over the samples:
#
# $$dw = X^{\mathsf T}(p - y), \qquad db = \sum_i (p_i - y_i) .$$
#
# Compare with chapter 04: $\frac2n X^{\mathsf T}(XW - Y)$. **It is the same shape**, features times (prediction minus
# truth). There is no 2, for nothing is squared, and no $\frac1n$, for this is a sum. The slope of the sigmoid,
# $p(1-p)$, is not there either: the logarithm has cancelled it. That is good news. A neuron that is sure and wrong
# has a tiny $p(1-p)$, and would hardly learn.
#
# **By hand.** Three samples with two features, $X = \begin{pmatrix}1&0\\2&1\\0&3\end{pmatrix}$, labels $(1, 0, 0)$. Begin at
# $w = 0$, $b = 0$: every $p$ is $\frac12$, so $p - y = (-\frac12, \frac12, \frac12)$. Then
# $dw_1 = -\frac12 + 1 + 0 = \frac12$, $dw_2 = 0 + \frac12 + \frac32 = 2$, $db = \frac12$.

# %%
X, y = np.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]]), np.array([1, 0, 0])
assert (X.T @ (0.5 - y)).tolist() == [0.5, 2.0]
assert np.sum(0.5 - y) == 0.5

# %% exercise="nll_gradient"

# %% [markdown]
# Is it right? Ask the function that you wrote for this purpose, `numerical_gradient`. It moves one entry of an array at a
# time, so put $w$ and $b$ into one array for it.

# %%
point = np.array([0.3, -0.2, 0.1])  # w and b


def loss(v):
    return mine.nll_from_scores(X @ v[:2] + v[2], y)


dw, db = mine.nll_gradient(X, y, point[:2], point[2])
by_numbers = numerical_gradient(loss, point, 1e-5)
for name, a, b in zip(["w_1", "w_2", "b"], [*dw, db], by_numbers):
    print(f"{name:3}: by the formula {a:.6f}, by numbers {b:.6f}")

# %% [markdown]
# ## 6. Downhill
#
# Setting the slope to 0 and solving for $w$ works for least squares. Here $w$ is inside the sigmoid, and nobody knows
# a formula. So walk: from the given $w$ and $b$, a given number of steps, each over all rows.
#
# $$w \leftarrow w - \lambda\,dw, \qquad b \leftarrow b - \lambda\,db$$
#
# Compute **both** slopes first, then move both. If $w$ moves first, $db$ belongs to another place.
#
# **By hand**, going on from the example above with $\lambda = 0.2$: after one step $w = (-0.1, -0.4)$ and $b = -0.1$.

# %% exercise="fit_logistic"

# %%
w, b = mine.fit_logistic(X, y, np.zeros(2), 0.0, 0.2, 1)
assert np.allclose(w, [-0.1, -0.4])
assert np.isclose(b, -0.1)

# %% [markdown]
# ### A sum takes longer steps
#
# The text that this course follows writes this loss as a sum and the others as means, and passes over what that does. Here
# it is: the slope of the sum is $n$ times the slope of the mean. So with the same learning rate a step is
# **$n$ times as long**. Show the same samples twice, and every step is twice as long. A rate that works for 50 samples may
# fail for 5000.
#
# See it on the data: 398 samples, the radius alone, standardized. A rate of 0.1 is nothing special for a mean. For the sum
# it acts like $398 \cdot 0.1 \approx 40$.

# %%
radius_std, radius_mean, radius_scale = standardize(radius)


def walk(rate, steps):
    """The loss after each step, from 0."""
    w, b, losses = np.zeros(1), 0.0, []
    for _step in range(steps):
        losses.append(mine.nll_from_scores(radius_std @ w + b, y_train))
        w, b = mine.fit_logistic(radius_std, y_train, w, b, rate, 1)
    return losses


figure, axes = plt.subplots(figsize=(6.4, 3.8))
for rate, colour, dash, name in (
    (0.1, "#b8480e", "-.", "rate 0.1 on the sum"),
    (0.1 / n, "#4b7f52", "--", "rate 0.1 on the mean (0.1/n on the sum)"),
    (8 / n, "#0b62b0", "-", "rate 8/n on the sum"),
):
    losses = walk(rate, 61)
    axes.plot(losses, dash, color=colour, label=name)
    print(f"{name:40} after 1 step {losses[1]:6.1f}, at worst {max(losses):6.1f}, after 60 steps {losses[-1]:6.1f}")
axes.set_xlabel("step")
axes.set_ylabel("negative log-likelihood (a sum)")
axes.set_ylim(0, 900)
axes.legend(loc="upper right")
plt.show()

# %% [markdown]
# At 0.1 (dash-dotted) the first step is worse than knowing nothing, which costs 275.9. Then it falls, is thrown out, and
# falls again. The same 0.1 on the mean (dashed) creeps. In between lies $8/n$, and that number is no guess. Chapter 04: descent is safe below $2/c$, where
# $c$ is the largest curvature. The slope of $p$ by the score is $p(1-p) \le \frac14$, so here $c \le s^2/4$ with $s$
# the largest singular value of $X$ with its column of ones. That makes
#
# $$\lambda < \frac{8}{s^2} .$$
#
# With one standardized column the squares of each column add up to $n$, and the two columns are at right angles. So
# $s^2 = n$. The limit shrinks like $1/n$, as it must.

# %%
assert np.isclose(np.linalg.norm(add_bias_column(radius_std), ord=2) ** 2, n)

# %% [markdown]
# Why a sum at all? The likelihood is a product over the samples, and the logarithm of a product is a sum. From chapter
# 06 on the course takes means, so that rates do not depend on how many examples there are. Both have their
# lowest point at the same weights.
#
# And this is the picture that the line could not give:

# %%
w, b = mine.fit_logistic(radius_std, y_train, np.zeros(1), 0.0, 8 / n, 300)
figure, axes = plt.subplots(figsize=(6.4, 3.6))
for label, colour, marker, name in ((0, "#7b8794", "o", "benign"), (1, "#b8480e", "^", "malignant")):
    chosen = y_train == label
    axes.scatter(radius[chosen, 0], y_train[chosen], s=18, color=colour, marker=marker, alpha=0.5, label=name)
axes.plot(xs, predict_linear(add_bias_column(xs), line), "--", color="#1f2933", linewidth=1, label="least squares")
axes.plot(xs, mine.predict_probability((xs - radius_mean) / radius_scale, w, b), color="#0b62b0", label="one neuron")
axes.axhspan(0, 1, color="#0b62b0", alpha=0.07)
axes.set_xlabel("mean radius (units of the digitised picture)")
axes.set_ylabel("label and probability")
axes.legend()
plt.show()

# %% [markdown]
# ## 7. All ten measurements
#
# Standardize first, as in chapters 03 and 04. But with **which** mean and standard deviation? Those of the training
# samples, for both parts. The held-out samples play patients who have not come yet. Their mean is not known when the
# rule is made, and a patient who comes alone has no standard deviation. If the held-out samples had a say in the numbers
# that prepare the data, something about the test would have **leaked** into the training.
#
# **By hand.** Training values 2 and 6: mean 4, standard deviation 2. A held-out value of 8 becomes $(8 - 4)/2 = 2$.

# %%
_, mean, std = standardize(np.array([[2.0], [6.0]]))
assert (mean, std) == (4, 2)

X_train, mean, std = standardize(X_train_raw)
X_test = (X_test_raw - mean) / std  # the training part's mean and std, not its own
print("largest mean of a column: training", abs(X_train.mean(axis=0)).max().round(6), " held out", abs(X_test.mean(axis=0)).max().round(2))

limit = 8 / np.linalg.norm(add_bias_column(X_train), ord=2) ** 2
print(f"descent is safe below {limit:.4f}")
weights, bias = mine.fit_logistic(X_train, y_train, np.zeros(10), 0.0, 0.001, 1000)
before, after = mine.nll_from_scores(np.zeros(n), y_train), mine.nll_from_scores(X_train @ weights + bias, y_train)
print(f"negative log-likelihood of the training part: {before:.1f} before, {after:.1f} after 1000 steps")

# %% [markdown]
# That the held-out columns are not exactly centered is as it should be: they were not asked.
#
# ## 8. A decision
#
# Somebody has to act: operate or not. That needs a **threshold** $t$. Say 1 where $p \ge t$, else 0.
#
# By hand, $t = 0.25$: the probabilities $(0.2,\ 0.25,\ 0.3)$ become $(0, 1, 1)$. A comparison gives `True` and `False`;
# return whole numbers, which are labels again.

# %% exercise="classify"

# %% [markdown]
# How good are the decisions? The **accuracy** is the share that is right. By hand: predictions $(0, 1, 2, 1)$ and labels
# $(0, 1, 1, 1)$ agree in three places of four: $0.75$. It works for any number of classes.

# %% exercise="accuracy"

# %%
p_train = mine.predict_probability(X_train, weights, bias)
p_test = mine.predict_probability(X_test, weights, bias)
print(f"accuracy on the training part: {mine.accuracy(mine.classify(p_train, 0.5), y_train):.3f}")
print(f"accuracy on the held-out part: {mine.accuracy(mine.classify(p_test, 0.5), y_test):.3f}")
print(f"always saying benign:          {mine.accuracy(np.zeros_like(y_test), y_test):.3f}")

# %% [markdown]
# Read the last line first. Who always says "benign" looks at nothing and is right for 64 of 100. That is the
# **baseline**. An accuracy means something only beside it.
#
# ## 9. Two kinds of error
#
# Always saying "benign" has one more fault: it misses every patient who is ill. The accuracy does not tell. The
# **confusion matrix** does. Its rows are the truth, its columns what was said; entry $ij$ counts the samples of class
# $i$ that were taken for class $j$.
#
# **By hand.** Said $(0, 1, 1, 1, 0)$, truth $(0, 0, 1, 1, 1)$:
#
# | | said 0 | said 1 |
# | --- | --- | --- |
# | **is 0** | 1 | 1 |
# | **is 1** | 1 | 2 |
#
# The diagonal is right. Upper right: a false alarm. Lower left: missed. (Some books put class 1 first, some put the truth
# into the columns. Always look.) The table has a row for each class of the task, also for one that never occurs.

# %% exercise="confusion_matrix"

# %%
counts = mine.confusion_matrix(mine.classify(p_test, 0.5), y_test, 2)
print("              said benign   said malignant")
for name, row in zip(("is benign", "is malignant"), counts):
    print(f"{name:12} {row[0]:12} {row[1]:16}")

# %% [markdown]
# Of 62 malignant samples 8 are missed. Of 109 benign ones 4 raise a false alarm. The two do not weigh the same. A
# false alarm costs a second examination. A miss may cost a life.
#
# Suppose that a miss is as bad as 9 false alarms. Take a sample with probability $p$. Saying "benign" costs $9p$ on
# average. Saying "malignant" costs $1 - p$. The second is cheaper when $9p > 1 - p$, which is $p > 0.1$. So **the costs set
# the threshold**: here it is 0.1, not 0.5. By hand, $p = 0.2$: benign costs $1.8$, malignant $0.8$. Raise the alarm,
# although benign is four times as likely.

# %%
for threshold in (0.5, 0.1):
    y_hat = mine.classify(p_test, threshold)
    counts = mine.confusion_matrix(y_hat, y_test, 2)
    alarms, missed = counts[0, 1], counts[1, 0]
    print(f"threshold {threshold}: accuracy {mine.accuracy(y_hat, y_test):.3f}, {missed} missed, {alarms:2} false alarms, cost {9 * missed + alarms}")

# %%
figure, axes = plt.subplots(figsize=(6.4, 3.6))
parts = [p_test[y_test == 0], p_test[y_test == 1]]
bars = axes.hist(parts, bins=np.linspace(0, 1, 21), color=["#7b8794", "#b8480e"], label=["benign", "malignant"])
for bar in bars[2][1]:
    bar.set_hatch("////")
for threshold, dash in ((0.5, "--"), (0.1, "-.")):
    axes.axvline(threshold, linestyle=dash, color="#0b62b0", label=f"threshold {threshold}")
axes.set_yscale("symlog", linthresh=10)
axes.set_ylim(0, 400)
axes.set_yticks([0, 5, 10, 50, 100], ["0", "5", "10", "50", "100"])
axes.set_xlabel("p of a held-out sample")
axes.set_ylabel("how many samples")
axes.legend(loc="upper center", ncols=2)
plt.show()

# %% [markdown]
# What lies right of a threshold raises the alarm. Moving it to the left trades misses (hatched bars on its left) for
# false alarms (plain bars on its right). The lower threshold has the **lower accuracy and less than half the cost**. Accuracy alone
# would have chosen the worse rule.
#
# Two words of caution. The threshold came from the costs, not from this table: had we tried many thresholds here and kept
# the best, the held-out part would have become training data. And with 62 malignant samples, one more or one less
# missed is chance.
#
# ## What you have now
#
# A neuron that says how sure it is, a loss that follows from probability alone, and a slope of a form that will come
# back: features times (prediction minus truth). You can tell accuracy from usefulness. Next: more than two classes. The
# sigmoid becomes the softmax, the labels become rows, and the slope stays the same.

# %% tags=["nbval-ignore-output"]
progress()
