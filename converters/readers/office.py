"""Read older word processor files through LibreOffice, where it is installed.

LibreOffice turns the file into DOCX in a process group of its own, with a fresh profile in a
temporary folder: no macros, no links followed, a dead proxy, limits of time, memory and output,
and where the system can, no files of the user and no connections at all (see `confine`).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace

from ..diagnostics import diagnostic
from ..errors import LimitExceeded, PasswordNeeded, UnreadableSource, UnsupportedFormat
from ..model import Document
from . import confine
from .base import MAX_SOURCE_BYTES, ReadOptions, Source
from .legacy import Legacy, legacy_format

MAX_SECONDS: Final = 120
MAX_MEMORY: Final = 3 * 1024**3
"""Of LibreOffice's own data; it needs a few hundred MiB for ordinary documents."""
MAX_OUTPUT: Final = MAX_SOURCE_BYTES

_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
)
_VERSION: Final = re.compile(r"\d+(?:\.\d+)+")
_SETTINGS: Final[tuple[tuple[str, str, str], ...]] = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Misc", "CrashReport", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""Path and name below org.openoffice, and value: what a stranger's file may not do."""


def find_office() -> str | None:
    """The LibreOffice program; None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def office_version(program: str) -> str | None:
    """The version that LibreOffice gives itself; None when it gives none in time."""
    with tempfile.TemporaryDirectory(prefix="tablewright-") as folder:
        output = _run([program, _profile(Path(folder)), "--version"], Path(folder), 30)
    found = None if output is None else _VERSION.search(output)
    return None if found is None else found[0]


def read_office(source: Source, options: ReadOptions) -> Document:
    """The document of a .doc, .wps, .rtf, .odt or the like.

    Raises UnsupportedFormat without LibreOffice, PasswordNeeded for an encrypted file,
    UnreadableSource when LibreOffice cannot open it, LimitExceeded when it takes too long.
    """
    legacy = legacy_format(source.data)
    if legacy is None:
        raise UnreadableSource(
            f"{source.name} is no Word, RTF or OpenDocument text; is its name right?"
        )
    if legacy.encrypted:
        raise PasswordNeeded(
            f"{source.name} is encrypted; save a copy without a password and read that."
        )
    data = to_docx(source, legacy)
    from .docx import read_docx  # the DOCX reader comes here for embedded RTF

    document = read_docx(Source(source.name, data), options)
    version = _VERSION.search(document.metadata.generator or "")
    finding = diagnostic(
        "converted-by-office",
        f"{source.name} is {legacy.label}; LibreOffice{f' {version[0]}' if version else ''} "
        "turned it into DOCX first.",
    )
    return replace(
        document,
        source=source.info(legacy.media_type),
        metadata=replace(document.metadata, generator=None),
        diagnostics=(finding, *document.diagnostics),
    )


def to_docx(source: Source, legacy: Legacy) -> bytes:
    """The DOCX that LibreOffice makes of a file; raises as `read_office` does."""
    program = find_office()
    if program is None:
        raise UnsupportedFormat(
            f"{source.name} is {legacy.label}, which is read through LibreOffice: install it "
            "(libreoffice.org, or the package libreoffice-writer), or save the file as .docx."
        )
    if len(source.data) > MAX_SOURCE_BYTES:
        raise LimitExceeded(
            f"{source.name} is larger than {MAX_SOURCE_BYTES // 2**20} MiB, the limit."
        )
    with tempfile.TemporaryDirectory(prefix="tablewright-", ignore_cleanup_errors=True) as folder:
        return _converted(program, source, legacy, Path(folder))


def _converted(program: str, source: Source, legacy: Legacy, folder: Path) -> bytes:
    # The name is ours: what a stranger called the file never reaches the command line.
    original = folder / f"source{legacy.suffix}"
    data = source.data if confine.interface() > 0 else _without_file_fields(source.data)
    original.write_bytes(data)
    command = [
        program,
        _profile(folder),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
        str(original),
    ]
    if _run(command, folder, MAX_SECONDS) is None:
        raise LimitExceeded(
            f"{source.name}: LibreOffice took more than {MAX_SECONDS} seconds and was stopped."
        )
    result = folder / "out" / "source.docx"
    if not result.is_file() or not result.stat().st_size:
        raise UnreadableSource(
            f"{source.name}: LibreOffice cannot open this file as {legacy.label}; "
            "open it in the program that wrote it and save it as .docx."
        )
    if result.stat().st_size > MAX_OUTPUT:
        raise LimitExceeded(f"{source.name} becomes more than {MAX_OUTPUT // 2**20} MiB of DOCX.")
    return result.read_bytes()


def _without_file_fields(data: bytes) -> bytes:
    """The file without the names of fields that bring in others, where nothing else stops them.

    LibreOffice follows INCLUDEPICTURE in RTF and .doc whatever its settings say. The names keep
    their length, since .doc tells places by offsets.
    """
    for name in ("INCLUDEPICTURE", "INCLUDETEXT"):
        for encoding in ("ascii", "utf-16-le"):
            data = data.replace(name.encode(encoding), name.lower().encode(encoding)[::-1])
    return data


def _profile(folder: Path) -> str:
    """The option for a profile below `folder`, which is made with safe settings."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{path if path.startswith("Inet") else "Office." + path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


# --- the process ------------------------------------------------------------------------------


def _run(command: list[str], folder: Path, seconds: float) -> str | None:
    """What a program prints; None when it was stopped after `seconds`.

    It and all its children are gone when this returns, also when this is interrupted.
    """
    separate: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        separate = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    else:
        limits = [str(folder), str(MAX_MEMORY), str(2 * MAX_OUTPUT)]
        command = [sys.executable, "-I", "-S", confine.__file__, *limits, *command]
    try:
        process = subprocess.Popen(  # noqa: S603 - every argument is ours
            command,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            **separate,
        )
    except OSError as error:
        raise UnsupportedFormat(f"LibreOffice ({command[0]}) does not start: {error}.") from error
    try:
        output, _nothing = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill_group(process)
    return str(output, "utf-8", errors="replace")


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all its children: soffice starts others and may end before them."""
    if sys.platform == "win32":
        command = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - ours
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all may have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


__all__ = ["find_office", "office_version", "read_office", "to_docx"]
