"""`drafter finish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.package import unpack
from drafter.word.reader import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome


def test_open_gaps_are_listed_and_nothing_is_written(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """With gaps there is no final copy unless they are allowed; then it stands beside the draft, which is unchanged."""
    drafter("new", "--profile", "group-talk", "--no-input", "--guidance", "comments")
    (draft,) = (workspace / "output").glob("*.docx")
    before = draft.read_bytes()
    refused = drafter("finish", str(draft))
    assert refused.code == 1
    assert "--allow-gaps" in refused.err
    assert list((workspace / "output").iterdir()) == [draft]
    assert drafter("finish", str(draft), "--allow-gaps").code == 0
    final = draft.with_name(draft.name.replace("第1稿", "定稿"))
    assert draft.read_bytes() == before
    assert read_docx(final.read_bytes(), "a") == read_docx(before, "b")
    texts = b"".join(unpack(final.read_bytes()).values())
    assert [word for word in (b"drafter", b"group-talk", b"highlight", b"superiors") if word in texts] == []


def test_a_final_copy_is_never_written_over_another(drafter: Callable[..., Outcome], workspace: Path) -> None:
    """Where the name is taken, or is no .docx, nothing is written."""
    drafter("new", "--profile", "group-talk", "--no-input")
    (draft,) = (workspace / "output").glob("*.docx")
    assert drafter("finish", str(draft), "--allow-gaps", "-o", "a.docx", "--numbers", "typed").code == 0
    first = (workspace / "a.docx").read_bytes()
    again = drafter("finish", str(draft), "--allow-gaps", "-o", "a.docx")
    assert (again.code, again.err.partition("（")[0]) == (1, "a.docx: 已有这个文件，没有覆盖它\n".strip())
    assert (workspace / "a.docx").read_bytes() == first
    assert drafter("finish", str(draft), "-o", "a.txt").code == 2
