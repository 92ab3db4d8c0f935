"""Zips that somebody else made, or damaged: what they are looked over for, and what reading them may raise."""

from __future__ import annotations

import struct
import zipfile
import zlib

LISTED = b"PK\1\2"
"""What each line in the list of a zip begins with (PKWARE's APPNOTE 6.3.10, 4.3.12)."""

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError, OverflowError),
    *(RuntimeError, ValueError),
)
"""All that reading one may raise."""
