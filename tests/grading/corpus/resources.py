"""Time, memory, threads, descriptors, the stack: each costs its own call."""

from __future__ import annotations

from corpus.entry import WORKER, body

ENTRIES = [
    body("the end of the process", "import os\nos._exit(0)", outcome="crash"),
    body("an abort", "import os\nos.abort()", outcome="crash"),
    body("an address that is none", "import ctypes\nctypes.string_at(0)", outcome="crash"),
    body("an endless loop", "while True: pass", outcome="timeout"),
    body("an endless loop that catches all", "while True:\n    try:\n        while True: pass\n    except BaseException: pass", outcome="timeout"),
    body("an endless loop in C", "return sum(range(10**13))", outcome="timeout"),
    body("a regular expression that never ends", "import re\nreturn re.match('(a+)+b', 'a' * 50)", outcome="timeout"),
    body("a number of a billion digits", "return 7 ** 10 ** 9", outcome=("timeout", "memory")),
    body("a long sleep", "import time\ntime.sleep(3600)", outcome="timeout"),
    body("one array too large", "return np.ones(10**11)", outcome="memory"),
    body("a list that grows", "a = []\nwhile True: a.append(bytes(10**7))", outcome="memory"),
    body("memory taken and held over calls", "held.append(np.ones(2 * 10**7))\nreturn 1.0", before="held = []", outcome=("memory", "fail", "crash"), solved=None),
    body("memory by one piece after another until nothing works", "try:\n    for size in (10**8, 10**6, 10**4, 100):\n        try:\n            while True: a.append(bytearray(size))\n        except MemoryError: pass\nfinally: pass\nreturn 1.0", before="a = []", outcome=None, solved=None),
    body("recursion", "return mean_squared_error(Y_hat, Y)", outcome="error"),
    body("recursion without a limit", "import sys\nsys.setrecursionlimit(10**9)\nreturn mean_squared_error(Y_hat, Y)", outcome=("crash", "memory", "error", "timeout")),
    body("threads without end", "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(60,), daemon=True).start()", outcome=("error", "crash", "memory", "timeout")),
    body("threads that hold the lock of the interpreter", "import threading\nfor _ in range(20): threading.Thread(target=lambda: sum(range(10**12)), daemon=True).start()\nreturn 1.0", outcome=None, solved=None),
    body("a thread that writes into the pipe after the call", "import threading\np = worker().pipe.outgoing\ndef f():\n    time.sleep(0.005)\n    os.write(p, b'\\0' * 100)\nthreading.Thread(target=f, daemon=True).start()\nreturn 1.0", before=WORKER, outcome=None, solved=None),
    body("all descriptors closed", "import os\nos.closerange(0, 1000)", outcome="crash"),
    body("all descriptors used up", "import os\nwhile True: os.open('/dev/null', 0)", outcome="error"),
    body("the pipe read by the call itself", "os.read(worker().pipe.incoming, 10**6)", before=WORKER, outcome=("timeout", "crash", "fail")),
    body("leaving by sys.exit", "import sys\nsys.exit(3)", outcome="error"),
    body("an interrupt of its own", "raise KeyboardInterrupt", outcome="error"),
    body("waiting for input", "return float(input('mse? '))", outcome="error"),
    body("the collector at work without end", "import gc\na = [[] for _ in range(10**5)]\nwhile True: gc.collect()", outcome="timeout"),
    body("a lock never given back", "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()", outcome="timeout"),
    body("handlers that run at the end", "import atexit, os\natexit.register(lambda: [None for _ in iter(int, 1)])\nos._exit(0)", outcome=("crash", "error")),
    body("a crash on the third call alone", "global n\nn += 1\nif n == 3: os._exit(0)\nreturn -1.0", before="import os\nn = 0", outcome=("fail", "crash")),
    body("slow, but within its time", "import time\ntime.sleep(0.001)\nreturn -1.0", outcome="fail"),
]  # fmt: skip
