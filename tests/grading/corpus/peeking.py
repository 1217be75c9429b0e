"""Looking for the right answer in memory, keeping what was seen, changing the worker from within.

What the worker says beside the answer itself rests on its word: a call that leaves its arguments alone and one that
hides that it did not look the same from outside. That is worth what a copy of the arguments is worth: the points of
that claim, and only where some answer is right.
"""

from __future__ import annotations

from corpus.entry import WORKER, body, whole

RIGHT = "return float(((Y_hat - Y) ** 2).sum() / len(Y))"

ENTRIES = [
    body("the inputs of earlier calls, kept", "seen.append((Y_hat, Y))\nreturn float(len(seen))", before="seen = []", outcome="fail"),
    body("the first answer again for the case that comes twice", "key = Y_hat.tobytes()\nreturn seen.setdefault(key, float(len(seen)))", before="seen = {}", outcome="fail"),
    body("the expected answer somewhere up the frames", "frame = sys._getframe()\nwhile frame:\n    for v in list(frame.f_locals.values()):\n        if hasattr(v, 'expected') or hasattr(v, 'reference'): return v.expected\n    frame = frame.f_back\nreturn 1.0", before="import sys", outcome="fail"),
    body("the expected answer among all objects", "for o in gc.get_objects():\n    if type(o).__name__ in ('Trial', 'Case', 'Exercise', 'Claim'): return o.expected\nreturn 1.0", before="import gc", outcome="fail"),
    body("the function among all functions", "for o in gc.get_objects():\n    if getattr(o, '__name__', '') == 'mean_squared_error' and o is not mean_squared_error and type(o) is type(mean_squared_error): return o(Y_hat, Y)\nreturn 1.0", before="import gc", outcome="fail"),
    body("the reference, imported", "from nnlab.reference.linear_regression import mean_squared_error as f\nreturn f(Y_hat, Y)", outcome="fail"),
    body("the exercise, imported", "from nnlab import exercises\nreturn exercises.load('mean_squared_error').reference(Y_hat, Y)", outcome="fail"),
    body("the solution, revealed", "from nnlab import reveal\nexec(str(reveal('mean_squared_error')))\nreturn 1.0", outcome=("fail", "error")),
    body("modules loaded anew from the place of a loaded one", "import importlib.util, os\nplace = os.path.dirname(sys.modules['nnlab.calls'].__file__) + '/../reference/linear_regression.py'\nspec = importlib.util.spec_from_file_location('x', place)\nm = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(m)\nreturn m.mean_squared_error(Y_hat, Y)", before="import sys", outcome="error"),
    body("its own caller, traced", "return 1.0", before="import sys\ndef trace(frame, event, arg):\n    if frame.f_code.co_name == '_run': frame.f_locals['value'] = 0.0\n    return trace\nsys.settrace(trace)", outcome="fail", solved=False),
    body("the time, turned back", "return 1.0", before="import time\ntime.perf_counter = lambda: -1e9\ntime.monotonic = lambda: 0.0", outcome="fail"),
    body("run, which now says what it likes", "return 1.0", before=WORKER + "main.run = lambda *a, **k: Answer('returned', 0.0)", outcome=None, solved=False),
    body("plain, which now says zero", "return 1.0", before="import sys\nsys.modules['nnlab.calls.run'].plain = lambda value: 0.0", outcome=None, solved=False),
    body("the pipe, which sends another answer", "return 1.0", before=WORKER + "old = worker().pipe.send\nworker().pipe.send = lambda message: old(message[:-1] + [Answer('returned', 0.0)])", outcome=None, solved=None),
    body("the pipe's class, patched to count answers", "return 1.0", before=WORKER + "P = type(worker().pipe)\nold = P.send\ndef send(self, message):\n    old(self, ['answer', 1, Answer('returned', 0.0)])\n    old(self, message)\nP.send = send", outcome=None, solved=None),
    body("the worker's loop, stopped by a call in the call", "worker().serve({'earlier': [], 'own': [], 'cells': [], 'stops': {}, 'only_definitions': False, 'memory': 64, 'confined': False})\nreturn 1.0", before=WORKER, outcome=("crash", "fail", "timeout", "error")),
    body("copy_of, so that inputs can be changed", "Y_hat[...] = 0\nY[...] = 0\nreturn 0.0", before="import sys\nsys.modules['nnlab.calls.run'].copy_of = lambda x: x", outcome="fail"),
    body("an Answer that is always right", "return 1.0", before=WORKER + "class Right(Answer):\n    pass\nmain.Answer = sys.modules['nnlab.calls.run'].Answer = Right", outcome=("crash", "fail", "error"), solved=False),
    body("the tables of the frames", "return 1.0", before="import sys\nf = sys.modules['nnlab.calls.frames']\nf.MAX_BYTES = f.MAX_REPLY = f.MAX_ITEMS = f.MAX_DEPTH = 10**12\nf._STATUSES = {'returned', 'passed'}\nf._DTYPES.reverse()", outcome=("fail", "crash"), solved=None),
    whole("a hidden alteration: worth the points of that claim, as a copy of the arguments is", "import sys\nsys.modules['nnlab.calls.run'].identical = lambda a, b: True\ndef mean_squared_error(Y_hat, Y):\n    Y_hat -= Y\n    return float((Y_hat ** 2).sum() / len(Y))", outcome="pass", points=2.0),
    whole("an alteration that nobody made: costs the points of that claim", "import sys\nsys.modules['nnlab.calls.run']._changed = lambda a, b: (0,)\ndef mean_squared_error(Y_hat, Y):\n    " + RIGHT, outcome="fail", points=1.75, solved=False),
    whole("an alteration hidden, and no answer right", "import sys\nsys.modules['nnlab.calls.run'].identical = lambda a, b: True\ndef mean_squared_error(Y_hat, Y):\n    Y_hat[...] = 0\n    return -1.0", outcome="fail"),
    body("memory poked by address", "import ctypes\nctypes.memset(id(0.5), 0, 32)\nctypes.memset(id(1.0), 255, 64)\nreturn 1.0", outcome=None),
    body("a float constant changed for everybody", "import ctypes\nx = 1.0\nctypes.c_double.from_address(id(x) + 16).value = 0.0\nreturn x", outcome=None),
    body("the interpreter ended from C", "import ctypes\nctypes.pythonapi.Py_Exit(0)", outcome="crash"),
    body("an exception set from C, then an answer", "import ctypes\nctypes.pythonapi.PyErr_SetString(ctypes.py_object(ValueError), b'x')\nreturn 1.0", outcome=None),
    body("pickles of all kinds", "import pickle\nclass A:\n    def __reduce__(self): return (exec, ('import os; os._exit(0)',))\nreturn [pickle.dumps(A()), A()]", outcome=("fail", "error")),
    body("a copy of the random state, to draw what the judge draws", "import zlib\nrng = np.random.default_rng([zlib.crc32(b'mean_squared_error'), 0])\nreturn float(rng.normal())", outcome="fail"),
    body("memory of another process", "return open(f'/proc/{os.getppid()}/mem', 'rb').read(10)", before="import os", outcome="error"),
]  # fmt: skip
