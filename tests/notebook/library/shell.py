"""A notebook without a browser: an IPython shell in a process of its own, which is told its cells as lines of JSON."""

import contextlib
import json
import os
import sys


def restarted(shell):
    """As after a kernel's restart, only quicker."""
    from nnlab import mine
    from nnlab.notebook import session, store
    from nnlab.notebook.library import own

    shell.reset(new_session=True)
    shell.history_manager.reset(new_session=True)
    for kept in (session.passed, session.credited, mine._announced, mine._waiting, store._stores, own._libraries):
        kept.clear()
    for name in ("mynn", "helpers"):
        sys.modules.pop(name, None)


def run(shell, cell):
    from IPython.utils.capture import capture_output

    with capture_output(display=False) as captured:
        result = shell.run_cell(cell, store_history=True)
    error = result.error_before_exec or result.error_in_exec
    value = result.result
    return {
        "printed": captured.stdout,
        "error": f"{type(error).__name__}: {error}" if error else "",
        "outcome": getattr(value, "outcome", ""),
        "notes": list(getattr(value, "notes", ())),
        "text": str(value),
    }


def main():
    from IPython.core.interactiveshell import InteractiveShell

    answers = os.fdopen(os.dup(1), "w")
    sys.path.insert(0, "")
    shell = InteractiveShell.instance(colors="NoColor")
    for line in sys.stdin:
        asked = json.loads(line)
        os.chdir(asked["folder"])
        if asked["restart"]:
            with contextlib.redirect_stdout(None):
                restarted(shell)
        print(json.dumps([run(shell, cell) for cell in asked["cells"]]), file=answers, flush=True)


if __name__ == "__main__":
    main()
