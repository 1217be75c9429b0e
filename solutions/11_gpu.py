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
#     chapter: 11_gpu
#     title: The GPU
#     minutes: 45
#     demonstrate:
#     - "Count one output on the board: d_in products, d_in additions, one bias. Then ask how many outputs there are."
#     - "Draw the roofline by hand with 100 Gflop/s and 10 GB/s, and let the room place a batch of 1 and a batch of 1000."
#     - "On a machine with a GPU: time the 20 epochs with and without `synchronize()`, then let the engine do them."
#     cut:
#     - "`layer_bytes` as an exercise: list the four arrays together."
#     - "The types of the numbers at the end of section 5."
# ---

# %% [markdown]
# # 11 The GPU: the same network on another machine
#
# **Time:** about 45 minutes. **It builds on:** chapter 02 (a layer), chapters 07 to 09 (your network and its training).
# **You need no GPU:** every cell runs without one.
#
# **After this chapter you can**
#
# - count the operations and the bytes of a layer,
# - say from the two what a layer waits for: arithmetic, or memory,
# - run your own training on a GPU, unchanged, and know beforehand whether it will run there,
# - time it so that the number means something.

# %% tags=["setup"]
from time import perf_counter

import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, data, draw, engine, hint, mine, progress, reveal
from nnlab.arrays import gpu_problem, synchronize, to_device, to_host
from nnlab.gpu import measure_machine, measure_steps, recorded, recorded_training, to_far, to_near
from nnlab.mine import accuracy, init_params, one_hot, predict_class, predict_proba, train_epoch

# %% [markdown]
# ## The question
#
# A layer is one small thing, done very often: multiply two numbers, add the product to a sum. No output of a layer
# waits for another one. So they can all be computed at the same time, by as many arithmetic units as there are.
#
# A CPU has a few strong cores. A **GPU** has thousands of plain arithmetic units, and a memory of its own that can
# deliver more bytes in a second. That suits a layer.
#
# Yet a GPU makes some programs slower. **How can one tell beforehand?** By counting two things: operations and bytes.
#
# ## 1. How many operations?
#
# Take one output for one row. It adds up $d_{in}$ products: $d_{in}$ multiplications, $d_{in}$ additions (the sum
# begins at 0). The bias is one addition more. There are $n\,d_{out}$ outputs, so a layer costs
#
# $$n\,d_{out}\,(2\,d_{in} + 1) = 2\,n\,d_{in}\,d_{out} + n\,d_{out} \quad\text{flop}.$$
#
# One **flop** is one operation on floating-point numbers. A multiply-add counts as 2.
#
# **By hand.** 2 rows, 3 inputs, 2 outputs: 4 outputs, each with 3 multiply-adds and a bias. $4\,(2\cdot3 + 1) = 28$.

# %%
assert 2 * 2 * 3 * 2 + 2 * 2 == 28

# %% exercise="layer_flops"

# %%
for n in (1, 128):
    total = sum(mine.layer_flops(n, d_in, d_out) for d_in, d_out in [(784, 512), (512, 512), (512, 10)])
    print(f"784-512-512-10, {n:3} rows: {total / 1e6:6.1f} million operations forward")

# %% [markdown]
# Training costs about three times as much. On the way back each layer has two more products of that size: one for the
# weights' slopes, one for the delta of the layer below.
#
# ## 2. How many bytes?
#
# Before numbers can be multiplied they must come from memory. A layer reads $X$, $W$ and $b$ and writes $Z$. If each is
# moved once, that is
#
# $$n\,d_{in} + d_{in}\,d_{out} + d_{out} + n\,d_{out} \quad\text{numbers},$$
#
# with 8 bytes each in `float64`, NumPy's habit, or 4 bytes in `float32`, the habit on GPUs.
#
# **By hand.** The same small layer: $6 + 6 + 2 + 4 = 18$ numbers, 72 bytes in `float32`.

# %%
small = [np.zeros(shape, dtype="float32") for shape in [(2, 3), (3, 2), (2,), (2, 2)]]
assert sum(array.nbytes for array in small) == 72

# %% exercise="layer_bytes"

# %% [markdown]
# ## 3. Operations for each byte
#
# Divide the one by the other and you have the **arithmetic intensity**, in flop per byte. By hand: $28 / 72 = 0.39$.

# %% exercise="arithmetic_intensity"

# %%
rows = 2 ** np.arange(0, 15)
figure, axes = plt.subplots(figsize=(6.4, 3.8))
for itemsize, colour, dash in [(4, "#0b62b0", "o-"), (8, "#b8480e", "s--")]:
    intensities = [mine.arithmetic_intensity(int(n), 512, 512, itemsize) for n in rows]
    axes.loglog(rows, intensities, dash, color=colour, markersize=4, label=f"float{8 * itemsize}")
    limit = (2 * 512 * 512 + 512) / (itemsize * (512 + 512))
    axes.axhline(limit, color="#7b8794", linestyle=":", linewidth=1)
    axes.text(1, 1.08 * limit, f"limit of float{8 * itemsize}: {limit:.0f}", fontsize=9, color="#4a5560")
    print(f"float{8 * itemsize}: 1 row {intensities[0]:.2f}, 128 rows {intensities[7]:.0f}, at most {limit:.0f} flop per byte")
axes.set_xlabel("rows in the batch")
axes.set_ylabel("flop per byte")
axes.set_title("a layer with 512 inputs and 512 outputs")
axes.set_ylim(0.2, 250)
axes.legend()
plt.show()

# %% [markdown]
# Read it from left to right. With one row each weight comes from memory, is used for one multiply-add, and is not
# needed again: 2 operations for 4 bytes. With 128 rows the same weight is used 128 times. **A batch makes each byte
# work more.** In the end $X$ and $Z$ are most of what is moved, and the curves reach the dotted lines.
#
# ## 4. The roofline
#
# A machine has two limits. Its arithmetic allows `peak_flops`, in flop/s. Its memory delivers `bandwidth`, in byte/s.
# If each byte brings work for $I$ operations, memory allows $I \cdot \text{bandwidth}$: flop/byte times byte/s is
# flop/s. Both limits hold, so the lower one decides:
#
# $$\text{attainable} = \min(\text{peak},\; I \cdot \text{bandwidth}) .$$
#
# **By hand.** A made-up machine: 100 Gflop/s, 10 GB/s. At 4 flop per byte memory allows 40 Gflop/s, and that is the
# limit. At 25 it would allow 250, so the arithmetic is the limit: 100. The two meet at $100/10 = 10$ flop per byte,
# the **ridge**.

# %%
assert min(100, 4 * 10) == 40
assert min(100, 25 * 10) == 100

# %% exercise="attainable_flops"

# %% [markdown]
# Now a real machine: yours. The next cell measures, in `float32`, how fast it multiplies two large matrices and how
# fast it copies a large array. Those two numbers are its roofline. Then it times the layer $XW + b$ with 1024 inputs
# and outputs for several numbers of rows. Where there is a GPU it measures both devices, in turns. It takes a few
# seconds.

# %% tags=["nbval-ignore-output"]
here = measure_machine(
    kinds=("float32",), rows=(1, 4, 16, 64, 256, 1024), square=1024, copied_bytes=1 << 26,
    moved_bytes=(1 << 12, 1 << 16, 1 << 20, 1 << 24), samples=5, at_least=0.005,
)
STYLES = {"cpu": ("#0b62b0", "-", "o"), "gpu": ("#b8480e", "--", "s")}


def roofline(measured, kind="float32"):
    """The roofs of every device in a measurement, and the layers that were timed on it."""
    axes = plt.figure(figsize=(6.4, 4.2)).gca()
    itemsize = np.dtype(kind).itemsize
    wide = np.geomspace(0.1, 1000, 200)
    for machine in measured["machines"]:
        if machine["kind"] != kind:
            continue
        device, peak, bandwidth = machine["device"], machine["peak_flops"], machine["bandwidth"]
        colour, dash, mark = STYLES[device]
        roof = [mine.attainable_flops(intensity, peak, bandwidth) / 1e9 for intensity in wide]
        axes.loglog(wide, roof, dash, color=colour, label=f"{device.upper()}: {peak / 1e9:.3g} Gflop/s, {bandwidth / 1e9:.3g} GB/s")
        for layer in measured["layers"]:
            if layer["kind"] == kind:
                shape = layer["n"], measured["width"], measured["width"]
                point = mine.arithmetic_intensity(*shape, itemsize), mine.layer_flops(*shape) / layer[device] / 1e9
                axes.plot(*point, mark, color=colour, markersize=5)
                axes.annotate(layer["n"], point, textcoords="offset points", xytext=(4, -11), fontsize=8, color=colour)
    axes.margins(y=0.12)
    axes.set_xlabel("flop per byte")
    axes.set_ylabel("Gflop/s")
    axes.set_title(f"roofline, {kind}; beside each mark its rows")
    axes.legend()
    plt.show()


roofline(here)

# %% [markdown]
# The line is the roof: it rises while memory is the limit, and is level where arithmetic is. Each mark is a layer that
# was really computed. Look how the marks climb to the right: more rows, more operations a byte, more speed.
#
# Marks **below** the roof lose time to something that the roofline does not count, such as starting the work, or other
# programs on the machine. Marks **above** the rising part are no error either: this $W$ has 4 MB and may stay in the
# processor's own cache, which is faster than the memory that was measured.
#
# ## 5. Will your network run there?
#
# A GPU's arrays lie in the GPU's memory. The package **CuPy** has them, and they answer to NumPy's functions: give one
# to `np.exp`, and the GPU computes. So your functions need not be changed, as long as they work with what they are
# given. What does not work is a NumPy array of their own beside it (`np.zeros(...)`, say): then two memories meet, and
# CuPy raises a `TypeError` rather than moving data behind your back.
#
# That can be rehearsed on any machine. `to_far` makes arrays that are as strict as CuPy's. Train with them:

# %%
pictures = data.digits()
X, Y = pictures.rows(), one_hot(pictures.labels, 10)
params = init_params([64, 32, 10], 0)


def rehearse(activation):
    """One epoch with arrays that refuse to become NumPy arrays, and the same epoch with NumPy's."""
    try:
        far = train_epoch(to_far(params), to_far(X), to_far(Y), 0.5, 32, activation)
    except (TypeError, IndexError, ValueError) as error:
        return f"does not run there: {error}"
    near = train_epoch(params, X, Y, 0.5, 32, activation)
    same = all(np.allclose(a, b) for pair in zip(to_near(far), near) for a, b in zip(*pair))
    return f"runs, and gives {'the same' if same else 'ANOTHER'} network"


for activation in ("sigmoid", "tanh", "relu"):
    print(f"train_epoch with {activation:7} {rehearse(activation)}")

# %% [markdown]
# If yours does not run, look for a place where it makes an array: `np.zeros_like(A)` in the place of
# `np.zeros(A.shape)` makes one where `A` is.
#
# Some functions of the course cannot run there. The course's own `one_hot` makes a NumPy array and looks up places in
# it. That is no loss: encode the labels first, then move the result.

# %%
try:
    one_hot(to_far(pictures.labels), 10)
    print("your one_hot runs there too")
except (TypeError, IndexError) as error:
    print(f"{type(error).__name__}: {error}")

# %% [markdown]
# **Watch the type of the numbers.** `float32` halves the bytes. But one `float64` array in a sum makes the result
# `float64`. Train one epoch with everything in `float32`, and look at what comes out:

# %%
single = [(W.astype("float32"), b.astype("float32")) for W, b in params]
for activation in ("sigmoid", "tanh", "relu"):
    trained = train_epoch(single, X.astype("float32"), Y.astype("float32"), 0.5, 32, activation)
    print(f"{activation:7} float32 before, after one epoch: {', '.join(str(W.dtype) for W, _ in trained)}")

# %% [markdown]
# A slope of `relu` that is put together from `1.0` and `0.0` is `float64`, and from there it spreads to the weights.
# Nothing fails, it only moves twice the bytes. `.astype(z.dtype)` at the end of `relu_prime` keeps the type.
#
# ## 6. On the GPU
#
# Three steps: move everything there once, train there, bring the result back. One thing is new: **waiting**. A call on
# a GPU's arrays returns when the work is *queued*. Whoever reads the clock then has measured the queueing. So wait with
# `synchronize()` before you read it.

# %%
clothes = data.fashion()
X_cloth, Y_cloth = clothes.train.rows().astype("float32"), one_hot(clothes.train.labels, 10).astype("float32")
large = [(W.astype("float32"), b.astype("float32")) for W, b in init_params([784, 512, 512, 10], 0)]
print(f"{len(X_cloth)} pictures of clothes, a network with {sum(W.size + b.size for W, b in large)} weights and biases")


# %% tags=["nbval-ignore-output"]
def train_there():
    """20 epochs on the GPU: the seconds until the calls returned, until the work was done, and the params, brought back."""
    X, Y, params = to_device((X_cloth, Y_cloth, large))
    train_epoch(params, X, Y, 0.05, 200, "tanh")  # the first call also prepares the GPU's programs
    synchronize()
    start = perf_counter()
    for _ in range(20):
        params = train_epoch(params, X, Y, 0.05, 200, "tanh")
    queued = perf_counter() - start
    synchronize()
    done = perf_counter() - start
    return queued, done, to_host(params)


own = None  # the params that your functions reach there
if gpu_problem():
    print(f"No GPU here: {gpu_problem()}.\nWhere there is one, this cell trains on it. Read on.")
else:
    try:
        queued, done, own = train_there()
        print(f"20 epochs: the calls returned after {queued:.3f} s, the work was done after {done:.3f} s")
        right = accuracy(predict_class(predict_proba(own, clothes.test.rows(), "tanh")), clothes.test.labels)
        print(f"accuracy on clothes that it never saw: {right:.3f}")
    except TypeError as error:
        print(f"One of your functions makes a NumPy array of its own (section 5): {error}")

# %% [markdown]
# ### The same, without waste
#
# `engine.fit` of chapter 09 goes there too. `device="gpu"` moves the data, trains, and brings the params back. It wastes less
# there as well: it starts the work of many steps by one call.
#
# Chapter 09 put the engine to the test on your CPU. For a GPU there is the rehearsal of section 5: one epoch with arrays that refuse to
# become NumPy arrays, beside one with your own functions. (`shuffle=False` takes the
# rows as they lie, as your `train_epoch` does.)

# %%
far = engine.fit(
    to_far(params), to_far(X), to_far(Y), activation="sigmoid",
    learning_rate=0.5, batch_size=32, epochs=1, shuffle=False,
).params  # fmt: skip
near = train_epoch(params, X, Y, 0.5, 32, "sigmoid")
same = all(np.allclose(a, b) for pair in zip(to_near(far), near) for a, b in zip(*pair))
print(f"the engine runs there, and gives {'the same' if same else 'ANOTHER'} network as your functions")

# %% [markdown]
# And for real, where there is a GPU: the 20 epochs from above.

# %% tags=["nbval-ignore-output"]
if gpu_problem():
    print(f"No GPU here: {gpu_problem()}.\nWhere there is one, this cell trains on it with the engine. Read on.")
else:
    fitted = engine.fit(
        large, X_cloth, Y_cloth, activation="tanh", device="gpu",
        learning_rate=0.05, batch_size=200, epochs=20, shuffle=False, progress=True,
    )  # fmt: skip
    taken = np.median(fitted.history.seconds)
    print(f"one epoch with the engine, the median of 20: {1e3 * taken:.2f} ms")
    if own is not None:
        print(f"one epoch with your functions: {1e3 * done / 20:.2f} ms")
        apart = max(np.abs(a - b).max() for pair in zip(own, fitted.params) for a, b in zip(*pair))
        print(f"largest difference between the two networks' weights: {apart:.1e}; float32 has about seven digits")
    print(f"accuracy on clothes that it never saw: {fitted.accuracy(clothes.test.rows(), clothes.test.labels):.3f}")

# %% [markdown]
# How fast is that beside the programs that everybody uses? If it was measured on a GPU, in turns with PyTorch and JAX, the next
# cell shows what came out.

# %% tags=["nbval-ignore-output"]
record = recorded_training()
if record is None:
    print("No training on a GPU has been recorded yet. With a GPU, this records one in a clone of the course:")
    print("uv run --extra gpu --group bench-training tests/benchmarks/training_gpu.py")
else:
    print(f"Recorded on {record['date']}: {record['gpu']}, CuPy {record['cupy']}, PyTorch {record['torch']}, JAX {record['jax']}")
    print(f"float32, medians of {record['rounds']} rounds, in turns. Microseconds for one step:")
    print("network             batch   engine    other   as fast  the fastest other")
    for row in record["training"]:
        network, batch, other = "-".join(map(str, row["sizes"])), row["batch"], row["best_other"]
        step = {name: 1e6 * taken * batch / row["rows"] for name, taken in row["seconds"].items()}
        print(f"{network:18}{batch:7}{step['engine']:9.0f}{step[other]:9.0f}{row['ratio']:8.2f} x  {other}")

# %% [markdown]
# ## 7. What the way costs
#
# The GPU hangs on the rest of the machine by a connection that is far slower than its own memory. Count before you move.
#
# **By hand**, with made-up round numbers: 128 rows of 784 `float32` numbers are 401,408 bytes. Over a connection of
# 10 GB/s they need 40 microseconds. The first layer with 512 outputs is 103 million operations on them, and at
# 10 Tflop/s that takes 10 microseconds. The way takes four times as long as the work. So **move the data once**, before
# the training, and not in every step. Do not bring numbers back to look at them more often than you need, either.

# %%
way = 128 * 784 * 4 / 10e9
work = mine.layer_flops(128, 784, 512) / 10e12
print(f"way {1e6 * way:.0f} microseconds, work {1e6 * work:.0f} microseconds")

# %% [markdown]
# And every job for the GPU has to be started, by the CPU, one after the other. That takes some microseconds, however
# small the job is. One training step of this network is a few dozen such jobs. With a **tiny batch** the GPU is done
# before the next job has arrived, and most of it waits.
#
# Here is a measurement of both: one training step of 784-512-512-10, and the way there and back.

# %% tags=["nbval-ignore-output"]
here["steps"] = []
try:
    here["steps"] = measure_steps(init_params, train_epoch, kinds=("float32",), batches=(1, 8, 64, 512), samples=5, at_least=0.005)
except TypeError as error:
    print(f"One of your functions makes a NumPy array of its own (section 5): {error}")
measured = here if here["gpu"] else recorded()
if measured is None:
    measured = here
    print("No measurement of a GPU has been recorded yet. On a machine that has one, `python -m nnlab.gpu` records it.")
    print(f"What you see is this machine's CPU alone: {here['cpu']}.")
else:
    print(f"{'Measured here' if measured is here else 'Recorded'} on {measured['date']}: {measured['gpu']} beside {measured['cpu']}")
    print(f"({measured['cpu_cores']} cores), CuPy {measured['cupy']}, NumPy {measured['numpy']}; medians of {measured['samples']} samples, in turns.")


def steps_and_way(measured):
    """On the left the time of a training step, for one row; on the right the way to the GPU and back."""
    two = bool(measured["transfers"])
    figure = plt.figure(figsize=(9.6 if two else 5.6, 3.8))
    axes = figure.add_subplot(1, 1 + two, 1)
    for device, (colour, dash, mark) in STYLES.items():
        for kind, filling in [("float32", colour), ("float64", "white")]:
            steps = [step for step in measured["steps"] if step["kind"] == kind and step[device]]
            if steps:
                sizes = [step["batch_size"] for step in steps]
                times = [1e6 * step[device] / step["batch_size"] for step in steps]
                axes.loglog(sizes, times, dash, marker=mark, color=colour, markerfacecolor=filling, label=f"{device.upper()}, {kind}")
    axes.set_xlabel("rows in the batch")
    axes.set_ylabel("microseconds for one row")
    axes.set_title("one training step")
    if axes.lines:
        axes.legend()
    if two:
        axes = figure.add_subplot(1, 2, 2)
        sizes = [way["bytes"] for way in measured["transfers"]]
        axes.loglog(sizes, [1e6 * way["there"] for way in measured["transfers"]], "o-", color="#4b7f52", label="to the GPU")
        axes.loglog(sizes, [1e6 * way["back"] for way in measured["transfers"]], "s--", color="#7b8794", label="back")
        axes.set_xlabel("bytes")
        axes.set_ylabel("microseconds")
        axes.set_title("the way")
        axes.legend()
    figure.tight_layout()
    plt.show()


steps_and_way(measured)
if measured is not here:
    roofline(measured)

# %% [markdown]
# On the left, follow one curve from left to right: the time for **one row** falls as the batch grows. The starting of
# jobs is shared by more rows, and each weight that comes from memory is used by more of them. That holds for the CPU
# too. A hump at small batches is no error. NumPy shares a product among the cores, and on a busy machine they wait for
# each other; with one thread (`OPENBLAS_NUM_THREADS=1` set before the start) it goes away. Where two devices are shown, look for the batch size at which they change places. On the right (only with a GPU)
# the curves are level for small arrays: the way has a price of its own, whatever is sent.
#
# When does a GPU pay? When the layers are large, the batches are large, and the data stay there. For the small
# networks of this course the CPU is often the better place, and that is a fine result of counting.
#
# ## What you have now
#
# Two counts that tell what a layer waits for, a plot that puts machines and layers side by side, and a network of your
# own that you can move. Chapter 12, which is optional, shows where the two parts you know by now, a linear map and a
# softmax, go from here.

# %% tags=["nbval-ignore-output"]
progress()
