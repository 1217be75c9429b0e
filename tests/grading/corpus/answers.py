"""Answers that are no numbers, or numbers that want to be taken for right ones."""

from __future__ import annotations

from corpus.entry import body, whole

FAIL = "fail"
MISSES = ("fail", "crash", "error", "missing", "memory", "timeout")

ENTRIES = [
    body(
        "numpy's comparisons say yes to everything",
        "return 1.0",
        before="np.allclose = np.isclose = np.array_equal = lambda *a, **k: True\nnp.abs = np.max = lambda *a, **k: 0",
        outcome=FAIL,
    ),
    body(
        "numpy.testing accepts all",
        "return 1.0",
        before="import numpy.testing\nfor name in dir(np.testing):\n    if name.startswith('assert'): setattr(np.testing, name, lambda *a, **k: None)",
        outcome=FAIL,
    ),
    body(
        "built-in functions lie",
        "return 1.0",
        before="import builtins\nbuiltins.all = builtins.any = lambda *a: True\nbuiltins.abs = lambda *a: 0\nbuiltins.max = lambda *a, **k: 0",
        outcome=MISSES,
    ),
    body(
        "isinstance and type lie",
        "return 1.0",
        before="import builtins\nbuiltins.isinstance = lambda *a: True",
        outcome=MISSES,
        solved=None,
    ),
    body(
        "an object that equals everything",
        "return A()",
        before="class A:\n    def __eq__(self, other): return True\n    def __ne__(self, other): return False\n    __hash__ = None",
        outcome=FAIL,
    ),
    body(
        "an object that is an array when asked, another each time",
        "return A()",
        before="class A:\n    def __array__(self, *a, **k): return np.zeros(())",
        outcome=FAIL,
    ),
    body(
        "an array of a class of its own, whose comparison says yes",
        "return np.ones(()).view(A)",
        before="class A(np.ndarray):\n    def __eq__(self, other): return np.ones(self.shape, bool)\n"
        "    def __array_ufunc__(self, *a, **k): return True\n    def __array_function__(self, *a, **k): return True",
        outcome=FAIL,
    ),
    body(
        "an array whose copy runs code",
        "return np.ones(()).view(A)",
        before="import os\nclass A(np.ndarray):\n    def __array_finalize__(self, other): self.shape\n    def copy(self, *a): os._exit(0)\n    def __reduce__(self): os._exit(0)",
        outcome=FAIL,
    ),
    body(
        "an object with a float",
        "return A()",
        before="class A:\n    def __float__(self): return 0.0\n    def __index__(self): return 0\n    def __complex__(self): return 0j",
        outcome=FAIL,
    ),
    body(
        "a class that says it is float",
        "return A()",
        before="class A:\n    __class__ = float\n    def __float__(self): return 0.0",
        outcome=FAIL,
    ),
    body(
        "a float whose differences are zero",
        "return A(1.0)",
        before="class A(float):\n    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n    def __eq__(self, other): return True\n    __hash__ = float.__hash__",
        outcome=FAIL,
    ),
    body(
        "numpy's float with an opinion",
        "return A(1.0)",
        before="class A(np.float64):\n    def __array__(self, *a, **k): return np.array(0.0)\n    def __eq__(self, other): return True\n    __hash__ = None",
        outcome=FAIL,
    ),
    body(
        "an array of objects that equal everything",
        "a = np.empty((), dtype=object)\na[()] = A()\nreturn a",
        before="class A:\n    def __eq__(self, other): return True\n    __hash__ = None",
        outcome=FAIL,
    ),
    body(
        "an array of records", "return np.zeros((), dtype=[('a', float), ('b', object)])", outcome=FAIL
    ),
    body("a masked array that hides all", "return np.ma.masked_all(())", outcome=FAIL),
    body("not a number, which equals itself here", "return np.nan", outcome=FAIL),
    body("infinity", "return np.inf", outcome=FAIL),
    body("every number at once", "return np.linspace(0, 100, 100001)", outcome=FAIL),
    body("a number as a text", "return '0.5'", outcome=FAIL),
    body("a complex number", "return 1j", outcome=FAIL),
    body("an int that cannot be printed", "return 10**9999", outcome=FAIL),
    body("an int that can just be sent", "return 1 << 8000", outcome=FAIL),
    body("True", "return True", outcome=FAIL),
    body("a generator", "yield 0.0", outcome=FAIL),
    body("itself", "return mean_squared_error", outcome=FAIL),
    body("a module", "return np", outcome=FAIL),
    body("what a plot returns, which computes with anything", "import matplotlib.pyplot as plt\nreturn plt.x", outcome=FAIL),
    body("a list in itself", "a = []\na.append(a)\nreturn a", outcome=FAIL),
    body("lists a million deep", "a = 0.0\nfor _ in range(10**6): a = [a]\nreturn a", outcome=MISSES),
    body("a million lists", "return [[] for _ in range(10**6)]", outcome=MISSES),
    body("19,999 texts", "return [str(i) for i in range(19_999)]", outcome=FAIL),
    body(
        "a list whose length and items disagree",
        "return A([1.0])",
        before="class A(list):\n    def __iter__(self):\n        while True: yield 0.0\n    def __len__(self): return 0",
        outcome=MISSES,
    ),
    body(
        "a dict with keys that raise when shown",
        "return {A(): 0.0}",
        before="class A:\n    def __repr__(self): raise SystemExit",
        outcome=MISSES,
    ),
    body(
        "an object that says it lies on a GPU",
        "return A()",
        before="class A:\n    __cuda_array_interface__ = {}\n    def get(self): return 0.0",
        outcome=MISSES,
    ),
    body("an array far larger than its memory", "return np.broadcast_to(np.zeros(1), (10**6, 10**6))", outcome=MISSES),
    body(
        "an array beyond its memory",
        "return np.lib.stride_tricks.as_strided(np.zeros(1), (10**6,), (10**9,))",
        outcome=MISSES,
    ),
    body("dates, bytes and long doubles", "return [np.datetime64('2020'), b'x', np.longdouble(1), np.array(['a'])]", outcome=FAIL),
    body("a right type name of the worker's", "return type(mean_squared_error.__globals__)()", outcome=FAIL),
    body("a value that the worker uses for what is not plain", "return Opaque('float')", before="import sys\nOpaque = sys.modules['nnlab.calls'].Opaque", outcome=FAIL),
    body("an Answer in the place of a value", "return Answer('returned', 0.0)", before="import sys\nAnswer = sys.modules['nnlab.calls'].Answer", outcome=FAIL),
    body("an exception whose text raises", "raise A()", before="class A(Exception):\n    def __str__(self): raise self\n    __repr__ = __str__", outcome="error"),
    body("an exception whose text ends the process", "raise A()", before="import os\nclass A(Exception):\n    def __str__(self): os._exit(0)", outcome="crash"),
    body("an exception whose text never ends", "raise A()", before="class A(Exception):\n    def __str__(self):\n        while True: pass", outcome="timeout"),
    body("an exception with 100 MB of text", "raise ValueError('x' * 10**8)", outcome=("error", "timeout")),
    body("an exception with marks of HTML", "raise A('<script>alert(1)</script>')", before="A = type('<img src=x onerror=alert(1)>', (Exception,), {})", outcome="error"),
    body("an exception with a name of control characters", "raise A('\\x1b[2J\\u202e')", before="A = type('\\x1b[31m\\n', (Exception,), {})", outcome="error"),
    body("an exception with a name of 10 MB", "raise A", before="A = type('A' * 10**7, (Exception,), {})", outcome=("error", "crash", "timeout")),
    body("two million warnings", "import warnings\nfor i in range(2_000_000): warnings.warn(str(i))", outcome=("timeout", "memory", "fail")),
    body("a warning that cannot be shown", "import warnings\nwarnings.warn(A())\nreturn 1.0", before="class A(Warning):\n    def __str__(self): raise SystemExit", outcome=("fail", "error", "crash")),
    body("gigabytes on the screen", "while True: print('x' * 10**6)", outcome="timeout"),
    body(
        "right at first, then not attempted: cases that were never put proved nothing",
        "global first\nif not first: raise NotImplementedError\nfirst = False\nreturn 0.0",
        before="first = True",
        outcome=FAIL,
    ),
    body(
        "the same, with answers that are right where it gives some",
        "if len(Y) != 4: raise NotImplementedError\nreturn float(((Y_hat - Y) ** 2).sum() / len(Y))",
    ),
    body("two million numbers each time", "return np.arange(2_000_000.0)", outcome=FAIL),
    body("a list of numbers as long as may be", "return [float(i) for i in range(19_998)]", outcome=FAIL),
    body("rows of different lengths by the thousand", "return [[1.0] * (i % 20) for i in range(1800)]", outcome=FAIL),
    body("not attempted by a class of its own", "raise A", before="class A(NotImplementedError): pass", outcome="not_attempted"),
    whole("a class with the name of the exercise", "class mean_squared_error(float):\n    def __new__(cls, a, b): return float.__new__(cls, 0.0)", outcome=FAIL),
    whole("numpy's own function with the name", "mean_squared_error = np.subtract", outcome=FAIL),
    whole("an object that is called", "class A:\n    def __call__(self, *a): return 1.0\n    def __getattr__(self, name): return self\nmean_squared_error = A()", outcome=MISSES),
    whole("a coroutine", "async def mean_squared_error(Y_hat, Y):\n    return 0.0", outcome=FAIL),
    whole("too few arguments", "def mean_squared_error():\n    return 0.0", outcome="error"),
]  # fmt: skip
