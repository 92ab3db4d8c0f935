"""Input led by coverage: `python tests/fuzz/guided/harness.py KIND FOLDER [option of libFuzzer …]`; see `make guided`.

FOLDER gathers inputs that reached something new, beginning with whole ones. What ends a run is any exception that the
command line doesn't turn into words, ten seconds for one input, or too much memory.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafter.markup import Segment

sys.path.insert(0, str(Path(__file__).parents[3]))
with atheris.instrument_imports(include=["drafter"]):
    from drafter import yamlfile
    from drafter.batch.sheets import csv_cells
    from drafter.document import Block, Document, Field, Gap, Words
    from drafter.errors import DrafterError
    from drafter.markup import Passage
    from drafter.questions import Point
    from drafter.speech.source import read_speech
    from drafter.template import wire
    from drafter.template.made import Made
    from drafter.template.moulds import Mould
    from drafter.template.values import Answer, Choice, Many, Open, PointView
    from drafter.word import write
    from drafter.word.finish import finished
    from drafter.word.opened import Opened
    from drafter.word.package import pack, unpack
    from drafter.word.store import Origin
    from drafter.word.wml import DOCUMENT
    from tests.fuzz import template
    from tests.fuzz.test_speeches import SPEECH
    from tests.fuzz.test_tables import CSV

_ROOM = tempfile.TemporaryDirectory()
_OPTIONS = ["-timeout=10", "-rss_limit_mb=600", "-max_len=20000"]
_UNIT = Answer("unit", "某市公安局", "某市公安局")
_VALUES = {
    "unit": _UNIT,
    "goal": Open("goal", "目标"),
    "notes": Answer("notes", ("子", "丑"), ("子", "丑")),
    "rules": Many("rules", [Answer("rules.1", "《甲》", "《甲》"), Answer("rules.2", "乙", "乙")]),
    "day": Answer("day", dt.date(2031, 2, 3), "2031年2月3日"),
    "level": Choice("level", "市"),
    "points": Many("points", [PointView(_UNIT, "", Many("points.1", []), Point())]),
}
_PAGE = Document(
    (
        Block("title", (Words("在会上的讲话"),)),
        *(Block("heading", (Field("unit", "甲局"), Gap("", "补")), 1, "一、"), Block("paragraph", (Words("甲"),))) * 2,
    )
)
_WHOLE = unpack(write(_PAGE, origin=Origin("small", "1", "unit: 甲局\n")))


def _yaml(data: bytes) -> None:
    yamlfile.parse(data.decode("utf-8", "surrogateescape"), "x.yaml")


def _wire(data: bytes) -> None:
    with suppress(ValueError):
        parts, _ = wire.written_of(wire.unpacked(data)[1])
        Mould.of(parts, _VALUES)


def _speech(data: bytes) -> None:
    file = Path(_ROOM.name) / "s.txt"
    file.write_bytes(data)
    read_speech(file)


def _csv(data: bytes) -> None:
    list(csv_cells(data, "t.csv"))


def _draft(data: bytes) -> None:
    """A zip as it is, and anything else as the text of a draft that is whole otherwise."""
    document = data if data.startswith(b"PK") else pack({**_WHOLE, DOCUMENT: data})
    opened = Opened(document, "d.docx")
    if opened.store is not None:
        opened.carrying(opened.store)
    finished(document, "d.docx", typed=True)


def _written() -> Iterable[bytes]:
    short, item, notes = Made(("unit",), (("short",),)), Made(("rules", 1), (("quoted",),), 1), Made(("notes",))
    day, heading = Made(("day",), (("date", "月日"),)), Made(("points", 0, "heading"))
    parts: list[Segment] = [
        *(Words("甲"), Field("unit", "市局", short), Field("rules.2", "乙", item), Field("day", "2月3日", day)),
        *(Gap("goal", "目标", Made(("goal",))), Field("unit", "某市公安局", heading)),
        *(Passage("notes", ("子", "丑"), notes), Field("notes", "丑", notes._replace(paragraph=1))),
    ]
    return [wire.packed("written", wire.plain_written(parts, hangs_on_wording=False))]


KINDS: dict[str, tuple[Callable[[bytes], None], Iterable[bytes]]] = {
    "yaml": (_yaml, [template.DEFINITION.encode(), template.ANSWERS.encode()]),
    "wire": (_wire, _written()),
    "speech": (_speech, [SPEECH.encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16")]),
    "csv": (_csv, [CSV.encode(), CSV.encode("utf-16")]),
    "draft": (_draft, [_WHOLE[DOCUMENT], pack(_WHOLE)]),
}


def _main() -> None:
    kind, folder, *options = sys.argv[1:]
    take, whole = KINDS[kind]
    Path(folder).mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(whole):
        (Path(folder) / f"whole{number}").write_bytes(data)

    def tried(data: bytes) -> None:
        with suppress(DrafterError):
            take(data)

    atheris.Setup([sys.argv[0], folder, *_OPTIONS, *options], tried)
    atheris.Fuzz()


if __name__ == "__main__":
    _main()
