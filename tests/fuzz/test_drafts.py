"""Drafts that come back from whatever program."""

from __future__ import annotations

import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from drafter.drafting import draft
from drafter.errors import InputError
from drafter.layers import merge, read_settings
from drafter.living.origin import origin_of
from drafter.template import open_template
from drafter.word import write
from drafter.word.opened import Opened
from drafter.word.package import unpack
from drafter.word.wml import parse
from tests.fuzz.documents import spoiled_documents
from tests.fuzz.grammar import NOISE
from tests.fuzz.template import KEYS, workspace
from tests.fuzz.trying import fuzzed
from tests.word.conftest import faults

if TYPE_CHECKING:
    from tests.fuzz.trying import Trial


LOOKED_AT = 8
"""One spoiled draft in so many is held against the rules of Word: that takes longer than all that is done with it."""


def is_sound(document: bytes) -> bool:
    """Whether a draft came back as Word itself would write it."""
    try:
        Opened(document, "d.docx").check()
        return _links(document) >= _links(whole()["draft"]) and faults(document) == []
    except (InputError, ArithmeticError):  # the rules themselves fall over a number that is none
        return False


def _links(document: bytes) -> set[tuple[str | None, ...]]:
    """What each part says of others: Word goes by this, where its rules find some of them by their names alone."""
    found = ((name, each) for name, part in unpack(document).items() if name.endswith(".rels") for each in parse(part))
    return {(name, *map(each.get, ("Type", "Target", "TargetMode"))) for name, each in found}


@cache
def whole() -> dict[str, bytes]:
    """A draft as it was written, with guidance in comments."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in workspace().items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(text), "utf-8")
        template = open_template("small", Path(folder))
        settings = ("unit=××市公安局", "date=2031-02-03", "rules=《甲》；乙", "guests=是", "results=成效。")
        values = merge([read_settings(settings)], template.definition.questions, lambda _: ()).values
        made = draft(template, values)
        return {"draft": write(made.document, comments=True, origin=origin_of(template, values, frozenset()))}


DRAFTS = st.deferred(lambda: spoiled_documents(whole()) | st.just(whole()["draft"]))


@fuzzed
@given(DRAFTS, st.sampled_from(KEYS), NOISE | st.just("丙局"))
def test_no_draft_breaks_what_goes_on_with_it(trial: Trial, document: bytes, key: str, text: str) -> None:
    """A draft in whatever state is looked through, updated, finished, a sound one soundly, or refused in words."""
    sound = document == whole()["draft"] or (zlib.crc32(document) % LOOKED_AT == 0 and is_sound(document))
    trial.put(workspace(**{"d.docx": document}))
    path, here = f"{trial.workspace}/d.docx", ("--workspace", str(trial.workspace))
    trial.run("gaps", path)
    trial.run("update", path, f"--set={key}={text}", *here, schema=sound)
    trial.run("finish", path, "--allow-gaps", "--accept-changes", "--numbers=typed", schema=sound)
    trial.run("profile", "save", "p", "--from", path, *here)
