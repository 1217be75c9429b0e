"""Sandboxes: which one works here, and the command that starts a Python in it.

Inside bubblewrap there is Python, its standard library, numpy, and the worker's own code; nothing else of the
machine, and nothing of the course. `landlock` has no file system of its own: there the worker shuts itself in. In
both, each child then takes every file, process and socket out of its own reach (`worker/confine.py`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from nnlab.errors import NnlabError
from nnlab.grading.worker import landlock, seccomp

KINDS = ("bubblewrap", "landlock", "none")
SECONDS = 20.0  # for one try of bubblewrap
CODE, NUMPY = "/code", "/numpy"  # where the worker's code and numpy lie inside


def choose(asked: str) -> str:
    """The kind to use for what was asked: "auto" takes the first that works. NnlabError says what is missing."""
    if asked == "none":
        return asked
    problems = {kind: problem(kind) for kind in (KINDS[:2] if asked == "auto" else (asked,))}
    for kind, text in problems.items():
        if not text:
            return kind
    what = " ".join(f"{kind}: {text}." for kind, text in problems.items())
    raise NnlabError(
        f"Learners' code cannot be shut in here. {what} "
        "Grade on another machine; or, for notebooks that you trust as your own code, ask for --sandbox none."
    )


def problem(kind: str) -> str:
    """Why this kind does not work here; empty when it does."""
    if not seccomp.available():
        return "it needs Linux on x86_64 or aarch64"
    if landlock.version() < 1:
        return "it needs a kernel with Landlock (Linux 5.13, with landlock among the security modules)"
    return _bubblewrap_problem() if kind == "bubblewrap" else ""


def _bubblewrap_problem() -> str:
    program = shutil.which("bwrap")
    if program is None:
        return "the program bwrap is missing (Debian, Ubuntu, Fedora: install the package bubblewrap)"
    try:
        inside = [program, *SHUT, *_libraries(), *_python(), sys_executable(), "-I", "-S", "-c", "pass"]
        tried = subprocess.run(inside, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"bwrap could not be started ({type(error).__name__})"
    if tried.returncode == 0:
        return ""
    said = tried.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no reason given"]
    return f"bwrap does not work here ({said[0][:200]}); in a container it needs leave to make namespaces"


SHUT = ("--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL")


def command(kind: str, arguments: list[str], code: Path, numpy_home: str) -> list[str]:
    """The command that runs Python with these arguments, followed by where the code and numpy's folder lie there."""
    if kind != "bubblewrap":
        return [sys.executable, *arguments, str(code), numpy_home]
    binds = ["--ro-bind", str(code), CODE]
    for name in ("numpy", "numpy.libs"):
        if os.path.isdir(found := os.path.join(numpy_home, name)):
            binds += ["--ro-bind", found, f"{NUMPY}/{name}"]
    return [
        shutil.which("bwrap") or "bwrap",
        *SHUT,
        *("--hostname", "sandbox", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/tmp"),
        *_libraries(),
        *_python(),
        *binds,
        *("--setenv", "HOME", "/tmp", "--setenv", "TMPDIR", "/tmp", "--remount-ro", "/"),
        sys_executable(),
        *arguments,
        CODE,
        NUMPY,
    ]


def sys_executable() -> str:
    """The Python itself, not a virtual environment's link to it."""
    return os.path.realpath(sys.executable)


def _libraries() -> Iterator[str]:
    """The system's shared libraries, at the places where programs look for them."""
    together = sysconfig.get_config_var("MULTIARCH")
    within = f"/usr/lib/{together}"
    for place in (within if together and os.path.isdir(within) else "/usr/lib", "/usr/lib64"):
        if os.path.isdir(place):
            yield from ("--ro-bind", place, place)
    for place in ("/lib", "/lib64"):
        if os.path.islink(place):
            yield from ("--symlink", os.readlink(place), place)
        elif os.path.isdir(place):
            yield from ("--ro-bind", place, place)
    yield from ("--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache")


def _python() -> Iterator[str]:
    """Python and its standard library, without the packages that lie in it."""
    bases = {"platbase": sys.base_exec_prefix, "base": sys.base_prefix}  # a virtual environment's own hold packages
    library = sysconfig.get_path("stdlib", vars=bases)
    for place in dict.fromkeys((library, sysconfig.get_path("platstdlib", vars=bases))):
        yield from ("--ro-bind", place, place)
    for packages in ("site-packages", "dist-packages"):
        for place in (f"{library}/{packages}", f"/usr/lib/python3/{packages}"):
            if os.path.isdir(place) and not os.path.islink(place):
                yield from ("--tmpfs", place)
    shared = os.path.join(str(sysconfig.get_config_var("LIBDIR")), str(sysconfig.get_config_var("INSTSONAME")))
    if os.path.isfile(shared):
        yield from ("--ro-bind", shared, shared)
    yield from ("--ro-bind", sys_executable(), sys_executable())
