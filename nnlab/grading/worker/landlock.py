"""Landlock: this process can no longer reach any file, port or process outside. No path is excepted.

https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct

CREATE_RULESET, RESTRICT_SELF = 444, 446  # the same numbers on every machine
VERSION = 1  # the flag that asks for the version
PR_SET_NO_NEW_PRIVS = 38
FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 5: 0xFFFF}  # all rights on files, by the version that brought them
PORTS = 0x3  # bind and connect, from version 4
SCOPES = 0x3  # abstract sockets and signals, from version 6


def version() -> int:
    """The kernel's version of Landlock; 0 when it has none."""
    if platform.system() != "Linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    found: int = libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION))
    return max(0, found)


def apply() -> None:
    """From now on, for this thread and those it makes, for good. OSError when the kernel refuses."""
    there = version()
    if there < 1:
        raise OSError("this kernel has no Landlock")
    libc = ctypes.CDLL(None, use_errno=True)
    files = FILES[max(known for known in FILES if known <= there)]
    fields = (files, *((PORTS,) if there >= 4 else ()), *((SCOPES,) if there >= 6 else ()))
    rules = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = libc.syscall(CREATE_RULESET, rules, ctypes.c_size_t(len(rules)), ctypes.c_uint32(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "landlock_create_ruleset")
    try:
        if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
        if libc.syscall(RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0)) != 0:
            raise OSError(ctypes.get_errno(), "landlock_restrict_self")
    finally:
        os.close(ruleset)
