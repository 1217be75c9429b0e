"""Bombs that go off while the cells run, and names that shadow the grader's."""

from __future__ import annotations

from making import code

from corpus.entry import body, whole

STUB = "def mean_squared_error(Y_hat, Y):\n    return 1.0\n"

ENTRIES = [
    whole("a cell that ends the process", "import os\nos._exit(0)", STUB, outcome="fail", says="Cell 3 ended the process"),
    whole("a cell that crashes", "import ctypes\nctypes.string_at(0)", STUB, outcome="fail", says="Cell 3 ended the process"),
    whole("a cell that never ends", "while True: pass", STUB, outcome="fail", says="Cell 3 did not finish in time"),
    whole("a cell that sleeps for an hour", "import time\ntime.sleep(3600)", STUB, outcome="fail", says="Cell 3 did not finish"),
    whole("a cell that takes all memory", "a = []\nwhile True: a.append(bytes(10**7))", STUB, outcome="fail", says="MemoryError"),
    whole("five cells that end the process", *["import os\nos._exit(0)"] * 5, STUB, outcome="fail", says="Only imports, definitions"),
    whole(
        "a class whose body ends the process, again and again",
        *["import os\nclass A:\n    os._exit(0)"] * 5, STUB, status="failed", says="cannot be run",
    ),
    whole("a lesson's cell with a bomb in a default", code("import os\ndef f(x=os._exit(0)): pass", "lesson"), STUB, outcome="fail", says="Cell 3"),
    whole("a bomb that waits for the call", "import os\nclass A:\n    def __del__(self): os._exit(0)\na = A()", "def mean_squared_error(Y_hat, Y):\n    global a\n    a = None\n    return 1.0", outcome="crash"),
    whole("leaving with SystemExit, KeyboardInterrupt, GeneratorExit", "raise SystemExit", "raise KeyboardInterrupt", "raise GeneratorExit", STUB, outcome="fail", says="raised KeyboardInterrupt"),
    whole("an exception that cannot be shown", "class A(BaseException):\n    def __str__(self): raise self\nraise A", STUB, outcome="fail"),
    whole("an exception group of itself", "raise ExceptionGroup('x', [ValueError('y')] * 10000)", STUB, outcome="fail", says="raised"),
    whole("all names of the module cleared", STUB, "globals().clear()", outcome="missing", solved=False),
    whole("all modules cleared", "import sys\nsys.modules.clear()", STUB, solved=None),
    whole("the built-in functions taken away", "__builtins__ = {}", STUB, solved=None),
    whole("import replaced", "import builtins\nbuiltins.__import__ = None", STUB, solved=None),
    whole("exec and compile replaced", "import builtins\nbuiltins.exec = builtins.compile = lambda *a, **k: None", STUB, solved=None),
    whole("the recursion limit at 50", "import sys\nsys.setrecursionlimit(50)", STUB, solved=None),
    whole("the recursion limit at a billion", "import sys\nsys.setrecursionlimit(10**9)\ndef f(): f()\nf()", STUB, outcome="fail", says="Cell 3"),
    whole("a trace function that ends all", "import sys, os\nsys.settrace(lambda *a: os._exit(0))", STUB, solved=None),
    whole("a profile function that raises", "import sys\ndef p(*a): raise SystemExit\nsys.setprofile(p)", STUB, solved=None),
    whole("a thread that ends the process later", "import threading, time, os\ndef f():\n    time.sleep(0.05)\n    os._exit(0)\nthreading.Thread(target=f).start()", "import time\ndef mean_squared_error(Y_hat, Y):\n    time.sleep(0.1)\n    return 1.0", solved=None),
    whole("names that the grader uses", "run = call = judge = plain = Answer = Cells = names = display = None", STUB, outcome="fail"),
    whole("a module named as the grader's", "import sys, types\nsys.modules['nnlab.judge'] = types.ModuleType('nnlab.judge')\nsys.modules['nnlab.judge'].judge = lambda *a: 'pass'", STUB, outcome="fail"),
    whole("check, claimed to have passed", "from nnlab import check, progress\nreport = check('mean_squared_error')\nreport.outcome = 'pass'", STUB, outcome="fail"),
    whole("an exercise deleted again", STUB, "del mean_squared_error", outcome="missing"),
    whole("an exercise that is a property of the module", "import sys\nclass M(type(sys)):\n    @property\n    def mean_squared_error(self): return lambda a, b: 1.0\nsys.modules['__main__'].__class__ = M", outcome="missing"),
    whole("finders that bring modules of their own", "import sys\nclass F:\n    def find_spec(self, *a): import os; os._exit(0)\nsys.meta_path.insert(0, F())\nimport nothing_like_this", STUB, solved=None),
    whole("deep nesting in the source", "(" * 5000 + ")" * 5000, STUB, outcome="fail", says="Cell 3"),
    whole("a million pluses", "x = " + "+" * 100_000 + "1", STUB, outcome="fail"),
    whole("an expression as long as a book", "x = " + "+".join(["1"] * 50_000), STUB, outcome="fail"),
    whole("NUL characters and lone surrogates in the source", "x = '\0'", "y = '\ud800'", STUB, outcome="fail", says="Cell 3"),
    whole("another source encoding", "# -*- coding: rot13 -*-\nvzcbeg bf", STUB, outcome="fail"),
    whole("a source line of 4 MB", "x = '" + "a" * 4_000_000 + "'", STUB, outcome="fail"),
    whole("8000 cells", *["x = 1"] * 8000, STUB, outcome="fail"),
    body("globals of the function replaced", "return 1.0", before="import types", outcome="fail"),
]  # fmt: skip
