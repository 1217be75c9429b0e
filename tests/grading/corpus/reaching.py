"""Files, processes, sockets, packages: none is within reach. The sandbox's own tests have every system call."""

from __future__ import annotations

from corpus.entry import body, whole

ERROR = "error"

ENTRIES = [
    body("the course's solutions on disk", "import glob\nfor f in glob.glob('/**/solutions/*.py', recursive=True) + glob.glob('/**/linear_regression.py', recursive=True): exec(open(f).read())\nreturn 1.0", outcome=("fail", "error")),
    body("the gradebook", "for place in ('gradebook.db', '../gradebook.db', 'out/gradebook.db'): open(place, 'ab').write(b'x')", outcome=ERROR),
    body("the notebooks of others", "import os\nreturn [f for _, _, files in os.walk('/') for f in files if f.endswith('.ipynb')]", outcome="fail"),
    body("a file of its own for later", "open('notes.txt', 'w').write('x')", outcome=ERROR),
    body("a temporary file", "import tempfile\ntempfile.NamedTemporaryFile(delete=False).write(b'x')", outcome=ERROR),
    body("a shell", "import os\nos.system('touch /tmp/was-here')\nos.popen('id').read()", outcome=ERROR),
    body("a program", "import subprocess\nsubprocess.run(['sleep', '100'])", outcome=ERROR),
    body("a fork bomb", "import os\nwhile True: os.fork()", outcome=ERROR),
    body("another interpreter's process", "import multiprocessing\nmultiprocessing.Process(target=print).start()", outcome=ERROR),
    body("a daemon that outlives the grader", "import os\nif os.fork() == 0:\n    os.setsid()\n    while True: pass", outcome=ERROR),
    body("a socket to the world", "import socket\nsocket.create_connection(('127.0.0.1', 80))", outcome=ERROR),
    body("a socket from its parts", "import _socket\n_socket.socket().connect(('127.0.0.1', 80))", outcome=ERROR),
    body("a web page", "import urllib.request\nurllib.request.urlopen('http://localhost')", outcome=ERROR),
    body("its parent, killed", "import os\nos.kill(os.getppid(), 9)", outcome=ERROR),
    body("everybody, killed", "import os\nos.kill(-1, 9)", outcome=ERROR),
    body("itself, stopped", "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", outcome=ERROR),
    body("a clock that rings", "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.01)\nwhile True: pass", outcome=("error", "timeout", "crash")),
    body("more memory than allowed, by its own limit", "import resource\nresource.setrlimit(resource.RLIMIT_AS, (-1, -1))", outcome=ERROR),
    body("a library", "import ctypes\nctypes.CDLL('libm.so.6')\nctypes.CDLL('libsqlite3.so.0').sqlite3_open(b'x', 0)", outcome=ERROR),
    body("a module from a text on disk", "open('mine.py', 'w').write('x = 1')\nimport mine", outcome=ERROR),
    body("a package that is not numpy", "import sklearn.metrics\nreturn sklearn.metrics.mean_squared_error(Y, Y_hat)", outcome=ERROR, says="cannot be imported while notebooks are graded"),
    body("pip", "import pip", outcome=ERROR),
    body("the environment", "import os\nreturn sorted(os.environ.values())", outcome="fail"),
    whole("a package installed by a cell", "!pip install scikit-learn\n%pip install torch", "def mean_squared_error(Y_hat, Y):\n    return 1.0", outcome="fail", says="for IPython"),
]  # fmt: skip
