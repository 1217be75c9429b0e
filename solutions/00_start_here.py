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
#     chapter: 00_start_here
#     title: Start here
#     minutes: 40
#     demonstrate:
#     - "Solve `row_sums` wrongly on purpose with `axis=0`, run the check, and read the card together: this is how the whole course talks."
#     - "Ask what a column minus a flat array gives before you run the cell that shows it."
#     cut:
#     - "`pairwise_differences` as an exercise: show its cell and the sentence below it, for this broadcast comes back in chapter 03."
# ---

# %% [markdown]
# # 00 Start here: arrays, rows and your first check
#
# **Time:** about 40 minutes. **You need:** Python, and numpy seen once. **It builds on:** nothing.
#
# **After this chapter you can**
#
# - work with the checks, hints and solutions of this course,
# - move between vectors, columns and tables without surprises,
# - say what numpy does when shapes differ, before it bites you.
#
# ## How this course works
#
# You write every function yourself: about seventy small ones. Together they are a library for neural networks, and at
# the end yours tells cats from other animals.
#
# - An exercise is a cell with `raise NotImplementedError`. Replace that line by your code and run the cell.
# - The cell below it runs `check("name")`. It calls your function with many inputs and says what holds, what does not,
#   and, where it can, which mistake explains your answers. It never changes your code.
# - `hint("name")` gives a small push. Ask again for a larger one.
# - `reveal("name")` shows a solution. Try first: it stays where it is.
# - `progress()` shows how far you are.
#
# Nothing has to be solved to go on. Later cells use `mine.name`: your function once it has passed, the course's own
# until then, and a line says so.

# %% tags=["setup"]
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal

# %% [markdown]
# ## 1. A weighted sum
#
# A shop sells apples for 2 and pears for 3. You take 5 apples and 4 pears. You pay $5\cdot 2 + 4\cdot 3 = 22$. That is a
# **weighted sum**: each amount times its weight, all added up.
#
# $$\sum_i x_i w_i = x_1 w_1 + x_2 w_2 + \dots + x_d w_d$$
#
# It is the one operation that neural networks do all day. In numpy, `x * w` multiplies entry by entry; then add up.

# %%
assert (np.array([5, 4]) * np.array([2, 3])).sum() == 22

# %% exercise="weighted_sum"

# %% [markdown]
# ## 2. Rows are examples
#
# Data come as a table. In this course **each row is one example** and each column is one feature: three apples, two
# numbers each, make an array of shape `(3, 2)`. We write `(n, d)`: $n$ examples, $d$ features.
#
# numpy numbers the axes. Axis 0 runs down, over the rows. Axis 1 runs along, over the columns. A sum over an axis makes
# *that axis disappear*. So to get one number for each row, the columns have to go.

# %%
table = np.array([[1, 2, 3], [10, 20, 30]])
print("shape:", table.shape)
print("over axis 0:", table.sum(axis=0), "one for each column")

# %% exercise="row_sums"

# %% [markdown]
# ## 3. Broadcasting: a row for everyone
#
# `X - m` with `X` of shape `(n, d)` and `m` of shape `(d,)` works, although the shapes differ. numpy lines shapes up
# **from the right**, and repeats what has size 1 or is missing. So `m` is subtracted from every row.
#
# Use it to center a table: subtract each column's mean, so that every column has mean 0. By hand: the column
# $(1, 3, 8)$ has mean 4 and becomes $(-3, -1, 4)$.

# %%
assert (np.array([1, 3, 8]) - 4).tolist() == [-3, -1, 4]

# %% exercise="center_columns"

# %% [markdown]
# ## 4. Flat, or a column?
#
# `np.array([1, 2, 3])` has shape `(3,)`. It is neither a row nor a column: it has one axis. A **column** has shape
# `(3, 1)`: three rows of one entry each. The numbers are the same, but numpy treats them differently, as you will see in
# a moment. To add an axis, put `None` where it should stand: `y[:, None]`.

# %%
y = np.array([1, 2, 3])
print("flat:", y.shape, " as a row:", y[None, :].shape)

# %% exercise="as_column"

# %% [markdown]
# ## 5. The broadcast that bites
#
# Subtract a row of shape `(1, m)` from a column of shape `(n, 1)`. Both are repeated, and a table `(n, m)` comes out:
# every entry minus every entry. Sometimes that is just what you want.
#
# $$D_{ij} = a_i - b_j$$
#
# By hand: $a = (1, 5)$ and $b = (1, 2, 3)$ give the rows $(0, -1, -2)$ and $(4, 3, 2)$.

# %% exercise="pairwise_differences"

# %%
prediction, truth = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
wrong = prediction - truth
print("three predictions, all right. Their differences have shape", wrong.shape)
print("mean squared difference:", round(float((wrong**2).mean()), 4), "and it should be 0")

# %% [markdown]
# That is how it bites. A column minus a flat array is a table, without a word of warning, and the loss is some other
# number. When a result looks odd, print the shapes first.
#
# ## Words and signs
#
# Come back here when you meet a word again. You need not learn them now.
#
# | sign | shape | meaning |
# | --- | --- | --- |
# | $n$, $d$, $k$ | numbers | examples, features, classes or outputs |
# | $X$ | $(n, d)$ | the data, one example a row |
# | $Y$ | $(n, k)$ | targets; for classes one-hot: a 1 in the class's column |
# | $y$ | $(n,)$ | labels, whole numbers from 0 |
# | $W$, $b$ | $(d, k)$, $(k,)$ | weights and biases of a layer |
# | $Z = XW + b$ | $(n, k)$ | pre-activations, or scores |
# | $A = \sigma(Z)$ | $(n, k)$ | activations |
# | $P$ | $(n, k)$ | probabilities, each row sums to 1 |
# | $L$ | number | the loss |
# | $dW$ | like $W$ | the derivative of the loss by $W$ |
# | $\delta$ | $(n, k)$ | the derivative of each example's loss by its $Z$ |
# | $\lambda$ | number | the learning rate, `learning_rate` in code |
#
# | word | meaning |
# | --- | --- |
# | activation | a function that bends a layer's sums; also its result |
# | backpropagation | computing all slopes from the output back to the input |
# | batch | the examples that one step looks at |
# | bias | a number that is added always |
# | cross-entropy | the loss for classes: minus the log of the true class's probability |
# | epoch | one pass over all the data |
# | gradient | all slopes of the loss, one for each weight |
# | layer | neurons side by side that share their inputs |
# | learning rate | how far a step goes, as a multiple of the slope |
# | loss | one number for how wrong a network is |
# | one-hot | a row of zeros with a single 1 |
# | params | a network's weights and biases, `[(W1, b1), (W2, b2), ...]` |
# | softmax | turns a row of scores into probabilities |
#
# ## What you have now
#
# Five small functions, and an eye for shapes. The next chapter makes a neuron out of the first one.

# %% tags=["nbval-ignore-output"]
progress()
