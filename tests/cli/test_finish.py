"""`drafter finish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.word.package import unpack
from drafter.word.reader import read_docx
from drafter.word.wml import make

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.etree import _Element

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


def test_hidden_text_is_somebodys_to_decide(
    drafter: Callable[..., Outcome], workspace: Path, edited: Callable[..., bytes]
) -> None:
    """With hidden text there is no final copy unless it may go; then it is listed as gone."""

    def hide(root: _Element) -> None:
        run = make("r", make("rPr", make("vanish")), make("t"))
        run[-1].text = "私下的话"
        root[0][3].append(run)

    drafter("new", "--profile", "group-talk", "--no-input", "--output", "a.docx")
    draft = workspace / "a.docx"
    draft.write_bytes(edited(draft.read_bytes(), hide))
    refused = drafter("finish", "a.docx", "--allow-gaps")
    assert (refused.code, "隐藏文字　私下的话" in refused.err, "--drop-hidden" in refused.err) == (1, True, True)
    assert not (workspace / "a（定稿）.docx").exists()
    done = drafter("finish", "a.docx", "--allow-gaps", "--drop-hidden")
    assert (done.code, "隐藏文字，已去掉：私下的话" in done.out) == (0, True)
    assert "私下的话" not in "".join(read_docx((workspace / "a（定稿）.docx").read_bytes(), "a"))
