"""Files that only LibreOffice can read, turned into .docx by it: with settings of its own, for a limited time."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from drafter.errors import InputError, Place, Problem

_FILTER = "docx:MS Word 2007 XML"
_LIMIT = 50 * 1024 * 1024
# Where LibreOffice lies on systems that don't put it on the path.
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# No macros run, and nothing is fetched from elsewhere.
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
_SAVE_AS = "用 Word 或 WPS 打开，另存为 .docx"


def as_docx(data: bytes, ending: str, path: str, seconds: float) -> bytes:
    """The .docx that LibreOffice makes of a file; `ending` tells it what the file is.

    InputError, which names `path`, where LibreOffice is missing, can't read the file or takes more than `seconds`.
    """
    program = office_program()
    if not program:
        raise _error(path, f"读 {ending} 文件要用 LibreOffice，这台电脑上没有", _SAVE_AS)
    with tempfile.TemporaryDirectory(prefix="drafter-", ignore_cleanup_errors=True) as folder:
        home, source, made = Path(folder, "home"), Path(folder, f"speech{ending}"), Path(folder, "made")
        (home / "user").mkdir(parents=True)
        (home / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source.write_bytes(data)
        options = [f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore", "--convert-to", _FILTER]
        if not _run([program, *options, "--outdir", str(made), str(source)], seconds):
            raise _error(path, f"LibreOffice 用了 {seconds:g} 秒还没有读完，已停下", _SAVE_AS)
        try:
            with (made / "speech.docx").open("rb") as file:
                return file.read(_LIMIT)
        except OSError as error:
            raise _error(path, "LibreOffice 打不开这个文件，可能有密码，或已损坏", _SAVE_AS) from error


def office_program() -> str:
    """LibreOffice's path, empty where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).is_file()), "")


def _run(command: list[str], seconds: float) -> bool:
    """Run a program until it ends or its time is up; whether it ended. What it started ends with it."""
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that was found, and paths of our own
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return True  # it made no file, which is all that counts
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            _stop(process)
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603, S607
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _error(path: str, message: str, mend: str) -> InputError:
    """What is wrong with the file, and what to do."""
    return InputError(Problem(message, Place(path), mend))
