"""Tables of answers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.documents import OF_SHEETS, spoiled_documents
from tests.fuzz.grammar import YAML, soup, spoiled
from tests.fuzz.template import KEYS, workspace
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

CSV = 'unit,date,level,rules\n××市公安局,2031-02-03,市,《甲》、乙\n××县公安局,2031年2月4日,县,"丙\n丁"\n'
CELLS = [
    *KEYS,
    *",;\t\n\"'",
    "\r\n",
    "2031-02-30",
    "=1+1",
    "市",
    "单位",
    "=HYPERLINK(1)",
    "../../x",
    "con",
    "甲" * 200,
    "{row}",
]
ROWS = "rows:\n- {unit: 甲局, date: 2031-02-03}\n- unit: 乙局\n  rules: [丙, 丁]\n"
NAMES = st.just("{row}") | soup(
    ["{unit}", "{row}", "{title}", "{", "}", "../", "\\", "con", ".docx", "\n", "{date}"], 4
)


def sheet(*rows: list[str | float | None]) -> bytes:
    """A table in .xlsx with these rows under the keys."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["unit", "date", "level"])
    for row in rows:
        page.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SHEETS = {
    "sound": sheet(["甲局", "2031-02-03", "市"], ["乙局", "2031年2月4日", None]),
    "of each kind of cell": sheet(["甲局", "2031-02-03", "市"], ["=1+1", 3.0, True], [None, "乙", 1e300]),
}


def tried(trial: Trial, table: str, data: bytes | str, name: str) -> None:
    """Draft from a table."""
    trial.put(workspace(**{table: data}))
    output = f"--output={trial.workspace}/out"
    options = ("--keep-going", f"--name={name}", output, "--workspace", str(trial.workspace))
    trial.run("batch", "small", "--answers", f"{trial.workspace}/{table}", *options)
    assert {path.parent.name for path in trial.workspace.rglob("*.docx")} <= {"out"}


@fuzzed
@given(spoiled([CSV], CELLS) | soup(CELLS), st.sampled_from(["utf-8", "gb18030", "utf-16"]), NAMES)
def test_no_csv_breaks_a_batch(trial: Trial, text: str, encoding: str, name: str) -> None:
    """A .csv in whatever state gives drafts in the folder asked for, or is refused in words."""
    tried(trial, "t.csv", text.encode(encoding, "replace"), name)


@fuzzed
@given(spoiled([ROWS], [*YAML, *KEYS, "\n- ", "rows: "]))
def test_no_yaml_breaks_a_batch(trial: Trial, text: str) -> None:
    """The same for YAML."""
    tried(trial, "t.yaml", text, "{row}")


@fuzzed
@given(spoiled_documents(SHEETS, OF_SHEETS))
def test_no_xlsx_breaks_a_batch(trial: Trial, data: bytes) -> None:
    """The same for .xlsx."""
    tried(trial, "t.xlsx", data, "{row}")
