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
#     chapter: 04_gradient_descent
#     title: Gradient descent
#     minutes: 75
#     demonstrate:
#     - "Ask for a learning rate, run it, and let the room steer: too slow, better, too large. Then compute the border."
#     - "Drop the 2 in `mse_gradient`: the loss still falls. Then run the check."
#     - "Read the plot of the two differences from right to left."
#     - "In the picture of section 4, push the rate slowly towards the border. The room says when to stop."
#     cut:
#     - "Section 4 as an exercise: show the border and the plot."
#     - "The plot of how small h should be."
# ---

# %% [markdown]
# # 04 Gradient descent: downhill in small steps
#
# **Time:** about 75 minutes. **It builds on:** chapter 03 (predictions, the mean squared error, standardized columns).
#
# **After this chapter you can**
#
# - compute the slope of the mean squared error, exactly, with its factor 2,
# - walk downhill until the loss hardly changes,
# - say beforehand which step size is too large,
# - check any slope by numbers, which is how one finds wrong gradients.

# %% tags=["setup"]
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal
from nnlab.mine import add_bias_column, fit_least_squares, mean_squared_error, predict_linear, standardize

# %% [markdown]
# ## The question
#
# Chapter 03 found the best weights at once. For a network with more than one layer nobody knows such a formula. But
# standing anywhere on a hillside you can feel which way is down, take a step, and feel again.
#
# **Can steps that only know the slope find what least squares finds?**

# %%
birds = data.penguins()
measures = np.column_stack([birds.bill_length, birds.bill_depth, birds.flipper_length])
measures_std, _, _ = standardize(measures)
X = add_bias_column(measures_std)  # (n, 4)
Y = birds.body_mass[:, None] / 1000  # (n, 1), in kg
best = fit_least_squares(X, Y)
best_loss = mean_squared_error(predict_linear(X, best), Y)
print(f"{len(X)} birds; the smallest possible loss is {best_loss:.4f} kg^2")

# %% [markdown]
# ## 1. The slope of the loss
#
# The data are fixed. The loss is a function of the **weights**. Its derivative by one weight $w_{jl}$ says how fast the
# loss rises when that weight grows. Put all of them into an array `dW`, in the shape of $W$.
#
# Take one output. Then $L = \frac1n\sum_i r_i^2$ with the residual $r_i = \sum_j x_{ij}w_j - y_i$. The derivative of
# $r_i^2$ is $2\,r_i$ times the derivative of $r_i$, and that is $x_{ij}$:
#
# $$\frac{\partial L}{\partial w_j} = \frac{2}{n}\sum_i x_{ij}\, r_i , \qquad\text{in one line:}\qquad
# dW = \frac{2}{n}\,X^{\mathsf T}(XW - Y) .$$
#
# Read it aloud: each weight collects the residuals, each weighted by the feature that made it.
#
# **By hand.** One feature, two examples: $x = (1, 2)$, $y = (3, 4)$, and $w = 1$. The predictions are $(1, 2)$, the
# residuals $(-2, -2)$. So $dw = \frac22(1\cdot(-2) + 2\cdot(-2)) = -6$. Negative: a larger $w$ lowers the loss.

# %%
x, y, w = np.array([1.0, 2.0]), np.array([3.0, 4.0]), 1.0
assert 2 / 2 * np.sum(x * (x * w - y)) == -6


# %% [markdown]
# **About the 2.** Many texts drop it, since a step size can absorb it. The text this course follows does so too. Then
# the array is no longer the slope but half of it, and every comparison with the true slope fails. We keep it.

# %% exercise="mse_gradient"

# %% [markdown]
# ## 2. One step
#
# The gradient points **uphill**. To go down, subtract it. How far? As far as the **learning rate** $\lambda$ says:
#
# $$W \leftarrow W - \lambda\, dW .$$
#
# Return a new array. `W -= ...` would change the array of whoever called you, and that bug is hard to find: two
# experiments that start from the same $W$ would not start from the same $W$.

# %% exercise="gradient_step"

# %% [markdown]
# ## 3. Walk until nothing changes
#
# Start somewhere, step, look at the loss, step again. Stop when a step changes the loss by less than a small
# tolerance, or when you run out of patience.
#
# Keep every loss in a list: `losses[0]` belongs to the $W$ you were given, `losses[-1]` to the $W$ you return. So
# there is one more loss than there were steps. Use `abs(...)` for the change. If the step size is too large the loss
# *rises*, and you want to see that in the list, not to stop quietly.

# %% exercise="fit_linear_gd"

# %%
start = np.zeros((4, 1))
W, losses = mine.fit_linear_gd(X, Y, start, 0.1, 1e-7, 2000)
print(f"{len(losses) - 1} steps: loss from {losses[0]:.2f} to {losses[-1]:.4f} kg^2 (the smallest possible: {best_loss:.4f})")
for name, walked, exact in zip(["bias", "bill length", "bill depth", "flipper"], W[:, 0], best[:, 0]):
    print(f"{name:12} {walked:7.3f}   least squares {exact:7.3f}")

# %% [markdown]
# **What it was for.** The same weights, from slopes alone. For linear regression this is a detour. For every network
# in the rest of the course it is the only way.
#
# ## 4. How large may a step be?
#
# Too small a step wastes time. Too large a step jumps across the valley and lands higher than it started, then higher
# still. Where is the border?
#
# Look along one direction in which the loss curves with curvature $c$. At distance $e$ from the bottom the slope is
# $c\,e$, so a step leaves $e - \lambda c e = (1 - \lambda c)\,e$. That shrinks as long as $|1 - \lambda c| < 1$, which
# means
#
# $$0 < \lambda < \frac{2}{c} .$$
#
# The direction with the largest curvature decides. The curvature of the mean squared error is
# $\frac{2}{n}X^{\mathsf T}X$. With $s$ the largest singular value of $X$, its largest eigenvalue is $2 s^2/n$. So the
# border is
#
# $$\lambda_{\max} = \frac{2}{2 s^2/n} = \frac{n}{s^2} .$$
#
# **By hand.** One feature, $x = (1, 2)$: $s^2 = 1 + 4 = 5$ and $n = 2$, so $\lambda_{\max} = 0.4$.

# %%
assert np.isclose(2 / np.linalg.norm(np.array([[1.0], [2.0]]), ord=2) ** 2, 0.4)

# %% exercise="largest_learning_rate"

# %%
border = mine.largest_learning_rate(X)
print(f"the border for the penguins: {border:.4f}")

import matplotlib.pyplot as plt

figure, axes = plt.subplots(figsize=(6.4, 3.8))
for factor, colour, dash in [(0.2, "#0b62b0", "-"), (0.97, "#4b7f52", "--"), (1.03, "#b8480e", "-.")]:
    _, losses = mine.fit_linear_gd(X, Y, start, factor * border, 0.0, 60)
    axes.semilogy(losses, dash, color=colour, label=f"{factor} times the border")
    print(f"{factor:4} times the border: after 60 steps the loss is {losses[-1]:.4g} kg^2")
axes.axhline(best_loss, color="#7b8794", linewidth=0.8)
axes.set_xlabel("step")
axes.set_ylabel("loss (kg$^2$, logarithmic)")
axes.legend()
plt.show()

# %% [markdown]
# Three percent below the border the loss falls, slowly, since it overshoots at every step. Three percent above, it
# grows without end. The border is a property of the **data** alone, not of where you start.
#
# **Walk yourself.** With two weights one can see the hillside. Each line below joins weights of the same loss; the mass is
# centred, so that no bias is needed. Push the rate over the border and watch. Long birds have long flippers, so the two
# columns go together, and the hill is a valley: one direction is steep, and decides the border, the other is flat, and
# takes long. (The switch for momentum is explained in chapter 09.)

# %%
two, mass = measures_std[:, [0, 2]], Y - Y.mean()


def loss_of_two(W):
    return mean_squared_error(predict_linear(two, W), mass)


def slope_of_two(W):
    return mine.mse_gradient(two, mass, W)


draw.descend(loss_of_two, slope_of_two, np.array([[-0.6], [0.6]]), names=("weight of bill length", "weight of flipper"))

# %% [markdown]
# The border also shows why columns are standardized. Take the raw millimetres instead:

# %%
raw = mine.largest_learning_rate(add_bias_column(measures))
print(f"border for raw millimetres: {raw:.2e}, for standardized columns: {border:.2e}")
_, slow = mine.fit_linear_gd(add_bias_column(measures), Y, start, 0.9 * raw, 0.0, 2000)
_, quick = mine.fit_linear_gd(X, Y, start, 0.9 * border, 0.0, 2000)
print(f"above the smallest loss after 2000 steps: raw {slow[-1] - best_loss:.4f}, standardized {quick[-1] - best_loss:.4f} kg^2")

# %% [markdown]
# A long narrow valley: its steep walls allow tiny steps only, and along its floor there is far to go. The step also
# has units. A slope is loss per weight; measure the mass in grams and every slope grows a million times, for the loss
# is a square. Then the same learning rate is another step.
#
# ## 5. Is my slope right?
#
# A wrong gradient can still lower the loss. Half the gradient does, and so do many gradients with a missing term. So
# "the loss goes down" proves little. Here is a test that does: move one weight a little up and a little down, and
# see how the loss changes.
#
# $$\frac{\partial L}{\partial w} \approx \frac{L(w + h) - L(w - h)}{2h}$$
#
# This is the **central difference**. The simpler $\frac{L(w+h) - L(w)}{h}$ leans to one side, and its error is of
# order $h$. The central one cancels that and is of order $h^2$.
#
# **By hand.** $f(w) = w^3$ at $w = 1$ with $h = 0.1$; the true slope is 3. One side: $(1.331 - 1)/0.1 = 3.31$. Central:
# $(1.331 - 0.729)/0.2 = 3.01$.

# %%
assert np.isclose((1.1**3 - 1) / 0.1, 3.31)
assert np.isclose((1.1**3 - 0.9**3) / 0.2, 3.01)


# %% [markdown]
# Your function gets `f`, an array `W` of any shape, and `h`. Move **one entry at a time**, on a copy, in floats, and put
# each entry back before you move the next.

# %% exercise="numerical_gradient"

# %%
def loss(W):
    return mean_squared_error(predict_linear(X, W), Y)


numerical = mine.numerical_gradient(loss, start, 1e-5)
exact = mine.mse_gradient(X, Y, start)
for name, a, b in zip(["bias", "bill length", "bill depth", "flipper"], numerical[:, 0], exact[:, 0]):
    print(f"{name:12} by numbers {a:8.4f}   by the formula {b:8.4f}")

# %% [markdown]
# **What it was for.** In chapter 08 you will write the slope of a whole network. This function will tell whether it is
# right.
#
# ### How small should h be?
#
# Smaller is better, until rounding spoils it: two nearly equal numbers are subtracted, and few digits are left.

# %%
point, truth = np.array([1.0]), np.exp(1.0)
steps = 10.0 ** -np.arange(1, 13)
one_sided = [abs((np.exp(1 + h) - np.exp(1)) / h - truth) / truth for h in steps]
central = [abs((np.exp(1 + h) - np.exp(1 - h)) / (2 * h) - truth) / truth for h in steps]

figure, axes = plt.subplots(figsize=(6.4, 3.8))
axes.loglog(steps, one_sided, "s--", color="#b8480e", label="one-sided")
axes.loglog(steps, central, "o-", color="#0b62b0", label="central")
axes.set_xlabel("h")
axes.set_ylabel("relative error of the slope of exp at 1")
axes.legend()
plt.show()
print(f"at h = 0.01: one-sided {one_sided[1]:.1e} off, central {central[1]:.1e} off")
print(f"at h = 0.001: one-sided {one_sided[2]:.1e} off, central {central[2]:.1e} off")

# %% [markdown]
# Read the plot from right to left. Ten times smaller $h$: the one-sided error falls ten times, the central one a hundred
# times. Then both rise again. That is the rounding.
#
# ## 6. A slope without subtraction (optional)
#
# There is a way round the rounding. Step into the **imaginary** direction:
#
# $$f(w + ih) = f(w) + ih\,f'(w) - \tfrac{h^2}{2}f''(w) - \dots$$
#
# The slope stands alone in the imaginary part: $f'(w) = \operatorname{Im} f(w + ih)/h$, up to $h^2$. Nothing is
# subtracted, so $h$ may be $10^{-20}$, and the result is exact to rounding. The price: $f$ must accept complex
# numbers and be smooth (no `abs`, no maximum).

# %% exercise="complex_step_gradient"

# %%
def f(W):
    return np.exp(W).sum()


by_steps = mine.numerical_gradient(f, point, 1e-5)[0]
by_complex = mine.complex_step_gradient(f, point)[0]
for name, value in [("central difference", by_steps), ("complex step", by_complex)]:
    print(f"{name:18} is right to 15 digits: {bool(abs(value - truth) / truth < 1e-15)}")

# %% [markdown]
# ## What you have now
#
# A slope, a way down, the largest step that is safe, and two ways to check a slope. The loss was the mean squared
# error and the network had one layer. In the next chapter the output becomes a probability, and the loss follows.

# %% tags=["nbval-ignore-output"]
progress()
