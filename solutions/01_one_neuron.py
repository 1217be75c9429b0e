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
#     chapter: 01_one_neuron
#     title: One neuron
#     minutes: 45
#     demonstrate:
#     - "Type `1 / (1 + np.exp(-z))` at -1000 and let the warning appear. Then ask whether the value is wrong. It is not; at 1000 in the other form it would be nan."
#     - "Run the perceptron's rounds one at a time and ask each time whether the count of mistakes must fall. It need not."
#     - "Let somebody draw a line for XOR on the board."
#     cut:
#     - "`neuron`: go from the formula straight to `neuron_batch`."
# ---

# %% [markdown]
# # 01 One neuron: a weighted sum that bends
#
# **Time:** about 45 minutes. **It builds on:** chapter 00 (weighted sums, rows, columns).
#
# **After this chapter you can**
#
# - say what a neuron computes, with numbers,
# - write the sigmoid so that it never overflows, and its slope,
# - run one neuron over a whole table of examples,
# - teach a perceptron by its own mistakes, and say what it can never learn.

# %% tags=["setup"]
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal

# %% [markdown]
# ## The question
#
# You see a bird and have two numbers, the length and the depth of its bill. Is it a Gentoo penguin? A person looks,
# weighs one thing against the other, and says yes or no. **Can a formula do that, one so simple that a nerve cell might?**

# %%
draw.neuron(3)

# %% [markdown]
# *Figure 9.1. One neuron.* The inputs $x_i$ come in along arrows. Each arrow multiplies by its **weight** $w_i$. The
# products are added up, and the **bias** $b$ is added: a head start, positive or negative. That gives the
# **pre-activation**
#
# $$z = x_1 w_1 + x_2 w_2 + \dots + x_d w_d + b .$$
#
# Then a function $\sigma$, the **activation**, bends the result: $a = \sigma(z)$. (The text this course follows has no
# bias. Without one a neuron can say nothing of its own when all inputs are 0, so we give it one from the start.)
#
# ## 1. The sigmoid
#
# A weighted sum can be any number. For "yes or no" we want something between 0 and 1. The **sigmoid** does that:
#
# $$\sigma(z) = \frac{1}{1 + e^{-z}} .$$
#
# By hand: $\sigma(0) = 1/(1 + 1) = 0.5$. For large $z$ the exponential vanishes and $\sigma$ nears 1. For very negative
# $z$ it nears 0. And $\sigma(-z) = 1 - \sigma(z)$: what it says against is what it does not say for.
#
# One trap. For $z = -1000$ the formula asks for $e^{1000}$, which no float can hold. Multiply above and below by $e^{z}$,
# and it becomes $e^{z}/(1 + e^{z})$, with a harmless exponential. So use the one form for $z \ge 0$, the other below.

# %% exercise="sigmoid"

# %%
import matplotlib.pyplot as plt

z = np.linspace(-8, 8, 161)
figure, axes = plt.subplots(figsize=(6, 3.2))
axes.plot(z, mine.sigmoid(z), color="#0b62b0", label="sigmoid")
axes.plot(z, np.where(z >= 0, 1, 0), "--", color="#b8480e", linewidth=1.2, label="step")
axes.set_xlabel("z")
axes.set_ylabel("a")
axes.legend()
plt.show()

# %% [markdown]
# The dashed line is a **step**: 0 below zero, 1 from zero on. The sigmoid is a step with rounded corners. The corners
# matter: they have a slope, and learning will need one.
#
# ## 2. Its slope
#
# How fast does $a$ change when $z$ changes a little? Differentiate, and a pleasant thing happens. The slope can be
# written with the sigmoid itself:
#
# $$\sigma'(z) = a\,(1 - a), \qquad a = \sigma(z) .$$
#
# By hand: at $z = 0$ we have $a = 0.5$, so the slope is $0.25$. That is the largest it gets. Far out it is nearly 0: a
# neuron that is very sure hardly moves.
#
# The slope is taken **at $z$**. Compute $a$ once, then $a(1 - a)$.

# %% exercise="sigmoid_prime"

# %%
h = 1e-5
for z0 in (-2.0, 0.0, 3.0):
    by_numbers = (mine.sigmoid(np.array(z0 + h)) - mine.sigmoid(np.array(z0 - h))) / (2 * h)
    print(f"z = {z0:4}: slope by the formula {mine.sigmoid_prime(np.array(z0)):.6f}, by numbers {by_numbers:.6f}")

# %% [markdown]
# ## 3. The neuron
#
# Put the parts together: the weighted sum, plus the bias, through the sigmoid.
#
# $$a = \sigma(x \cdot w + b)$$
#
# By hand: $x = (1, 2)$, $w = (3, -1)$, $b = -1$. Then $z = 3 - 2 - 1 = 0$ and $a = 0.5$: undecided.

# %%
assert np.array([1, 2]) @ np.array([3, -1]) - 1 == 0

# %% exercise="neuron"

# %% [markdown]
# ## 4. Many examples at once
#
# A table $X$ has one example in each row. You could loop. But $X w$ is already one weighted sum for each row, and the
# sigmoid works entry by entry. One line does it, without a loop.

# %% exercise="neuron_batch"

# %% [markdown]
# Back to the birds. Here is a neuron whose weights somebody chose: a deep bill speaks against a Gentoo.

# %%
birds = data.penguins()
bills = np.column_stack([birds.bill_length, birds.bill_depth])  # (n, 2), in mm
bills = (bills - bills.mean(axis=0)) / bills.std(axis=0)
gentoo = (birds.species == "Gentoo").astype(int)

a = mine.neuron_batch(bills, np.array([1.0, -3.0]), -0.5)
right = np.mean((a >= 0.5) == (gentoo == 1))
print(f"the chosen weights are right for {100 * right:.0f} % of {len(gentoo)} birds")

# %% [markdown]
# Guessed weights, and already useful. But who wants to guess?
#
# ## 5. The perceptron learns
#
# In the late 1950s the **perceptron** learnt its weights from examples. Its activation is the step: it says 1 when
# $x\cdot w + b \ge 0$, else 0. Its rule is as simple as can be. Show it an example. If it is right, change nothing. If
# it is wrong, move the weights so that this example comes out better next time:
#
# $$w \leftarrow w + (y - \hat y)\,x, \qquad b \leftarrow b + (y - \hat y) .$$
#
# If it said 0 and should have said 1, $y - \hat y = 1$: add the example. If it said 1 wrongly, subtract it.
#
# By hand: $w = (0, 0)$, $b = 0$, $x = (2, 1)$, $y = 0$. The sum is 0, so it says 1. Wrong. The new weights are
# $(-2, -1)$ and the new bias is $-1$. Now the sum is $-4 - 1 - 1 = -6$, and it says 0.

# %%
assert np.array([2, 1]) @ np.array([-2, -1]) - 1 == -6

# %% exercise="perceptron_update"

# %%
w, b = np.zeros(2), 0.0
for round_ in range(1, 6):
    mistakes = 0
    for x, y in zip(bills, gentoo):
        w_new, b_new = mine.perceptron_update(x, int(y), w, b)
        mistakes += int(b_new != b)
        w, b = w_new, b_new
    print(f"round {round_}: {mistakes} mistakes")

# %%
figure, axes = plt.subplots(figsize=(5.6, 4.2))
for label, colour, marker in ((0, "#7b8794", "o"), (1, "#0b62b0", "^")):
    chosen = gentoo == label
    axes.scatter(bills[chosen, 0], bills[chosen, 1], s=14, color=colour, marker=marker, label="Gentoo" if label else "other")
xs = np.array([-2.2, 3.0])
axes.plot(xs, -(b + w[0] * xs) / w[1], color="#b8480e", label="the neuron's border")
axes.set_ylim(-2.6, 2.6)
axes.set_xlabel("bill length (standardized)")
axes.set_ylabel("bill depth (standardized)")
axes.legend()
plt.show()

# %% [markdown]
# The neuron's border is where $x \cdot w + b = 0$: a straight line. If some line separates the two groups, the
# perceptron finds one. If none does, it never comes to rest: here a few birds stay on the wrong side in every round.
#
# ### What one neuron cannot do
#
# Take two inputs, each 0 or 1, and ask for XOR: yes if exactly one of them is 1. Try to draw the line yourself.

# %%
corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
xor = np.array([0, 1, 1, 0])
w, b = np.zeros(2), 0.0
for _ in range(1000):
    for x, y in zip(corners, xor):
        w, b = mine.perceptron_update(x, int(y), w, b)
says = (corners @ w + b >= 0).astype(int)
print("after 1000 rounds it says", says, "and XOR is", xor)
print("right for all four:", bool((says == xor).all()))

# %% [markdown]
# No line does it. This, together with the machines of the time and promises that had been too large, ended the first
# wave of neural networks. The way out is more than one neuron, and that is chapter 02.
#
# ## What you have now
#
# A neuron, its activation with its slope, and a rule that learns from mistakes. The sum will become a matrix product,
# the slope will drive all learning, and the rule will be replaced by a better one. The parts stay.

# %% tags=["nbval-ignore-output"]
progress()
