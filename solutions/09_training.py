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
#     chapter: 09_training
#     title: Training
#     minutes: 90
#     demonstrate:
#     - "Do the two outer products of section 2 on the board, then the outer product of the sums: it is zero, though both examples ask for a step."
#     - "Before the cell with the three schedules, let the room vote: a step after every example, every 20, or once an epoch?"
#     - "Tear X and Y apart on purpose and let somebody explain why the loss still falls a little."
#     - "Choose the best of 200 blind guessers on 50 rows, and ask what its accuracy on new rows will be."
#     - "Start the 40 epochs on clothes in section 8 and let the room say stop while the curves grow. Press the button then: the cells below go on with what there is. Run it again to the end."
#     cut:
#     - "Section 9, momentum, which is optional."
#     - "`minibatches` as an exercise: read its one line together; `train_epoch` needs it."
#     - "The second run, on clothes: show its plot."
# ---

# %% [markdown]
# # 09 Training: from one step to a network that has learned
#
# **Time:** about 90 minutes. **It builds on:** chapter 04 (steps downhill), chapter 06 (cross-entropy, one-hot labels),
# chapter 07 (`init_params`, `forward`), chapter 08 (`backward`).
#
# **After this chapter you can**
#
# - move every weight and bias of a network one step,
# - say what the text's two accumulators hold, and why one of them cannot replace the other,
# - train in batches of any size, and choose that size with a reason,
# - shuffle data without tearing inputs and targets apart,
# - stop at a good moment, and report an accuracy that can be believed,
# - train with a faster loop, and know why it may be trusted.

# %% tags=["setup"]
from time import perf_counter

import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, data, draw, engine, hint, mine, progress, reveal
from nnlab.mine import accuracy, backward, cross_entropy_from_scores, forward, init_params, one_hot, predict_class


def loss_of(params, X, Y):
    """The mean cross-entropy of a relu network."""
    zs, _ = forward(params, X, "relu")
    return cross_entropy_from_scores(zs[-1], Y)


def accuracy_of(params, X, Y):
    """The share of rows that it classifies rightly."""
    zs, _ = forward(params, X, "relu")
    return accuracy(predict_class(zs[-1]), predict_class(Y))


# %% [markdown]
# ## The question
#
# You can compute the slope of the loss by every weight. What is left is a loop. The text describes it so:
#
# 1. Take an example. Go forward and keep what each layer computed. Go backward, and **add** this example's gradients to
#    what you have collected.
# 2. Every now and then take a step with what you have collected, and set the collection back to zero.
# 3. When every example has had its turn, one **epoch** is over. Repeat until the loss stops falling meaningfully.
#
# It leaves four things open, and they decide whether a network learns. **When do you step? In which order do the
# examples come? When do you stop? And how do you know that it has learned, not memorised?**
#
# We try it on handwritten digits, 8 by 8 pixels.

# %%
digits = data.digits()
X_all, Y_all = digits.rows(), one_hot(digits.labels, 10)
print(f"{len(X_all)} digits, {X_all.shape[1]} pixels from {X_all.min():g} to {X_all.max():g}, {Y_all.shape[1]} classes")

figure, axes = plt.subplots(1, 10, figsize=(7.5, 1.1))
for panel, image, label in zip(axes, digits.images, digits.labels):
    panel.imshow(image, cmap="Greys")
    panel.set_title(label, fontsize=10)
    panel.axis("off")
plt.show()

# %% [markdown]
# ## 1. A step for every array
#
# The step is that of chapter 04, only that there are more arrays now:
#
# $$W^{(i)} \leftarrow W^{(i)} - \lambda\, dW^{(i)}, \qquad b^{(i)} \leftarrow b^{(i)} - \lambda\, db^{(i)} .$$
#
# **By hand.** One layer, $W = (1, 2)$ as a column, $b = (0.5)$, slopes $dW = (10, -20)$ and $db = (5)$, rate $\lambda = 0.1$: the
# new $W$ is $(0, 4)$, the new $b$ is $(0)$.

# %%
assert (np.array([[1.0], [2.0]]) - 0.1 * np.array([[10.0], [-20.0]])).tolist() == [[0.0], [4.0]]
assert 0.5 - 0.1 * 5.0 == 0.0

# %% [markdown]
# `params` is a list of pairs, `grads` is laid out in the same way. Return a **new** list of new arrays. We are going to
# start three experiments from the same params; they must still be there afterwards.

# %% exercise="sgd_step"

# %% [markdown]
# ## 2. The two accumulators
#
# The text collects two things in each layer: $\nabla W_*$, to which each example adds its weight gradient, and $\delta_*$,
# to which it adds its $\delta$. It also says that one may sum up the $\delta$ of many examples and use the sum to adjust the
# weights. Read carelessly, that is wrong. Let us see on numbers.
#
# Two examples meet a layer with two inputs and two nodes. The weight gradient of an example is the outer product of its
# inputs $a$ and its $\delta$: entry $jk$ is $a_j\delta_k$.
#
# | | $a$ | $\delta$ | outer product |
# | --- | --- | --- | --- |
# | first example | $(1, 0)$ | $(1, -1)$ | $\begin{pmatrix}1 & -1\\ 0 & 0\end{pmatrix}$ |
# | second example | $(0, 1)$ | $(-1, 1)$ | $\begin{pmatrix}0 & 0\\ -1 & 1\end{pmatrix}$ |
# | **sum** | $(1, 1)$ | $(0, 0)$ | $\begin{pmatrix}1 & -1\\ -1 & 1\end{pmatrix}$ |
#
# The sum of the outer products is the gradient. The outer product of the sums, $(1,1)$ with $(0,0)$, is zero: no step at
# all, although both examples ask for one.

# %%
a, delta = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, -1.0], [-1.0, 1.0]])
assert (np.outer(a[0], delta[0]) + np.outer(a[1], delta[1])).tolist() == [[1, -1], [-1, 1]]
assert np.outer(a.sum(axis=0), delta.sum(axis=0)).tolist() == [[0, 0], [0, 0]]

# %% [markdown]
# **So what is $\delta_*$ good for?** A node computes $z = aW + b$. Raise its bias by a little, and $z$ rises by the same
# little, whatever $a$ is: $\partial z/\partial b = 1$. By the chain rule one example's gradient of $b$ is its $\delta$, and
# that of all examples is their sum:
#
# $$\nabla W_* = \sum_i a_i^{\mathsf T}\delta_i , \qquad \nabla b_* = \sum_i \delta_i = \delta_* .$$
#
# The accumulated $\delta$ **is** the gradient of a bias. The text's networks have no biases, so there $\delta_*$ has
# nothing to do. With biases both accumulators fall into place, and you need both.
#
# Write them as the text does: one example at a time, sums, no division. One example is `X[i:i+1]`, a table with one row;
# `X[i]` would be a vector.

# %% exercise="accumulate_gradients"

# %%
params = init_params([64, 32, 10], seed=0)
X20, Y20 = X_all[:20], Y_all[:20]
sums = mine.accumulate_gradients(params, X20, Y20, "relu")
zs, activations = forward(params, X20, "relu")
means = backward(params, zs, activations, Y20, "relu")
for i, ((W_sum, b_sum), (W_mean, b_mean)) in enumerate(zip(sums, means), start=1):
    shortcut = np.outer(activations[i - 1].sum(axis=0), b_sum)
    agree = np.allclose(W_sum, 20 * W_mean) and np.allclose(b_sum, 20 * b_mean)
    print(f"layer {i}: sums are 20 times backward's means: {agree}")
    print(f"         the outer product of the sums is {np.linalg.norm(shortcut) / np.linalg.norm(W_sum):.0f} times as long")

# %% [markdown]
# `backward` gets the same from one matrix product for all 20 rows, and divides by 20. It is faster, and from here on we use it.
#
# ## 3. Sums, means and the learning rate
#
# The accumulators hold **sums**; the loss of chapter 06 is a **mean**. How long is a step then?

# %%
print("examples   length of the sum   length of the mean")
for k in (1, 20, 100, 400):
    zs, activations = forward(params, X_all[:k], "relu")
    grads = backward(params, zs, activations, Y_all[:k], "relu")
    mean = np.sqrt(sum(np.sum(dW**2) + np.sum(db**2) for dW, db in grads))
    print(f"{k:8} {k * mean:19.1f} {mean:20.2f}")

# %% [markdown]
# From 20 examples on the sum grows with their number, and the mean stays about as long. (A single example's gradient is
# longer: what examples disagree about cancels in a mean.) A step of rate $\lambda$ along the sum of $k$ examples is a
# step of rate $k\lambda$ along their mean. So with sums, whoever doubles the batch has to halve the rate. With means the rate keeps
# its meaning, more or less, when the batch changes. That is why we divide, and why the rates of chapter 05 (the binary
# negative log-likelihood is a sum) look so much smaller than those of chapter 06.
#
# ## 4. When do you step?
#
# After every example, after every $k$, or once an epoch: the text allows all three. Here are twelve examples; a bar is a step.

# %%
figure, axes = plt.subplots(figsize=(6.4, 2.0))
for row, (name, k) in enumerate([("every example", 1), ("every 4", 4), ("every epoch", 12)]):
    axes.plot(np.arange(12), np.full(12, -row), "o", color="#0b62b0", markersize=6)
    for step in range(k, 13, k):
        axes.plot([step - 0.5] * 2, [-row - 0.3, -row + 0.3], color="#b8480e", linewidth=2.5)
    axes.text(-0.8, -row, name, ha="right", va="center")
axes.set_xlim(-4.5, 12)
axes.set_ylim(-2.6, 0.6)
axes.axis("off")
plt.show()

# %% [markdown]
# A portion between two steps is a **batch**. First cut the data into batches, in order. The last one may be short: seven
# rows by three are batches of 3, 3 and 1. No row is dropped and none is used twice.

# %% exercise="minibatches"

# %% [markdown]
# Now one epoch. For each batch: forward, backward, step. Three places where it goes wrong without an error:
#
# - Each batch begins with the params that the last one **left**.
# - The gradient is the mean over **this** batch, the short one too. `backward` divides by its number of rows already.
# - All gradients first, with the old weights, and only then the step. Whoever updates $W^{(2)}$ while still going backward
#   computes $\delta^{(1)}$ with a weight that the forward pass never saw.

# %% exercise="train_epoch"

# %% [markdown]
# **Which schedule is best?** 400 digits, ten epochs each. Every schedule gets the rate, of 0.03, 0.1, 0.3 and 1, with which it ends lowest.

# %%
def schedule(batch_size, learning_rate, epochs=10):
    """The loss before the first epoch and after each."""
    params = init_params([64, 32, 10], seed=0)
    losses = [loss_of(params, X_all[:400], Y_all[:400])]
    for _ in range(epochs):
        params = mine.train_epoch(params, X_all[:400], Y_all[:400], learning_rate, batch_size, "relu")
        losses.append(loss_of(params, X_all[:400], Y_all[:400]))
    return losses


figure, (left, right) = plt.subplots(1, 2, figsize=(8.6, 3.6), sharey=True)
for name, k, colour, mark in [("every example", 1, "#b8480e", "s--"), ("every 20", 20, "#0b62b0", "o-"), ("every epoch", 400, "#4b7f52", "^-.")]:
    tried = {rate: schedule(k, rate) for rate in (0.03, 0.1, 0.3, 1.0)}
    rate = min(tried, key=lambda rate: tried[rate][-1])
    left.plot(range(11), tried[rate], mark, color=colour, label=f"{name}, rate {rate:g}", markersize=5)
    right.plot(np.arange(1, 11) * 400 // k, tried[rate][1:], mark, color=colour, markersize=5)
    print(f"{name:13} {400 // k:4} steps an epoch, rate {rate:4g}: loss {tried[rate][0]:.1f} -> {tried[rate][-1]:.2f}")
left.set_xlabel("epochs (400 example gradients each)")
left.set_ylabel("loss on the 400 digits")
left.legend()
right.set_xlabel("steps (logarithmic)")
right.set_xscale("log")
plt.show()

# %% [markdown]
# Left: every epoch costs the same, 400 gradients of one example. For that price one step an epoch brings least. Right:
# counted in **steps** it is the other way round: a step along the mean of all gains most, but there are only ten of them.
#
# A single example's gradient is a rough guess of the mean, and rough guesses suffice for many small steps. A mean over 20
# is a better guess, and one matrix product computes it in much less than 20 times the time of one. That is why batches of
# 20 to a few hundred are the usual choice.
#
# **See it learn.** Two half moons in the plane, and eight hidden units. Start, and your `train_epoch` takes batch after batch
# of 20; the line is where both classes are equally likely. Each of the first epochs is shown, later fewer of them; after 500
# it rests. Then choose other layers, another activation, or a larger rate, and start again.

# %% tags=["nbval-ignore-output"]
dice = np.random.default_rng(0)
moon, turn = np.arange(300) % 2, dice.uniform(0, np.pi, size=300)
half = np.column_stack([np.cos(turn), np.sin(turn)])
points = np.where(moon[:, None] == 0, half, [1.0, 0.5] - half) + dice.normal(scale=0.15, size=(300, 2))
draw.boundary(init_params([2, 8, 2], seed=0), points, moon)

# %% [markdown]
# ## 5. In which order do the examples come?
#
# Files are often sorted: all zeros first, then all ones. Put the digits in that order and train on them as they lie.

# %%
by_class = np.argsort(digits.labels[:1200], kind="stable")
X_sorted, Y_sorted = X_all[:1200][by_class], Y_all[:1200][by_class]
X_new, Y_new = X_all[1200:], Y_all[1200:]  # rows that it does not train on

params = init_params([64, 32, 10], seed=0)
for _ in range(5):
    params = mine.train_epoch(params, X_sorted, Y_sorted, 0.3, 20, "relu")
guesses = predict_class(forward(params, X_new, "relu")[0][-1])
print(f"sorted, not shuffled: {accuracy_of(params, X_new, Y_new):.0%} right on new digits")
print("how often it says 0, 1, ... 9:", np.bincount(guesses, minlength=10))

# %% [markdown]
# It says what it saw last: mostly nines. For about 120 rows on end the gradient said "more nines", and nothing contradicted.
# **Shuffle before every epoch.**
#
# Draw an order of the row numbers, and take the rows of $X$ *and* of $Y$ in that order. `np.random.default_rng(seed)` makes a
# generator of your own, and its `.permutation(n)` is such an order: `[2, 0, 1]` means old row 2 first. The seed comes in as an argument, so that a run can be repeated.
# `np.random.shuffle` would use the one generator that all code shares, and write into the caller's array.

# %%
order = np.array([2, 0, 1])
assert np.array(["zero", "one", "two"])[order].tolist() == ["two", "zero", "one"]

# %% exercise="shuffle_together"

# %%
def trained(shuffled, epochs=5):
    params = init_params([64, 32, 10], seed=0)
    for epoch in range(epochs):
        X_epoch, Y_epoch = shuffled(epoch)
        params = mine.train_epoch(params, X_epoch, Y_epoch, 0.3, 20, "relu")
    return accuracy_of(params, X_new, Y_new)


together = trained(lambda epoch: mine.shuffle_together(X_sorted, Y_sorted, epoch))
X_torn, _ = mine.shuffle_together(X_sorted, Y_sorted, 1)
_, Y_torn = mine.shuffle_together(X_sorted, Y_sorted, 2)
apart = trained(lambda epoch: mine.shuffle_together(X_torn, Y_torn, epoch))
print(f"shuffled together: {together:.0%} right on new digits")
print(f"X and Y shuffled apart: {apart:.0%}; guessing blindly: about 10%")

# %% [markdown]
# **Shuffled apart**, each picture has somebody else's label. Nothing fails, no shape is wrong, and there is nothing to learn: it
# stays near blind guessing. If a network will not get beyond chance, look at a few rows of $X$ beside their labels first.
#
# ## 6. Rows that you do not learn from
#
# A network with enough weights can learn its training rows by heart. Its accuracy on them says little. So divide the data:
#
# | part | what it is for | how often you look |
# | --- | --- | --- |
# | **training** | computing gradients | at every step |
# | **validation** | choosing: rate, batch size, layers, when to stop | as often as you choose |
# | **test** | the number that you report | once, at the end |
#
# Draw the validation rows by chance: the first rows of a sorted file are all zeros. No row may be in both parts, none may
# get lost, and each row keeps its target. `fraction` is the share of the **validation** part.

# %% exercise="train_validation_split"

# %% [markdown]
# **Why a third part?** Because choosing spoils the number that you chose by. Here are 200 "models" that know nothing at all:
# each guesses blindly. Take the one that is best on 50 validation rows, and look what it does on the others.

# %%
_, Y_rest, _, Y_50 = mine.train_validation_split(X_all, Y_all, 50 / len(X_all), 0)
on_50 = [accuracy(np.random.default_rng(seed).integers(0, 10, size=50), predict_class(Y_50)) for seed in range(200)]
best = int(np.argmax(on_50))
on_rest = accuracy(np.random.default_rng(best).integers(0, 10, size=len(Y_rest)), predict_class(Y_rest))
print(f"the best of 200 blind guessers, on the 50 rows that chose it: {on_50[best]:.0%}")
print(f"the same one on {len(Y_rest)} other rows: {on_rest:.0%}")

# %% [markdown]
# It was lucky, and luck does not come along to new rows. Whoever chooses by validation data, by hand or in a loop, has a
# little of this luck in the validation accuracy. So the last number comes from rows that chose nothing.
#
# ## 7. When do you stop?
#
# The text says: when the loss changes by less than a threshold. Chapter 04 did that, and for one smooth descent it is fine. Here
# it has two weaknesses. With batches the loss wavers, so one small change may be chance. And the training loss may
# go on falling long after the network has begun to learn its rows by heart.
#
# So look at the **validation** loss, and have patience. Let $L_{\text{before}}$ be the best loss before the last `patience`
# epochs. Stop when none of these epochs was better than that by at least the tolerance.
#
# **By hand.** Losses 1.0, 0.7, 0.6, 0.65, 0.62, tolerance 0.01. With patience 2: the best before is 0.6, the last two are 0.65
# and 0.62, neither reaches 0.59: **stop**. With patience 3: the best before is 0.7, and 0.6 is among the last three: **go on**.

# %%
losses = [1.0, 0.7, 0.6, 0.65, 0.62]
assert min(losses[-2:]) > min(losses[:-2]) - 0.01  # stop
assert not min(losses[-3:]) > min(losses[:-3]) - 0.01  # go on

# %% exercise="should_stop"

# %% [markdown]
# ## 8. All of it together
#
# Here is the loop, with your functions. It keeps the params that were best on the validation rows, since the last ones are `patience` epochs
# past their best. And it shows where it is, as in chapter 06: training takes time, and waiting before a dead screen takes more. `draw.training(100)` gives
# the epochs as `range(100)` does, and draws the losses that `live.show` gets while the loop runs, beside a button that stops it.

# %%
def fit(params, X, Y, X_val, Y_val, learning_rate, batch_size, max_epochs, patience, tolerance=0.001):
    """(the best params, training losses, validation losses): shuffled epochs until the patience is at its end."""
    best, train_losses, val_losses = params, [], []
    live = draw.training(max_epochs)
    for epoch in live:
        X_epoch, Y_epoch = mine.shuffle_together(X, Y, epoch)
        params = mine.train_epoch(params, X_epoch, Y_epoch, learning_rate, batch_size, "relu")
        train_losses.append(loss_of(params, X, Y))
        val_losses.append(loss_of(params, X_val, Y_val))
        if val_losses[-1] == min(val_losses):
            best = params
        live.show(training=train_losses[-1], validation=val_losses[-1])
        if mine.should_stop(val_losses, tolerance, patience):
            break
    return best, train_losses, val_losses


# %% [markdown]
# **Digits.** A fifth of them is put aside as test rows and not looked at. Of the rest a fifth chooses.

# %% tags=["nbval-ignore-output"]
X_rest, Y_rest, X_test, Y_test = mine.train_validation_split(X_all, Y_all, 0.2, 0)
X_train, Y_train, X_val, Y_val = mine.train_validation_split(X_rest, Y_rest, 0.2, 1)
digit_params, digit_train, digit_val = fit(init_params([64, 32, 10], 0), X_train, Y_train, X_val, Y_val, 0.1, 20, 100, 5)

# %%
print(f"{len(X_train)} training, {len(X_val)} validation, {len(X_test)} test rows")
print(f"test accuracy: {accuracy_of(digit_params, X_test, Y_test):.0%}")

# %% [markdown]
# **Clothes.** The same functions on a harder task: ten kinds of clothing, 28 by 28 pixels, a small part of Fashion-MNIST. Its publisher has
# divided it into training and test pictures already. This time we switch the stopping off, with patience 40 in 40 epochs, to see what it is good for.

# %% tags=["nbval-ignore-output"]
clothes = data.fashion()
X_cloth, Y_cloth = clothes.train.rows(), one_hot(clothes.train.labels, 10)
X_train, Y_train, X_val, Y_val = mine.train_validation_split(X_cloth, Y_cloth, 0.2, 0)
last_params, cloth_train, cloth_val = fit(init_params([784, 64, 10], 0), X_train, Y_train, X_val, Y_val, 0.1, 50, 40, 40)

# %%
epochs = range(1, len(cloth_val) + 1)
stop = next((epoch for epoch in epochs if mine.should_stop(cloth_val[:epoch], 0.001, 8)), len(epochs))
best_epoch = int(np.argmin(cloth_val[:stop])) + 1

figure, axes = plt.subplots(figsize=(6.4, 3.8))
axes.plot(epochs, cloth_train, "--", color="#b8480e", label=f"training, {len(X_train)} rows")
axes.plot(epochs, cloth_val, "-", color="#0b62b0", label=f"validation, {len(X_val)} rows")
axes.axvline(stop, color="#4b7f52", linestyle=":", label="patience 8 ends here")
axes.plot(best_epoch, cloth_val[best_epoch - 1], "o", color="#0b62b0", label="these params are kept")
axes.set_xlabel("epochs")
axes.set_ylabel("mean cross-entropy")
axes.set_ylim(0, 1.5)
axes.legend()
plt.show()
print(f"after {len(epochs)} epochs: training loss {cloth_train[-1]:.1f}, validation loss {cloth_val[-1]:.1f}")

# %% [markdown]
# The training loss goes on falling, the validation loss does not: from here on the network learns these 1600 pictures, not
# clothes. The text's rule looks at the dashed curve and would go on. Patience looks at the solid one, bridges its
# wavering, and stops.
#
# Now choose once, by validation, and then look at the test pictures, once.

# %% tags=["nbval-ignore-output"]
cloth_params, _, _ = fit(init_params([784, 64, 10], 0), X_train, Y_train, X_val, Y_val, 0.1, 50, 40, 8)

# %%
X_test, Y_test = clothes.test.rows(), one_hot(clothes.test.labels, 10)
print(f"training   {accuracy_of(cloth_params, X_train, Y_train):.0%}")
print(f"validation {accuracy_of(cloth_params, X_val, Y_val):.0%}")
print(f"test       {accuracy_of(cloth_params, X_test, Y_test):.0%}   on {len(X_test)} pictures: this one is reported")

# %% [markdown]
# ### The same, without waste
#
# Your functions are made to be read. Each step makes new arrays for the scores, the slopes and the params, and throws the
# old ones away. `nnlab.engine` has the same loop, made to be fast: it makes its arrays once, and writes into them again and
# again.
#
# A fast loop is worth nothing if its numbers are wrong. **May you trust it?** Ask it a question whose answer you know: the
# same digits, the same beginning, rate, batches and patience. With `seed=0` it shuffles as your loop did: by seed 0 before the
# first epoch, 1 before the next. Then its validation losses must be yours, up to rounding. (Two things would make them differ:
# you stopped your loop above; or your `shuffle_together` uses its random numbers in another way than `permutation`. That is
# as right, but another order.)

# %%
X_train, Y_train, X_val, Y_val = mine.train_validation_split(X_rest, Y_rest, 0.2, 1)  # the digits again
fitted = engine.fit(
    init_params([64, 32, 10], 0), X_train, Y_train, validation=(X_val, Y_val), seed=0,
    learning_rate=0.1, batch_size=20, epochs=100, patience=5, tolerance=0.001,
)  # fmt: skip
its_val = fitted.history.validation_losses
apart = max(abs(yours - its) for yours, its in zip(digit_val, its_val))
shown = "below 1e-9" if apart < 1e-9 else f"{apart:.1g}"
print(f"epochs: your loop {len(digit_val)}, the engine {len(its_val)}")
print(f"largest difference of the validation losses: {shown}")
print(fitted.message)

# %% [markdown]
# That is why you may use it from now on. There is nothing new to take on trust: it computes what you wrote.
# (The course's tests hold it to the course's functions, for every activation and loss, and for batches from one row to all.)
# What you need to know of it:
#
# - `validation` takes the rows to choose by: a pair, as above, or a share such as `0.2`, which the seed draws. `patience` and
#   `tolerance` are those of your `should_stop`.
# - `fitted.params` is laid out like yours. With validation rows it is the best epoch's, as in your loop.
# - `fitted.message` says why it ended. `fitted.history` has one number for each epoch: `losses`, `validation_losses`,
#   `validation_accuracies`, `seconds`.
# - Its training `losses` are not those of your loop. It takes each row's loss on the way, before its batch's step: the scores
#   are there, so the loss costs next to nothing. Yours were computed anew after the epoch.
# - `progress=True` shows the curves that you know from `draw.training`.
#
# **And what is gained?** Measured here and now: the seconds of one epoch, with your functions and with the engine, for the
# digits and for the clothes. The engine is timed with `float32` too: numbers of half the bytes, with about seven digits.

# %% tags=["nbval-ignore-output"]
def seconds(sizes, X, Y, learning_rate, batch_size):
    """Of one epoch: with your functions, the engine, its float32. Medians of seven, in turns."""
    params, taken = init_params(sizes, 0), []
    for turn in range(7):
        start = perf_counter()
        X_turn, Y_turn = mine.shuffle_together(X, Y, turn)
        mine.train_epoch(params, X_turn, Y_turn, learning_rate, batch_size, "relu")
        taken.append([perf_counter() - start])
        for dtype in ("float64", "float32"):
            options = {"learning_rate": learning_rate, "batch_size": batch_size, "dtype": dtype}
            taken[-1].append(np.median(engine.fit(params, X, Y, epochs=3, **options).history.seconds))
    return np.median(taken, axis=0)


print(f"the largest difference above, in full: {apart:.1e}")
print("one epoch                   yours          the engine        with float32")
for name, *case in [
    ("digits, 64-32-10", [64, 32, 10], X_train, Y_train, 0.1, 20),
    ("clothes, 784-64-10", [784, 64, 10], X_cloth, Y_cloth, 0.1, 50),
]:
    yours, *faster = seconds(*case)
    told = "".join(f"{1e3 * taken:8.2f} ms, {yours / taken:3.1f} x" for taken in faster)
    print(f"{name:18} {1e3 * yours:10.2f} ms  {told}")

# %% [markdown]
# How many times as fast it is depends on the machine, and on what else runs there: run the cell again and see. Do not
# expect wonders in `float64`. In a large layer most of the time goes into matrix products, and your functions and the engine
# leave those to the same library. What the engine saves is everything around them, and that is much only where they are small.
#
# A few milliseconds are nothing for one network. They count when you train dozens to answer one question, as in chapter 10.

# %% [markdown]
# ## 9. Momentum (optional)
#
# In a long narrow valley plain descent zigzags between the walls and creeps along the floor. Chapter 04 met that valley. Give the step a
# memory: a **velocity** $v$ that keeps a share $\mu$ of itself and adds the new slope,
#
# $$v \leftarrow \mu v + g, \qquad p \leftarrow p - \lambda v .$$
#
# Slopes that keep changing their sign cancel in $v$. Slopes that agree add up, to $g + \mu g + \mu^2 g + \dots = g/(1-\mu)$ in the end: with $\mu = 0.9$
# ten times the plain step.
#
# **By hand.** $\mu = 0.5$, $\lambda = 0.1$, $v = 4$, $g = 2$, $p = 1$: the new $v$ is $0.5\cdot 4 + 2 = 4$, the new $p$ is $1 - 0.1\cdot 4 = 0.6$.

# %%
v, g, p = 4.0, 2.0, 1.0
assert 0.5 * v + g == 4.0
assert np.isclose(p - 0.1 * (0.5 * v + g), 0.6)

# %% [markdown]
# `velocity` is laid out like `params`. Some books put the rate inside the velocity; for one fixed rate that walks the same way, with other numbers in $v$.

# %% exercise="momentum_step"

# %%
def walk(momentum, steps=40):
    """Down the valley (x^2 + 50 y^2) / 2 from (-9, 1); x is kept as a weight, y as a bias."""
    params, velocity = [(np.array([[-9.0]]), np.array([1.0]))], [(np.zeros((1, 1)), np.zeros(1))]
    places = [(-9.0, 1.0)]
    for _ in range(steps):
        grads = [(params[0][0], 50 * params[0][1])]
        params, velocity = mine.momentum_step(params, grads, velocity, 0.035, momentum)
        places.append((params[0][0].item(), params[0][1].item()))
    return np.array(places)


x, y = np.meshgrid(np.linspace(-10, 4, 141), np.linspace(-1.6, 1.6, 81))
figure, axes = plt.subplots(figsize=(7.2, 3.2))
axes.contour(x, y, (x**2 + 50 * y**2) / 2, levels=[0.5, 2, 5, 10, 20, 35, 50, 70], colors="#b9c2cc", linewidths=0.8)
for momentum, colour, mark in [(0.0, "#b8480e", "s--"), (0.7, "#0b62b0", "o-")]:
    places = walk(momentum)
    axes.plot(places[:, 0], places[:, 1], mark, color=colour, markersize=3, linewidth=1, label=f"momentum {momentum}")
    print(f"momentum {momentum}: after 40 steps {np.hypot(*places[-1]):.3f} away from the bottom")
axes.set_xlabel("x, the flat direction")
axes.set_ylabel("y, the steep one")
axes.legend(loc="upper right")
plt.show()

# %% [markdown]
# ## What you have now
#
# A training loop of your own, from the first step to a test accuracy that you may report: when to step, in which order, when to stop, and which
# rows may say how good it is. And a fast one that you have put to the test. In the next chapter you put it to work on cats.

# %% tags=["nbval-ignore-output"]
progress()
