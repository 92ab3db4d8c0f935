"""Text of unknown encoding, as Chinese offices have it: UTF-8, UTF-16 or GB18030."""

from __future__ import annotations

import re

from drafter.errors import InputError, Place, Problem

# Byte order marks, with the encoding that follows and its common name.
_MARKED = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
    (b"\x84\x31\x95\x33", "gb18030", "GB18030"),
)
_FIRST_OF_THREE_BYTES = "\u0800"
_UNREADABLE = "\ufffd"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TEXT_TO_CONTROL = 100

_SAVE_TEXT = "用记事本打开，核对后另存，编码选 UTF-8"
_AGAIN = "重新复制或下载一份"


def mark_of(data: bytes) -> bytes:
    """The byte order mark that data begins with, empty if it has none."""
    return next((mark for mark, _, _ in _MARKED if data.startswith(mark)), b"")


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and its encoding: what a byte order mark says; else UTF-8 if all of it is that, else GB18030.

    Line ends become line feeds. InputError, which names the file, for what is spoiled or no text.
    """
    mark, codec, kind = next((known for known in _MARKED if data.startswith(known[0])), (b"", "utf-8", "UTF-8"))
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        if mark or _was_utf8(data):
            raise _spoiled(name, error, f"从这里起不是 {kind} 文字，文件可能不完整", _AGAIN) from error
        text, kind = _gb18030(data, name), "GB18030"
    text = _line_feeds(text)
    _refuse_binary(text, name)
    return text, kind


def _gb18030(data: bytes, name: str) -> str:
    """The text in the national encoding."""
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _spoiled(name, error, "从这里起既不是 UTF-8 也不是 GB18030 文字", _SAVE_TEXT) from error


def _was_utf8(data: bytes) -> bool:
    """Whether data that isn't UTF-8 was so before it was cut or spoiled: GB18030 would read other words in it.

    Text in GB18030 hardly ever has three bytes in a row that UTF-8 takes for a Chinese character.
    """
    text = data.decode("utf-8", "replace")
    bad = text.count(_UNREADABLE)
    good = sum(letter >= _FIRST_OF_THREE_BYTES for letter in text) - bad
    return good > 4 * bad


def _refuse_binary(text: str, name: str) -> None:
    """Raise InputError for what decodes but is no text."""
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls * _TEXT_TO_CONTROL > len(text):
        raise InputError(Problem("这不是文本文件", Place(name), _SAVE_TEXT))


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _spoiled(name: str, error: UnicodeDecodeError, message: str, mend: str) -> InputError:
    """The fault with its line and column, as far as the text above it can be read."""
    *above, last = _line_feeds(error.object[: error.start].decode(error.encoding)).split("\n")
    return InputError(Problem(message, Place(name, len(above) + 1, len(last) + 1), mend))
