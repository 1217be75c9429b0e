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
#     chapter: 03_linear_regression
#     title: Linear regression
#     minutes: 60
#     demonstrate:
#     - "Guess the weights before least squares finds them: who comes below 0.5 kg?"
#     - "Subtract a flat array from a column of all birds and print the shape of the result."
#     - "Give the flipper twice and try `np.linalg.inv`."
#     cut:
#     - "`r_squared`: say what 0 and 1 mean and show the three values."
#     - "`standardize` as an exercise, but not its result: chapter 04 needs it."
# ---

# %% [markdown]
# # 03 Linear regression: the smallest network
#
# **Time:** about 60 minutes. **It builds on:** chapters 00 to 02 (numpy arrays, `@`, rows as examples).
#
# **After this chapter you can**
#
# - write linear regression as a network of one layer,
# - say with one number how wrong its predictions are,
# - find the best weights at once, even when columns of the data depend on each other,
# - prepare columns of different units so that weights can be compared.
#
# ## How to work here
#
# Each exercise is a function. Replace `raise NotImplementedError` by your code, run the cell, then run the cell
# below it. `check` says what holds and what does not. It never changes your code.
# Stuck? `hint("add_bias_column")` gives a small push, and a larger one when you ask again.
# `reveal("add_bias_column")` shows the solution. `progress()` shows how far you are.
#
# You can go on before an exercise is solved: later cells use `mine.add_bias_column`, which is your function once it
# has passed, and the course's own until then.

# %% tags=["setup"]
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal

# %% [markdown]
# ## The question
#
# Near Palmer Station in Antarctica, people measured penguins: the length and depth of the bill, the length of a
# flipper, the mass of the body. A flipper is easy to measure. A penguin on a scale is not.
#
# **How well can the body mass be told from the other three numbers?**

# %%
birds = data.penguins()
print(birds)

measures = np.column_stack([birds.bill_length, birds.bill_depth, birds.flipper_length])  # (n, 3), in mm
mass = birds.body_mass[:, None] / 1000  # (n, 1), in kg
for name, column in zip(["bill length", "bill depth", "flipper"], measures.T):
    print(f"{name:12} from {column.min():5.1f} to {column.max():5.1f} mm")
print(f"{'body mass':12} from {mass.min():5.2f} to {mass.max():5.2f} kg")

# %%
import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(6, 3.6))
axes.scatter(birds.flipper_length, mass[:, 0], s=12, color="#0b62b0", alpha=0.6)
axes.set_xlabel("flipper length (mm)")
axes.set_ylabel("body mass (kg)")
axes.set_title("Longer flippers belong to heavier birds")
plt.show()

# %% [markdown]
# The points lie near a line. So we predict the mass by something linear: a weight for each measure, and one number
# that is added always.
#
# $$\hat y = b + x_1 w_1 + x_2 w_2 + x_3 w_3$$
#
# ## A network of one layer
#
# This is already a neural network, the smallest there is. The inputs are on the left, the outputs on the right. Each
# arrow carries one weight. Nothing bends the sum on its way out: the output function is the identity.
#
# In general there are $d$ inputs and $k$ outputs, and the weights form a matrix $W$ of shape $(d, k)$: the entry
# $w_{ij}$ belongs to the arrow from input $i$ to output $j$.

# %%
draw.network([3, 2], names=["inputs x", "outputs y"], nodes=["x", "y"], output="identity")

# %% [markdown]
# *Figure 9.4. Linear regression as a network: one layer of weights, no activation, the identity at the end.*
#
# ## 1. The bias is a weight too
#
# The number $b$ that is added always is called the **bias**. It is a nuisance: a formula with $W$ and $b$ has two
# things to find. A small trick leaves one. Put a column of ones in front of the data:
#
# $$\begin{pmatrix}1 & x_1 & x_2\end{pmatrix}\begin{pmatrix}b \\ w_1 \\ w_2\end{pmatrix} = b + x_1 w_1 + x_2 w_2 .$$
#
# The bias is now the first row of $W$. By hand: with $x = (2, 3)$, $b = 10$, $w = (4, 5)$ the answer is
# $10 + 2\cdot 4 + 3\cdot 5 = 33$.

# %%
assert np.array([1, 2, 3]) @ np.array([10, 4, 5]) == 33

# %% exercise="add_bias_column"

# %% [markdown]
# **What it was for.** From now on "find the weights" means all of them, the bias too.
#
# ## 2. Predict
#
# Rows are examples. If $X$ holds $n$ birds, its shape is $(n, d)$. One product predicts for all of them:
#
# $$\hat Y = X W, \qquad (n, d)\,(d, k) \to (n, k).$$
#
# Each row of $\hat Y$ is a row of $X$ times the columns of $W$. The sizes tell you the order: the inner ones, $d$ and
# $d$, must meet.

# %% exercise="predict_linear"

# %% [markdown]
# Try it with weights that somebody guessed: 3 kg for every bird, and 6 g for each millimetre of flipper.

# %%
X = mine.add_bias_column(measures)  # (n, 4)
guess = np.array([[3.0], [0.0], [0.0], [0.006]])  # (4, 1)
Y_hat = mine.predict_linear(X, guess)
for i in range(3):
    print(f"bird {i}: predicted {Y_hat[i, 0]:.2f} kg, weighs {mass[i, 0]:.2f} kg")

# %% [markdown]
# Some predictions are too high, some too low. How good is the guess as a whole?
#
# ## 3. One number for how wrong
#
# Take the **residuals**, prediction minus truth. Some are positive, some negative, so their sum could vanish although
# every prediction is bad. Square them first. Then a large miss also weighs more than several small ones. The **mean
# squared error** is
#
# $$L = \frac{1}{n}\sum_{i=1}^{n}\lVert \hat y_i - y_i\rVert^2 ,$$
#
# summed over the outputs of an example, averaged over the examples. By hand, with two examples of two outputs:
#
# | $\hat y$ | $y$ | residual | squares, summed |
# | --- | --- | --- | --- |
# | (1, 2) | (0, 0) | (1, 2) | 1 + 4 = 5 |
# | (3, 0) | (0, 0) | (3, 0) | 9 + 0 = 9 |
#
# The mean over the two examples is $(5 + 9)/2 = 7$. (Over all four numbers it would be 3.5. That is another
# convention; here we always divide by $n$, the number of rows.)
#
# One warning. `Y_hat` and `Y` must both have shape $(n, k)$. If one is $(n, 1)$ and the other $(n,)$, numpy subtracts
# *every* entry from *every* other and gives an $n \times n$ table without a word.

# %%
column, flat = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 2.0, 3.0])
print("column minus column:", (column - column).shape)
print("column minus flat:  ", (column - flat).shape)

# %% exercise="mean_squared_error"

# %%
error = mine.mean_squared_error(Y_hat, mass)
print(f"mean squared error of the guess: {error:.3f} kg^2")
print(f"its square root, in the unit of the mass: {np.sqrt(error):.2f} kg")

# %% [markdown]
# **What it was for.** Two sets of weights can now be compared. "Better" means: a smaller error. So we can ask for the
# *best* weights.
#
# ## 4. The best weights, at once
#
# At the smallest error no small change of any weight helps. The slope of $L$ is zero in every direction. Chapter 04
# computes that slope; it is
#
# $$\frac{\partial L}{\partial W} = \frac{2}{n} X^{\mathsf T}(XW - Y) .$$
#
# Set it to zero. What remains are the **normal equations**, $X^{\mathsf T}X\,W = X^{\mathsf T}Y$. They say that the
# residuals are orthogonal to every column of $X$: nothing in the data is left that could explain them.
#
# You could invert $X^{\mathsf T}X$. Do not. If one column of $X$ can be computed from the others, there is no inverse,
# and if that is *almost* so, the inverse is huge and mostly rounding. `np.linalg.lstsq` solves the problem without it.
# Where many $W$ are equally good it takes the smallest one.

# %% exercise="fit_least_squares"

# %%
W = mine.fit_least_squares(X, mass)
error = mine.mean_squared_error(mine.predict_linear(X, W), mass)
for name, weight in zip(["bias", "bill length", "bill depth", "flipper"], W[:, 0]):
    print(f"{name:12} {weight:8.4f}")
print(f"root of the mean squared error: {np.sqrt(error):.2f} kg")
slope = X.T @ (mine.predict_linear(X, W) - mass) / len(X)
print("largest slope left:", "below 1e-8" if np.abs(slope).max() < 1e-8 else np.abs(slope).max())

# %% [markdown]
# ### What goes wrong with an inverse
#
# Give the model the flipper length twice, in millimetres and in centimetres. The second column says nothing new. It
# is a tenth of the first. Now $X^{\mathsf T}X$ has rank 4 but 5 columns.

# %%
X_twice = np.hstack([X, X[:, 3:] / 10])
print("columns:", X_twice.shape[1], " rank:", np.linalg.matrix_rank(X_twice))

W_twice = mine.fit_least_squares(X_twice, mass)
error_twice = mine.mean_squared_error(mine.predict_linear(X_twice, W_twice), mass)
print(f"least squares still works, with the same error: {np.sqrt(error_twice):.2f} kg")
print(f"flipper in mm: {W_twice[3, 0]:.6f},  in cm: {W_twice[4, 0]:.6f}")
print(f"together they are the old weight: {W_twice[3, 0] + W_twice[4, 0] / 10:.6f} and {W[3, 0]:.6f}")

# %% [markdown]
# Many pairs of weights would do. The one of least norm gives the larger share to the column with larger numbers.
#
# ## 5. Columns that can be compared
#
# Which measure matters most? The weights above cannot tell. A weight's unit is kg per mm here; measure the flipper in
# centimetres and its weight is ten times larger, though nothing has changed. So give every column the same scale. Move
# it to mean 0, then divide by its standard deviation:
#
# $$x_{\text{std}} = \frac{x - \text{mean}}{\text{std}}, \qquad \text{std}^2 = \frac{1}{n}\sum_i (x_i - \text{mean})^2 .$$
#
# By hand: the column $(1, 3)$ has mean 2 and standard deviation 1, and becomes $(-1, 1)$.
#
# What of a column that never changes? Its standard deviation is 0, and 0/0 is no number. Divide by 1 there instead:
# the column becomes all zeros, which is what it has to say. Rounding can make such a standard deviation
# $10^{-17}$ instead of 0, so ask whether the largest and the smallest entry are equal.
#
# Return mean and std as well. New birds must be moved by *these* numbers, not by their own.

# %% exercise="standardize"

# %%
measures_std, mean, std = mine.standardize(measures)
W_std = mine.fit_least_squares(mine.add_bias_column(measures_std), mass)
for name, weight in zip(["bill length", "bill depth", "flipper"], W_std[1:, 0]):
    print(f"{name:12} {weight:7.3f} kg for each standard deviation")
print(f"bias         {W_std[0, 0]:7.3f} kg, the mean mass is {mass.mean():.3f} kg")

# %% [markdown]
# Now the weights share a unit, and the flipper's is by far the largest. The bias has a meaning too: it is the
# prediction for an average bird.
#
# ## 6. How much is explained?
#
# An error of some hundred grams: is that good? It depends on how much birds differ anyway. Compare with the laziest
# prediction there is, always the mean:
#
# $$R^2 = 1 - \frac{\sum \lVert \hat y_i - y_i\rVert^2}{\sum \lVert y_i - \bar y\rVert^2} .$$
#
# 1 is perfect. 0 is no better than the mean. Below 0 is worse than that. By hand: for $y = (0, 2)$ the mean is 1, and
# the sum below is $1 + 1 = 2$. Predict $(0, 1)$: the sum above is $0 + 1 = 1$, so $R^2 = 1 - 1/2 = 0.5$.
#
# With several outputs, both sums run over all of them, and $\bar y$ is each column's own mean.

# %% exercise="r_squared"

# %%
print(f"the guess:     R^2 = {mine.r_squared(Y_hat, mass):6.3f}")
print(f"least squares: R^2 = {mine.r_squared(mine.predict_linear(X, W), mass):6.3f}")
flipper_only = X[:, [0, 3]]
W_flipper = mine.fit_least_squares(flipper_only, mass)
print(f"flipper alone: R^2 = {mine.r_squared(mine.predict_linear(flipper_only, W_flipper), mass):6.3f}")

# %% [markdown]
# Compare the last two lines. The bill adds next to nothing once the flipper is known: long bills and long flippers
# belong to the same birds.

# %%
prediction = mine.predict_linear(X, W)
figure, axes = plt.subplots(figsize=(4.6, 4.2))
axes.scatter(mass[:, 0], prediction[:, 0], s=12, color="#0b62b0", alpha=0.6)
ends = [mass.min(), mass.max()]
axes.plot(ends, ends, color="#b8480e", linewidth=1.5, label="perfect")
axes.set_xlabel("body mass (kg)")
axes.set_ylabel("predicted (kg)")
axes.legend()
plt.show()

# %% [markdown]
# ## What you have now
#
# A network of one layer, its error, its best weights, and a way to say how good it is. Everything that follows
# in the course changes one of these: more layers, another loss, and, since nobody can solve those networks at once, a
# patient way downhill. That is chapter 04.

# %% tags=["nbval-ignore-output"]
progress()
