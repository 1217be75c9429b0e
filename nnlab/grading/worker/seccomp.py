"""seccomp: the system calls that computing needs, and no others. Forbidden ones fail with EACCES, so Python raises.

No file, process, signal or socket can be opened, made or reached with what is allowed here. The filter is a small
program for the kernel (BPF), made of the numbers below. https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

# Numbers by machine, in the order of NAMES; -1 where the machine has no such call.
NAMES = (
    "read", "write", "readv", "writev", "close", "fstat", "lseek",
    "mmap", "mprotect", "munmap", "mremap", "brk", "madvise", "membarrier",
    "futex", "set_robust_list", "rseq", "sched_yield", "sched_getaffinity", "getcpu",
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack",
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "times", "getrusage",
    "poll", "ppoll", "select", "pselect6",
    "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "getrandom",
    "restart_syscall", "exit", "exit_group",
)  # fmt: skip
MACHINES: dict[str, tuple[int, int, int, tuple[int, ...]]] = {
    # machine: (the kernel's name for it, clone, clone3, the numbers of NAMES)
    "x86_64": (0xC000003E, 56, 435, (
        0, 1, 19, 20, 3, 5, 8,
        9, 10, 11, 25, 12, 28, 324,
        202, 273, 334, 24, 204, 309,
        13, 14, 15, 131,
        228, 229, 230, 35, 96, 100, 98,
        7, 271, 23, 270,
        39, 186, 102, 107, 104, 108, 63, 99, 318,
        219, 60, 231,
    )),
    "aarch64": (0xC00000B7, 220, 435, (
        63, 64, 65, 66, 57, 80, 62,
        222, 226, 215, 216, 214, 233, 283,
        98, 99, 293, 124, 123, 168,
        134, 135, 139, 132,
        113, 114, 115, 101, 169, 153, 165,
        -1, 73, -1, 72,
        172, 178, 174, 175, 176, 177, 160, 179, 278,
        128, 93, 94,
    )),
}  # fmt: skip

LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06  # BPF: ld, jeq, jge, jset, ret
NUMBER_AT, MACHINE_AT, FIRST_ARGUMENT_AT = 0, 4, 16  # offsets in struct seccomp_data
KILL, ERRNO, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
CLONE_THREAD = 0x00010000
OTHER_TABLE = 0x40000000  # x86_64: numbers from here on are those of the x32 table
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def available() -> bool:
    """Does this machine have a table here? Whether the kernel takes the filter shows when it is set."""
    return platform.system() == "Linux" and platform.machine() in MACHINES


def program(machine: str) -> bytes:
    """The filter for that machine, as the kernel reads it."""
    name, clone, clone3, numbers = MACHINES[machine]
    steps = [
        _step(LOAD, MACHINE_AT),
        _step(EQUAL, name, yes=1),
        _step(RETURN, KILL),
        _step(LOAD, NUMBER_AT),
        _step(AT_LEAST, OTHER_TABLE, no=1),
        _step(RETURN, KILL),
    ]
    for number in numbers:
        if number >= 0:
            steps += [_step(EQUAL, number, no=1), _step(RETURN, ALLOW)]
    # A thread may be made, a process not. clone3 hides its flags in memory: the C library then takes clone.
    steps += [_step(EQUAL, clone3, no=1), _step(RETURN, ERRNO | errno.ENOSYS)]
    steps += [_step(EQUAL, clone, no=3), _step(LOAD, FIRST_ARGUMENT_AT), _step(ANY_BIT, CLONE_THREAD, no=1)]
    steps += [_step(RETURN, ALLOW), _step(RETURN, ERRNO | errno.EACCES)]
    return b"".join(steps)


def _step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)


def apply() -> None:
    """From now on, for this thread and those it makes, for good. OSError when the kernel refuses."""
    steps = program(platform.machine())
    libc = ctypes.CDLL(None, use_errno=True)
    for arguments in (
        (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0),
        (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(_Program(len(steps) // 8, steps)), 0, 0),
    ):
        if libc.prctl(*arguments) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
