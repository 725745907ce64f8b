"""Start a program that may read the system and write one folder, and nothing else.

    python confine.py FOLDER MEMORY FILE_SIZE PROGRAM [ARGUMENT...]

Run as a script of its own, so that limits are set before the program starts and hold for all its
children. Linux 5.13 and later enforce the folders, 6.7 also that no connection is opened
(Landlock); elsewhere only the limits of memory and file size in bytes hold. A document that names
a picture of this computer then cannot bring it into the result.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Final

_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
_VERSION_ONLY: Final = 1
_BENEATH: Final = 1
_NO_NEW_PRIVILEGES: Final = 38

_EXECUTE: Final = 1 << 0
_READ: Final = _EXECUTE | 1 << 2 | 1 << 3
_WRITE_FILE: Final = 1 << 1
_REMOVE_FILE: Final = 1 << 5
_MAKE_SOCKET: Final = 1 << 9
_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1}
"""All rights over files by the version of the interface; later versions have those of 3."""
_CONNECTIONS: Final = 0b11

_SYSTEM: Final = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/bin",
    "/sbin",
    "/opt",
    "/snap",
    "/nix",
    "/gnu",
    "/etc",
    "/proc",
    "/sys",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
    "/var/lib/flatpak",
    "/var/lib/snapd",
)
_DEVICES: Final = "/dev"
_PIPES: Final = ("/tmp", "/var/tmp")  # noqa: S108 - LibreOffice puts its own socket there


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("connections", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("place", ctypes.c_int32))


def interface() -> int:
    """The version of Landlock; 0 or less where there is none."""
    if not sys.platform.startswith("linux"):
        return 0
    call = ctypes.CDLL(None, use_errno=True).syscall
    return int(call(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION_ONLY))


def confine(folder: str, program: str) -> bool:
    """Confine this process and its children for good; False where the system cannot."""
    version = interface()
    if version < 1:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    rights = _RIGHTS[min(version, 3)]
    rules = _Ruleset(rights, _CONNECTIONS if version >= 4 else 0)
    size = ctypes.sizeof(rules) if version >= 4 else ctypes.sizeof(ctypes.c_uint64)
    ruleset = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if ruleset < 0:
        return False
    _allow(libc, ruleset, folder, rights)
    installed = os.path.dirname(os.path.dirname(os.path.realpath(program)))
    for place in (*_SYSTEM, installed):
        _allow(libc, ruleset, place, _READ)
    _allow(libc, ruleset, _DEVICES, (_READ | _WRITE_FILE) & rights)
    for place in _PIPES:
        _allow(libc, ruleset, place, _MAKE_SOCKET | _REMOVE_FILE)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return bool(libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)


def _allow(libc: ctypes.CDLL, ruleset: int, place: str, rights: int) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this system
    rule = _Beneath(rights, opened)
    libc.syscall(_ADD_RULE, ruleset, _BENEATH, ctypes.byref(rule), 0)
    os.close(opened)


def _limit(memory: int, file_size: int) -> None:
    import resource  # not on Windows, where this module is not run

    kinds = ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_FSIZE, file_size))
    for kind, most in (*kinds, (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def main(arguments: list[str]) -> None:
    """Confine this process, then become the program."""
    folder, memory, file_size, *command = arguments
    _limit(int(memory), int(file_size))
    confine(folder, command[0])
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
