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
#     chapter: 12_where_next
#     title: Where next
#     minutes: 40
#     demonstrate:
#     - "Let the room do the example with 3/4 and 1/4 by hand before anything is computed."
#     - "Put the two pictures of section 5 side by side and ask what is 0, and what became of the rest of each row."
#     - "Shuffle keys and values: nothing changes. Ask what that means for the order of words."
#     cut:
#     - "Section 4: say that the product of d random numbers spreads like the square root of d, and show the table."
#     - "Section 7: the two formulas are enough."
# ---

# %% [markdown]
# # 12 Where next: the same two parts make attention
#
# **Time:** about 40 minutes; the whole chapter is optional. **It builds on:** chapter 02 (linear maps), chapter 06 (the
# softmax), and a little on chapter 11 (counting operations).
#
# **After this chapter you can**
#
# - compute attention, by hand for two words and in one line for any number,
# - say why the scores are divided by $\sqrt d$,
# - keep a row from looking ahead, and say why the mask comes before the softmax,
# - name what stands between this course and a language model.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, data, draw, hint, library, mine, progress, reveal
from nnlab.mine import layer_flops, softmax

# %% [markdown]
# ## The question
#
# Every network so far treated each row alone: what row $i$ becomes depends on row $i$ and on nothing else. That was
# right for birds and digits. Now let the rows be the words of one sentence:
#
# *the cat slept because it was tired*
#
# What does *it* mean? The answer stands in another row. **How can a row take in what the other rows know?**
#
# ## 1. Ask, compare, mix
#
# Let each row play three roles, each a vector:
#
# - a **query** $q$: what am I looking for?
# - a **key** $k$: what can be found in me?
# - a **value** $v$: what do I hand over?
#
# Compare a query with every key by the dot product: that is a **score**. The softmax makes weights of the scores,
# positive and 1 in sum. The answer is the mean of the values with these weights. For all queries at once, one in each
# row of $Q$,
#
# $$\text{attention}(Q, K, V) = \text{softmax}\!\left(\frac{Q K^{\mathsf T}}{\sqrt d}\right) V .$$
#
# In shapes: $(n, d)\,(d, m) \to (n, m)$, then $(n, m)\,(m, d_v) \to (n, d_v)$.
#
# $d$ is the length of a query and of a key. The softmax works row by row: each query has its own weights.
#
# Where do $Q$, $K$, $V$ come from? From three linear maps of the same rows: $Q = XW_Q$, $K = XW_K$, $V = XW_V$. Their
# weights are learned. So attention is made of the two parts of softmax regression: **linear maps and a softmax**.
#
# The queries may also come from other rows than the keys and values, from a sentence in another language, say. Then
# $Q$ has $n$ rows, and $K$ and $V$ have $m$.
#
# ## 2. By hand
#
# One query $q = (2, 0, 0, 0)$, so $d = 4$ and $\sqrt d = 2$. Two keys, $(\ln 3, 0, 0, 0)$ and $(0, 1, 0, 0)$.
#
# - Dot products: $2\ln 3$ and $0$. Divided by 2: the scores $\ln 3$ and $0$.
# - Exponentials: 3 and 1. Divided by their sum: the weights $\frac34$ and $\frac14$.
# - Values $(8, 0)$ and $(0, 4)$: the answer is $\frac34(8, 0) + \frac14(0, 4) = (6, 1)$.

# %%
scores = np.array([[2 * np.log(3), 0.0]]) / np.sqrt(4)
weights = np.exp(scores) / np.exp(scores).sum()
assert np.allclose(weights, [[0.75, 0.25]])
assert np.allclose(weights @ np.array([[8.0, 0.0], [0.0, 4.0]]), [[6.0, 1.0]])

# %% exercise="attention"

# %% [markdown]
# ## 3. Who looks at whom
#
# Here is the sentence with vectors that were **written by hand**. In a network they would be learned. There are three
# features: *is a being*, *is an action*, *is a state*. Keys say what a word is. Queries say what it needs: *it* needs a
# being, *because* needs an action and a state.
#
# A trick to see the weights: take the identity matrix for $V$. Then the answer is the weights themselves.

# %%
words = ["the", "cat", "slept", "because", "it", "was", "tired"]
#             being action state
K = np.array([[0.0, 0.0, 0.0],   # the
              [1.0, 0.0, 0.0],   # cat
              [0.0, 1.0, 0.0],   # slept
              [0.0, 0.0, 0.0],   # because
              [0.3, 0.0, 0.0],   # it
              [0.0, 0.3, 0.0],   # was
              [0.0, 0.0, 1.0]])  # tired
Q = 5 * np.array([[1.0, 0.0, 0.0],   # the: what being?
                  [0.0, 0.0, 1.0],   # cat: in what state?
                  [1.0, 0.0, 0.0],   # slept: who?
                  [0.0, 1.0, 1.0],   # because: of which action and state?
                  [1.0, 0.0, 0.0],   # it: who?
                  [0.0, 0.0, 1.0],   # was: what?
                  [1.0, 0.0, 0.0]])  # tired: who?


def show(axes, weights, title):
    """A picture of the weights: rows look, columns are seen."""
    axes.imshow(weights, cmap="Blues", vmin=0, vmax=1)
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            text = f"{weight:.2f}"[1:] if 0.005 < weight < 0.995 else f"{weight:.0f}"
            axes.text(j, i, text, ha="center", va="center", fontsize=8, color="white" if weight > 0.5 else "#1f2933")
    axes.set_xticks(range(len(words)), words, rotation=45, ha="right")
    axes.set_yticks(range(len(words)), words)
    axes.set_xlabel("is seen")
    axes.set_ylabel("looks")
    axes.set_title(title)


weights = mine.attention(Q, K, np.eye(7))
show(plt.figure(figsize=(5.2, 4.8)).gca(), weights, "attention: each row sums to 1")
plt.show()
print(f"'it' looks at 'cat' with weight {weights[4, 1]:.2f}; each row sums to {weights.sum(axis=1).round(6).max():.0f}")

# %% [markdown]
# Read the row of *it*: most of its weight is on *cat*. So what *it* becomes is mostly the value of *cat*, with a little of
# everything else. Nothing is looked up exactly. The weights are smooth, so they have slopes, and slopes are what
# backpropagation needs.
#
# ## 4. Why the square root?
#
# Take random queries and keys with $d$ entries of spread 1. Their product is a sum of $d$ terms, and such a sum spreads
# like $\sqrt d$. For $d = 1024$ a score is 32 times as large as one of its terms. Then one exponential outweighs all
# others, and the softmax says 1 for one key and 0 for the rest. There it is flat: its slopes, $p_i(1 - p_i)$ and
# $-p_ip_j$ (chapter 06), are nearly 0, and nothing is learned. Divided by $\sqrt d$ the scores have the same spread
# whatever $d$ is.

# %%
rng = np.random.default_rng(0)
print("        spread of    mean of the largest of 16 weights")
print("    d    products        plain     divided by sqrt(d)")
for d in (4, 64, 1024):
    products = rng.normal(size=(1000, d)) @ rng.normal(size=(16, d)).T
    plain, divided = softmax(products).max(axis=1).mean(), softmax(products / np.sqrt(d)).max(axis=1).mean()
    print(f"{d:5}    {products.std():8.1f}     {plain:8.2f}     {divided:8.2f}")

# %% [markdown]
# ## 5. No looking ahead (optional)
#
# A language model learns to say the next word. So row $i$ must not see the rows after it: the answer stands there. Strike
# those scores out. How?
#
# Put $-\infty$ in their place, **before** the softmax. Then their exponential is 0, and the rest of the row shares the
# whole weight.
#
# **By hand**, the first row of two, with scores $(0, \ln 3)$ and values 8 and 0. It may see itself only, so the answer
# must be 8. Two ways that are tempting and wrong:
#
# - strike out **after** the softmax: the weights were $(\frac14, \frac34)$, now $(\frac14, 0)$. They do not sum to 1 any
#   more, and the answer is 2.
# - put **0** in its place before the softmax: $e^0 = 1$, so the weights are $(\frac12, \frac12)$, and the answer is 4.

# %%
scores, values = np.array([[0.0, np.log(3)]]), np.array([[8.0], [0.0]])
assert np.allclose(softmax(np.array([[0.0, -np.inf]])) @ values, 8)
assert np.allclose(softmax(scores) * np.array([[1, 0]]) @ values, 2)
assert np.allclose(softmax(np.array([[0.0, 0.0]])) @ values, 4)

# %% exercise="causal_attention"

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4.8))
show(left, mine.attention(Q, K, np.eye(7)), "attention")
show(right, mine.causal_attention(Q, K, np.eye(7)), "causal attention")
figure.tight_layout()
plt.show()

V = np.random.default_rng(1).normal(size=(7, 2))
other = V.copy()
other[5:] = 100.0  # other words at the end
same = np.isclose(mine.causal_attention(Q, K, V), mine.causal_attention(Q, K, other)).all(axis=1)
print("rows that stay the same when the last two values change:", [word for word, stays in zip(words, same) if stays])

# %% [markdown]
# On the right everything above the diagonal is 0, and each row still sums to 1. *the* sees only itself. *slept* looks for
# a being and finds *cat*, as before. *cat* looks for a state; *tired* comes later, so it has to make do with what is there.
#
# This is also why such a model can be trained on all words of a text at once: every row is a question whose answer it
# cannot see.
#
# ## 6. What attention does not know
#
# Shuffle the keys and the values in the same way. The answer is a sum over them, and a sum does not mind the order.

# %%
order = np.random.default_rng(2).permutation(7)
print("the same after shuffling:", bool(np.allclose(mine.attention(Q, K, V), mine.attention(Q, K[order], V[order]))))

# %% [markdown]
# So attention alone cannot tell *the cat sees the dog* from *the dog sees the cat*. Networks for text therefore add to
# each row something that depends on its **position**.
#
# ## 7. What it costs
#
# $QK^{\mathsf T}$ is a layer with $n$ outputs, and dividing by $\sqrt d$ is one more operation for each, as a bias would
# be: `layer_flops(n, d, n)`. The product with $V$ costs about the same. Beside it, take one ordinary layer with $d$ inputs
# and outputs.

# %%
d = 512
for n in (128, 512, 2048, 8192):
    attending = layer_flops(n, d, n) + 2 * n * n * d
    print(f"{n:5} rows: attention {attending / 1e9:7.2f} Gflop, one layer {layer_flops(n, d, d) / 1e9:5.2f} Gflop")

# %% [markdown]
# Twice the rows cost twice as much in a layer and **four times** as much in attention, since every row meets every row.
# That is why long texts are expensive.
#
# ## 8. From here to a language model
#
# The *transformer* (Vaswani and others, *Attention Is All You Need*, 2017) repeats one block many times. Its parts, and
# where you have met them:
#
# | part | what it is | in this course |
# | --- | --- | --- |
# | embedding | each word picks a row of a matrix: one-hot times $W$ | 06, 02 |
# | position | a vector added to each row | above |
# | attention, several at once | each with its own $W_Q$, $W_K$, $W_V$ (a *head*) | above |
# | two layers with a bend, row by row | your network | 07 |
# | residual | each part's input is added to its output | new |
# | layer norm | each row is standardized | 03, by columns |
# | output | softmax over all words | 06 |
# | loss | cross-entropy of the next word | 06 |
# | training | backpropagation, mini-batches | 08, 09 |
#
# Two things are new: the residual and the place of the norm. They keep values and slopes from fading or growing
# on the way through a deep network. The rest is size: models in use have billions of weights, where yours had thousands.
#
# ## 9. What else there is to learn
#
# - **Automatic differentiation.** You wrote `backward` by hand. Programs such as PyTorch and JAX record what was computed and
#   apply the chain rule backwards by themselves. You can check their slopes with your `gradient_check`, and a small one is
#   a good next project: numbers that remember what they were made of.
# - **Convolutions.** A layer for pictures that uses the same few weights at every place. It needs far fewer weights than
#   the network of chapter 10.
# - **Better steps.** Adam (Kingma and Ba, 2015) is momentum with a step size of its own for each weight.
# - **Against learning by heart.** Weight decay, dropout, more data by changing what one has (shifted, mirrored pictures).
# - **Other questions.** Learning without labels, learning by reward, networks that make pictures.
#
# A book that covers all of this with the mathematics: Goodfellow, Bengio and Courville, *Deep Learning* (MIT Press, 2016).
#
# ## What you have now
#
# Attention, from parts that you wrote yourself. And not only that: each function that passed its check was kept, as you
# wrote it, in `mynn.py` in the course folder. It is a plain Python file. Once everything that a function uses is solved,
# `import mynn` works with numpy alone, without this course. The next cell runs each of them once more against its own
# exercise and shows what you have built.

# %%
library()

# %% tags=["nbval-ignore-output"]
progress()
