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
#     chapter: 02_layers_and_networks
#     title: Layers and networks
#     minutes: 50
#     demonstrate:
#     - "Write the shapes under every product on the board: (n, d_in) (d_in, d_out) gives (n, d_out). It is the only rule one has to know."
#     - "Leave the sigmoid out of `feed_forward` and ask what the network can draw now."
#     - "Collect two different XOR networks from the room and check both."
#     cut:
#     - "`count_parameters`: do 3-2-3 by hand on the board."
#     - "`collapse_linear` as an exercise: multiply it out together; the conclusion is needed, the code is not."
# ---

# %% [markdown]
# # 02 Layers and networks: many neurons
#
# **Time:** about 50 minutes. **It builds on:** chapter 01 (the neuron, the sigmoid, what one neuron cannot do).
#
# **After this chapter you can**
#
# - compute a whole layer with one matrix product,
# - count what a network has to learn,
# - send data through a network of two layers,
# - say why the bend between the layers is needed, and solve XOR with it.

# %% tags=["setup"]
import numpy as np

from nnlab import check, data, draw, hint, mine, progress, reveal
from nnlab.mine import sigmoid


def softmax(Z):
    """Each row of scores becomes probabilities: positive, and 1 in sum. Chapter 06 is about it."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


# %% [markdown]
# ## The question
#
# One neuron draws one straight line. XOR needs more, and so does nearly everything worth knowing. **What can several
# neurons do together that one cannot?**
#
# Put neurons side by side and let all of them see the same inputs: that is a **layer**. Let the next layer see what the
# first one says: that is a **network**.

# %%
draw.network([4, 5, 5, 3], names=["input layer", "hidden layer", "hidden layer", "output layer"])

# %% [markdown]
# *Figure 9.2. A network of layers.* The layers between input and output are called **hidden**: nobody outside sees
# their values.
#
# ## 1. A layer
#
# A layer with three neurons has three sets of weights. Put them side by side as the columns of a matrix $W$: the entry
# $w_{ij}$ belongs to the arrow from input $i$ to neuron $j$. Put the biases in a vector $b$. Then for a batch $X$, one
# example in each row,
#
# $$Z = X W + b, \qquad (n, d_{in})\,(d_{in}, d_{out}) \to (n, d_{out}) .$$
#
# By hand, one example $x = (1, 2)$ and two neurons with weights $(3, 0)$ and $(1, 1)$, so
# $W = \begin{pmatrix}3 & 1\\ 0 & 1\end{pmatrix}$, and $b = (0, 10)$: $z_1 = 1\cdot 3 + 2\cdot 0 + 0 = 3$ and
# $z_2 = 1 + 2 + 10 = 13$.

# %%
assert (np.array([[1, 2]]) @ np.array([[3, 1], [0, 1]]) + np.array([0, 10])).tolist() == [[3, 13]]

# %% exercise="layer"

# %% [markdown]
# ## 2. How much is there to learn?
#
# Every arrow is a weight, every node that is no input has a bias. Two neighbouring layers of sizes $d_{in}$ and $d_{out}$
# have $d_{in} d_{out}$ weights and $d_{out}$ biases. By hand: 3-2-3 has $3\cdot2 + 2 = 8$ and $2\cdot 3 + 3 = 9$, together 17.

# %% exercise="count_parameters"

# %%
for sizes in ([3, 2, 3], [64, 32, 10], [784, 128, 10]):
    print(f"{'-'.join(map(str, sizes)):11} has {mine.count_parameters(sizes):,} parameters")

# %% [markdown]
# ## 3. Through the network
#
# Here is the network that the text of this course uses as its example: three inputs, two hidden nodes, three outputs.

# %%
draw.network([3, 2, 3], labels=True, nodes=["x", "z^{(1)}", "z^{(2)}"], names=["input", "hidden", "output"], output="softmax")

# %% [markdown]
# *Figure 9.3. The 3-2-3 network with its weights.* The upper number in brackets tells the layer. Compute from left to
# right:
#
# $$z^{(1)} = x W^{(1)}, \qquad a^{(1)} = \sigma(z^{(1)}), \qquad z^{(2)} = a^{(1)} W^{(2)}, \qquad F(x) = S(z^{(2)}) .$$
#
# The **activation** $\sigma$ works entry by entry. The **output function** $S$ looks at the whole row: here it is the
# softmax, which makes probabilities of the scores (it is given above; chapter 06 is about it). In one line:
#
# $$F(X) = S\big(\sigma(X W_1)\, W_2\big) .$$
#
# A note on signs. The text writes $z^{(0)}$ for the input and applies $\sigma$ "to the layer below" in general. The input
# has no activation: $a^{(0)} = x$. And its networks have no biases. In this one exercise we follow it; from then on
# every layer has its bias.

# %% exercise="feed_forward"

# %%
rng = np.random.default_rng(1)
X, W1, W2 = rng.normal(size=(2, 3)), rng.normal(size=(3, 2)), rng.normal(size=(2, 3))
P = mine.feed_forward(X, W1, W2)
print(np.round(P, 3))
print("each row sums to", P.sum(axis=1).round(6))

# %% [markdown]
# Watch the first row go through, number by number. The arrow keys step; the line under the picture tells the weight of an
# arrow that you point at. What comes out at the end are the three numbers of the first row above.

# %%
draw.walk([(W1, np.zeros(2)), (W2, np.zeros(3))], X[0])

# %% [markdown]
# ## 4. Why the bend?
#
# Leave $\sigma$ out. Then two layers are $(XW_1 + b_1)W_2 + b_2$. Multiply out:
#
# $$X\,(W_1W_2) + (b_1W_2 + b_2) .$$
#
# That is *one* layer, with $W = W_1W_2$ and $b = b_1W_2 + b_2$. A hundred linear layers are one linear layer. All they
# can draw is a straight line. **The bend between the layers is what makes depth worth anything.**

# %% exercise="collapse_linear"

# %%
W1, b1, W2, b2 = rng.normal(size=(3, 50)), rng.normal(size=50), rng.normal(size=(50, 2)), rng.normal(size=2)
W, b = mine.collapse_linear(W1, b1, W2, b2)
two, one = (X @ W1 + b1) @ W2 + b2, X @ W + b
print(f"two layers: {W1.size + b1.size + W2.size + b2.size} numbers, one layer: {W.size + b.size}")
print("the same answers:", bool(np.allclose(two, one)))

# %% [markdown]
# ## 5. XOR, at last
#
# Two inputs, each 0 or 1. XOR is 1 if exactly one of them is. Use two hidden neurons with the step activation (1 from
# zero on, else 0). Let each ask an easy question:
#
# - the first: is **at least one** input on?
# - the second: are **both** on?
#
# Then XOR is: the first, but not the second. Write weights that do this. Each question is one line in the plane; the
# output puts the two lines together. Many answers are right.

# %% exercise="xor_network"

# %%
def step(z):
    return (z >= 0).astype(int)


W1, b1, W2, b2 = (np.asarray(part) for part in mine.xor_network())
corners = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
hidden = step(corners @ W1 + b1)
for x, a, y in zip(corners, hidden, step(hidden @ W2 + b2)[:, 0]):
    print(f"inputs {x}, hidden {a}, output {y}")

# %% [markdown]
# The hidden neurons have given the four corners new coordinates, in which one line is enough. That is what hidden
# layers do: they find features in which the problem is easy. Here you found the weights by thinking. From chapter 04
# on the network will find them by itself.
#
# ## What you have now
#
# Layers, networks, and the reason for the bend. What is missing is learning: how wrong is a network, and which way is
# better? Chapter 03 begins with the smallest network of all.

# %% tags=["nbval-ignore-output"]
progress()
