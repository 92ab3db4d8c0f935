"""Layouts, in YAML and taken from a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from drafter.document import Document
from drafter.word import write
from tests.fuzz.documents import spoiled_documents
from tests.fuzz.grammar import YAML, soup, spoiled
from tests.fuzz.template import workspace
from tests.fuzz.trying import fuzzed

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial

WHOLE = """\
name: 本单位
extends: gbt9704
page: {width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26, number_gap: 7}
grid: {lines: 22, characters: 28}
numbers: auto
title: {font: 黑体, size: 22, align: center, after: 1, spacing: -1}
byline: {align: right, place: end}
body: {font: 仿宋, latin: Arial, size: 16, first_line: 2, left: 1}
heading1: {place: line, bold: yes}
heading3: {place: run-in}
number: {font: 宋体, align: outside, indent: 1, form: — 1 —}
live: yes
substitutes: {仿宋: [黑体, 宋体]}
"""
ENTRIES = (
    "name extends page grid numbers title byline salutation body heading1 heading4 number live substitutes font size"
)
VALUES = [
    "0",
    "-5",
    "5",
    "100",
    "1e5",
    "nan",
    "gbt9704",
    "lectern",
    "l",
    "auto",
    "typed",
    "outside",
    "run-in",
    "left",
    "justify",
]
WORDS = [
    *YAML,
    *VALUES,
    *(f"{entry}: " for entry in ENTRIES.split()),
    "{lines: 1, ",
    "{width: 450, ",
    "pitch: ",
    "right: ",
]
DOCUMENT = write(Document(()))


@fuzzed
@given(spoiled([WHOLE], WORDS) | soup(WORDS))
def test_no_layout_breaks_a_draft(trial: Trial, layout: str) -> None:
    """A layout in whatever state makes a whole draft or is refused in words."""
    trial.put(workspace(l_yaml=layout, layouts__l_yaml=layout))
    here = ("--workspace", str(trial.workspace))
    for name in (f"{trial.workspace}/l.yaml", "l"):
        trial.run("new", "small", "--no-input", "--layout", name, *here)


@fuzzed
@given(spoiled_documents({"empty": DOCUMENT}))
def test_no_document_breaks_what_takes_it_for_a_layout(trial: Trial, document: bytes) -> None:
    """A Word file in whatever state gives its layout or is refused in words."""
    trial.put(workspace(**{"l.docx": document}))
    here = ("--workspace", str(trial.workspace))
    trial.run("layout", "show", f"{trial.workspace}/l.docx", *here)
    trial.run("new", "small", "--no-input", "--layout", f"{trial.workspace}/l.docx", *here)
