"""Frames that no honest worker sends: the learner's code has its pipe and may write what it likes."""

from __future__ import annotations

from corpus.entry import WORKER, Entry, body, whole

CRASH = "crash"


def raw(tries: str, expression: str, **holds: object) -> Entry:
    """Bytes written into the pipe, as one frame, in the place of the answer."""
    text = f"data = {expression}\nos.write(worker().pipe.outgoing, struct.pack('<I', len(data)) + data)\ntime.sleep(0.2)\nreturn 1.0"
    return body(tries, text, before=WORKER, **{"outcome": CRASH, **holds})


def sends(tries: str, *messages: str, **holds: object) -> Entry:
    """Messages sent with the worker's own pipe, in the place of the answer."""
    text = "\n".join(f"worker().pipe.send({message})" for message in messages) + "\nreturn 1.0"
    return body(tries, text, before=WORKER, **{"outcome": CRASH, **holds})


HEAD = "b'l\\x03\\0\\0\\0s\\x06\\0\\0\\0answeri\\x01\\0\\0\\0' + bytes([number()])"  # ["answer", number, ...
MANY = "b'\\xff\\xff\\xff\\xff'"

ENTRIES = [
    body("rubbish on every descriptor", "for d in range(64):\n    try: os.write(d, b'\\x05\\0\\0\\0rubbish')\n    except OSError: pass\nreturn 1.0", before=WORKER, outcome=CRASH),
    body("4 GiB announced on every descriptor", "for d in range(64):\n    try: os.write(d, b'\\xff' * 40)\n    except OSError: pass\nreturn 1.0", before=WORKER, outcome=CRASH),
    body("half a frame, then nothing", "os.write(worker().pipe.outgoing, b'\\xff\\0\\0\\0half')\ntime.sleep(60)", before=WORKER, outcome="timeout"),
    body("half a frame, then the end", "os.write(worker().pipe.outgoing, b'\\xff\\0\\0\\0half')\nos._exit(0)", before=WORKER, outcome=CRASH),
    body("a byte now and then", "for i in range(10**6):\n    os.write(worker().pipe.outgoing, b'\\xff\\xff\\0\\0'[i:i+1] or b'x')\n    time.sleep(0.01)", before=WORKER, outcome="timeout"),
    body("a flood of bytes", "while True: os.write(worker().pipe.outgoing, b'l\\0\\0\\0' * 10**5)", before=WORKER, outcome=CRASH),
    raw("an empty frame", "b''"),
    raw("a frame that is no message", "b'N'"),
    raw("a list that announces 4 billion items", f"b'l' + {MANY}"),
    raw("a message that begins with a number", "b'l\\x01\\0\\0\\0i\\x01\\0\\0\\0\\x01'"),
    raw("an unknown tag", "b'l\\x01\\0\\0\\0Z'"),
    raw("a text that is not UTF-8", "b'l\\x01\\0\\0\\0s\\x01\\0\\0\\0\\xff'"),
    raw("an int of 16 MiB", HEAD + " + b'i\\0\\0\\0\\x01' + b'\\x01' * 2**20"),
    raw("an array of 128 exabytes", HEAD + " + b'Asx' + b'a\\x0b\\x01' + b'\\xff' * 8"),
    raw("an array of 255 dimensions", HEAD + " + b'a\\x0b\\xff' + b'\\x01\\0\\0\\0\\0\\0\\0\\0' * 255"),
    raw("an array whose sizes wrap around to few", HEAD + " + b'a\\x0b\\x02' + b'\\0\\0\\0\\0\\1\\0\\0\\0' * 2"),
    raw("an array of no rows and a billion columns", HEAD + " + b'a\\x0b\\x02' + bytes(8) + b'\\0\\0\\0\\0\\1\\0\\0\\0'"),
    raw("an array of a dtype that is none", HEAD + " + b'a\\xc8\\0'"),
    raw("bools that are 7", HEAD + " + b'a\\0\\x01' + b'\\x01' + bytes(7) + b'\\x07'"),
    raw("bytes left over", "b'l\\x01\\0\\0\\0s\\x02\\0\\0\\0at' + bytes(1000)"),
    raw("a pickle", "__import__('pickle').dumps(print)"),
    raw("lists a thousand deep", "b'l\\x01\\0\\0\\0' * 1000"),
    raw("a dict with the same key twice", HEAD + " + b'd\\x02\\0\\0\\0' + b's\\x01\\0\\0\\0aN' * 2"),
    raw("a function as an answer", HEAD + " + b'n\\x0e\\0\\0\\0sum_of_squares'"),
    raw("a function that is none of the public ones", HEAD + " + b'n\\x04\\0\\0\\0exec'"),
    sends("no answer but a greeting", "['hello']"),
    sends("no answer but a place among the cells", "['at', 1, 1]"),
    sends("no answer but another readiness", "['ready', [(1, 'was right')]]"),
    sends("a value that nobody asked for", "['called', 0.0]"),
    sends("a failure that nobody asked for", "['failed']"),
    sends("a report in the place of an answer", "['report', {'outcome': 'pass', 'earned': 100.0}]"),
    sends("an answer with a stale number", "['answer', number() - 1, Answer('returned', 1.0)]"),
    sends("an answer with a number to come", "['answer', number() + 1, Answer('returned', 1.0)]"),
    sends("an answer whose number is an array", "['answer', main.np.array([1, 2]), Answer('returned', 1.0)]"),
    sends("an answer without a number", "['answer', Answer('returned', 1.0)]"),
    sends("an answer with a number that is True", "['answer', True, Answer('returned', 1.0)]"),
    sends("a plain value in the place of an answer", "['answer', number(), 1.0]"),
    sends("the same answer twice", "['answer', number(), Answer('returned', 1.0)]", outcome=("fail", "crash")),
    sends("answers for a thousand calls ahead", "['answer', number(), Answer('returned', 1.0)]", *[f"['answer', number() + {i}, Answer('returned', 1.0)]" for i in range(1, 40)], outcome=("fail", "crash")),
    sends("a status that is none", "['answer', number(), Answer('passed', 1.0)]"),
    sends("altered arguments that do not exist", "['answer', number(), Answer('returned', 1.0, changed=(7,))]"),
    sends("altered arguments by the thousand", "['answer', number(), Answer('returned', 1.0, changed=tuple(range(999)))]"),
    sends("seconds that are not a number", "['answer', number(), Answer('returned', 1.0, seconds=float('nan'))]"),
    sends("negative seconds", "['answer', number(), Answer('returned', 1.0, seconds=-1.0)]"),
    sends("ten thousand warnings", "['answer', number(), Answer('returned', 1.0, warnings=('x',) * 10000)]"),
    sends("a megabyte printed", "['answer', number(), Answer('returned', 1.0, printed='x' * 10**6)]"),
    sends("an exception that is a dict", "['answer', number(), Answer('raised', None, raised={})]"),
    sends("a line number of 2000 digits", "['answer', number(), Answer('raised', None, raised=sys.modules['nnlab.calls'].Raised('A', 'b', 'c', 10**2000, 'd'))]", outcome=("error", "crash")),
    sends("raised, without an exception", "['answer', number(), Answer('raised')]", outcome=None),
    sends("returned, with an exception", "['answer', number(), Answer('returned', 1.0, raised=sys.modules['nnlab.calls'].Raised('A', 'b'))]", outcome=None),
    sends("an answer in an answer", "['answer', number(), Answer('returned', Answer('returned', 1.0))]", outcome=None),
    sends("memory, claimed", "['answer', number(), Answer('memory')]", outcome=("memory", "crash")),
    sends("missing, claimed from the second call on", "['answer', number(), Answer('returned' if number() < 8 else 'missing', 0.0)]", outcome=None),
    sends("a question without arguments", "['ask', 'row_sums']"),
    sends("a question whose name is a list", "['ask', ['row_sums'], (), {}, []]"),
    sends("a question with a function in a place that is none", "['ask', 'row_sums', (1,), {}, [5, -1, 'x']]"),
    sends("a question with a megabyte of name", "['ask', 'x' * 10**6, (), {}, []]", outcome=None),
    body("cells said to be ready before they are", "return 1.0", before=WORKER + "worker().pipe.send(['ready', []])\n", outcome=("crash", "fail"), solved=None),
    whole("problems that are none", WORKER + "worker().cells.problems[:] = [1, 2]", says="Cell 3 ended the process", outcome="missing"),
    whole("a problem with a number of 1000 digits, and HTML", WORKER + "worker().cells.problems.append((10**1000, '<script>'))", outcome="missing", says="<script>"),
    whole("a thousand problems", WORKER + "worker().cells.problems[:] = [(1, 'x')] * 1000", says="Cell 3 ended the process", outcome="missing"),
    whole("dying at a cell that there is not", WORKER + "worker().pipe.send(['at', 999_999, 3])\nos._exit(0)", "def mean_squared_error(Y_hat, Y): return 1.0", solved=None),
    whole("dying at a place that is none", WORKER + "worker().pipe.send(['at', -1, 'x'])\nos._exit(0)", solved=None),
    whole("reporting progress for ever", WORKER + "while True: worker().pipe.send(['at', 3, 5])", "def mean_squared_error(Y_hat, Y): return 1.0", outcome="fail", says="Cell 3 did not finish in time"),
]  # fmt: skip
