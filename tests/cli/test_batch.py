"""`drafter batch`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.batch import making
from drafter.files import write_atomic
from drafter.word.opened import Opened
from drafter.word.wml import DOCUMENT
from drafter.zipped import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

PROJECT = Path(__file__).resolve().parents[2]
TABLE = "单位全称,会议日期,述责述廉人数\n××市公安局,2030-01-15,12\n××县公安局,2030-01-16,9\n"


@pytest.fixture
def batch(drafter: Callable[..., Outcome], workspace: Path) -> Callable[..., Outcome]:
    """A batch of a table in this text."""

    def run(text: str, *options: str, template: str = "accountability-meeting") -> Outcome:
        (workspace / "表.csv").write_text(text, encoding="utf-8")
        return drafter("batch", template, "--answers", "表.csv", *options)

    return run


def drafts(folder: Path) -> dict[str, str]:
    """The text of each draft by its file's name."""
    return {
        path.name: "\n".join(line.text for line in Opened(path.read_bytes(), path.name).lines)
        for path in sorted(folder.glob("*"))
    }


def test_each_row_becomes_a_draft_with_its_answers(batch: Callable[..., Outcome], workspace: Path) -> None:
    """There is a file for each row, named by its title, that holds the row's answers."""
    done = batch(TABLE)
    assert done.code == 0
    assert "写好2份" in done.out
    found = drafts(workspace / "output")
    assert list(found) == [
        "在××县公安局2029年度领导干部述责述廉大会上的讲话.docx",
        "在××市公安局2029年度领导干部述责述廉大会上的讲话.docx",
    ]
    assert all("（2030年1月16日）" in text for name, text in found.items() if "县" in name)


def test_the_table_of_the_manual_is_taken(batch: Callable[..., Outcome]) -> None:
    """What the manual shows as a table of answers is one."""
    _, _, after = (PROJECT / "docs" / "manual.zh-CN.md").read_text(encoding="utf-8").partition("## 照一张表起草")
    heads, _, *rows = re.findall(r"^\| (.*) \|$", after.partition("\n## ")[0], re.MULTILINE)
    table = "\n".join(line.replace(" | ", ",") for line in (heads, *rows))
    done = batch(table, "--name", "{unit}讲话稿")
    assert (done.code, done.err) == (0, "")
    assert f"写好{len(rows)}份" in done.out


def test_the_same_draft_as_drafter_new_writes(
    batch: Callable[..., Outcome], drafter: Callable[..., Outcome], workspace: Path
) -> None:
    """A row with a profile below it gives byte for byte what `new` gives with the same answers."""
    assert batch("unit\n××市公安局\n", "--profile", "accountability-meeting", "--name", "{row}").code == 0
    arguments = ("new", "--profile", "accountability-meeting", "--no-input", "--guidance", "none")
    assert drafter(*arguments, "--set", "unit=××市公安局", "--output", "一.docx").code == 0
    assert (workspace / "output" / "2.docx").read_bytes() == (workspace / "一.docx").read_bytes()


def test_run_again_it_writes_only_what_is_not_there(batch: Callable[..., Outcome], workspace: Path) -> None:
    """A batch that was broken off goes on: drafts of the same answers stay as they are, edited or not."""
    batch(TABLE)
    gone, kept = sorted((workspace / "output").iterdir())
    parts = unpack(kept.read_bytes())
    before = pack(parts | {DOCUMENT: parts[DOCUMENT].replace("同志们".encode(), "同事们".encode())})
    kept.write_bytes(before)
    gone.unlink()
    again = batch(TABLE)
    assert (again.code, "写好1份，早已写好1份" in again.out) == (0, True)
    assert kept.read_bytes() == before
    assert gone.exists()


def test_a_draft_of_other_answers_is_not_taken_for_the_one_to_be_written(
    batch: Callable[..., Outcome], workspace: Path
) -> None:
    """Where a row's answers changed since, the draft that lies there stays, and the row is told."""
    batch(TABLE, "--name", "{row}")
    before = drafts(workspace / "output")
    again = batch(TABLE.replace("12", "13"), "--name", "{row}")
    assert (again.code, again.err.splitlines()) == (
        1,
        ["表.csv:2: 已有另一份 2.docx，不覆盖（换文件夹（--output）或文件名（--name））"],
    )
    assert drafts(workspace / "output") == before


@pytest.mark.skipif(sys.platform == "win32", reason="a signal for a group of processes is Unix's")
def test_a_broken_off_batch_tells_how_many_drafts_are_there(workspace: Path) -> None:
    """After Ctrl-C as many drafts are told as lie there, whoever wrote them; run again, it writes the rest."""
    rows = 1500
    (workspace / "表.csv").write_text("unit\n" + "××市分局\n" * rows, encoding="utf-8")
    command = [sys.executable, "-m", "drafter", "batch", "group-talk", "--answers", "表.csv", "--name", "{row}"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, cwd=workspace, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        while not (workspace / "output" / "100.docx").exists():
            assert running.poll() is None
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        said = running.communicate()[1]
    there = len(list((workspace / "output").glob("*.docx")))
    assert (running.returncode, there < rows) == (130, True), said
    assert re.findall(r"写好(\d+)份，再运行一次接着写", said) == [str(there)]
    again = subprocess.run(command, cwd=workspace, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    assert f"写好{rows - there}份，早已写好{there}份" in again.stdout


def test_another_file_of_that_name_is_never_overwritten(batch: Callable[..., Outcome], workspace: Path) -> None:
    """A file that is no draft of this row is told with the row, and nothing is written."""
    (workspace / "output").mkdir()
    mine = workspace / "output" / "甲3.docx"
    mine.write_bytes(b"mine")
    done = batch(TABLE, "--name", "甲{row}")
    assert (done.code, done.out) == (1, "")
    assert "表.csv:3: 已有另一份 甲3.docx，不覆盖" in done.err
    assert [path.read_bytes() for path in (workspace / "output").iterdir()] == [b"mine"]


def test_an_empty_file_is_written_anew(batch: Callable[..., Outcome], workspace: Path) -> None:
    """What a batch left empty when the power failed is made again."""
    (workspace / "output").mkdir()
    (workspace / "output" / "2.docx").touch()
    assert batch(TABLE, "--name", "{row}").code == 0
    assert len(drafts(workspace / "output")) == 2


FAULTY = TABLE + "××区公安局,2030-02-30,7\n××州公安局,2030-01-02,7,多的\n××市公安局,2030-03-01,8\n"


def test_all_faulty_rows_are_told_before_anything_is_written(batch: Callable[..., Outcome], workspace: Path) -> None:
    """Each fault has its row and column; rows that would have the same file are faulty too."""
    done = batch(FAULTY)
    assert (done.code, done.out) == (1, "")
    assert [line.partition("（")[0] for line in done.err.splitlines()] == [
        "表.csv:4:2: 会议日期：没有“2030-02-30”这一天",
        "表.csv:5:4: 这一格上面没有写问题：多的",
        "表.csv:6: 和第2行同名：在××市公安局2029年度领导干部述责述廉大会上的讲话.docx",
    ]
    assert not (workspace / "output").exists()


def test_keep_going_writes_the_other_rows(batch: Callable[..., Outcome], workspace: Path) -> None:
    """With --keep-going faulty rows are passed over and told, and the exit code says so."""
    done = batch(FAULTY, "--keep-going")
    assert (done.code, "写好2份，跳过3行" in done.out) == (1, True)
    assert len(list((workspace / "output").iterdir())) == 2
    assert "表.csv:4:2" in done.err


def test_settings_stand_over_the_table_and_the_table_over_the_profile(
    batch: Callable[..., Outcome], workspace: Path
) -> None:
    """The order of layers is the profile, the row, --set."""
    options = ("--profile", "accountability-meeting", "--name", "{unit}", "--set", "speaker=某某")
    assert batch("unit,speaker\n××市公安局,甲\n", *options).code == 0
    (text,) = drafts(workspace / "output").values()
    assert "某某" in text
    assert "××市公安局" in text


@pytest.mark.parametrize("name", ["../../{unit}", "{unit}/a", "con"])
def test_no_pattern_leaves_its_folder(batch: Callable[..., Outcome], workspace: Path, name: str) -> None:
    """Whatever a pattern or an answer holds, the draft lies in the folder under a name that every system takes."""
    assert batch("unit\n../../甲\n", "--name", name).code == 0
    (path,) = (workspace / "output").iterdir()
    assert path.suffix == ".docx"


def test_a_place_in_a_name_that_is_no_question_is_told(batch: Callable[..., Outcome]) -> None:
    """A wrong key in --name is answered with the nearest."""
    done = batch(TABLE, "--name", "{unti}")
    assert (done.code, "相近的有：unit" in done.err) == (2, True)


def test_many_rows_go_to_all_cores_and_come_back_in_order(batch: Callable[..., Outcome], workspace: Path) -> None:
    """Rows enough for several processes give as many files, each with its own answer."""
    table = "unit\n" + "".join(f"第{number}分局\n" for number in range(1, 31))
    assert batch(table, "--name", "{row}", template="group-talk").code == 0
    found = drafts(workspace / "output")
    assert len(found) == 30
    assert all(f"第{int(name.removesuffix('.docx')) - 1}分局" in text for name, text in found.items())


def test_what_a_profile_gives_of_last_time_is_told_once(batch: Callable[..., Outcome]) -> None:
    """A date gone by, and answers that should be new each time, are told for what the table doesn't fill."""
    profile = ("--profile", "accountability-meeting", "--name", "{row}")
    done = batch("单位全称\n××市公安局\n××县公安局\n", *profile, "--output", "一")
    assert done.code == 0
    assert done.err.count("请核对：") == done.err.count("“会议日期”是2026年1月15日，早于今天") == 1
    assert "沿用了档案里上次的答案，须改成这次的：会议日期、" in done.out
    filled = batch("单位全称,会议日期\n××市公安局,2090-01-15\n", *profile, "--output", "二")
    assert ("会议日期" in filled.out, "会议日期" in filled.err) == (False, False)


def test_a_row_that_is_passed_over_takes_no_name(batch: Callable[..., Outcome], workspace: Path) -> None:
    """A sound row is written under the name that a faulty one would have had."""
    done = batch("unit,date\n××局,2030-01-15,多\n××局,2030-01-16\n", "--keep-going", "--name", "{unit}")
    assert (done.code, "写好1份，跳过1行" in done.out) == (1, True)
    assert "（2030年1月16日）" in drafts(workspace / "output")["××局.docx"]


def test_a_name_may_have_labels_for_its_places(batch: Callable[..., Outcome], workspace: Path) -> None:
    """A pattern takes what the heads of a table take."""
    assert batch(TABLE, "--name", "{row}{单位全称}").code == 0
    assert sorted(drafts(workspace / "output")) == ["2××市公安局.docx", "3××县公安局.docx"]


def test_a_folder_that_takes_nothing_is_told_once(batch: Callable[..., Outcome], workspace: Path) -> None:
    """Where one draft can't be written, no other is tried, and what to do is told."""
    (workspace / "占").write_text("", encoding="utf-8")
    done = batch("unit\n" + "××局\n" * 40, "--name", "{row}", "--output", "占", template="group-talk")
    assert (done.code, len(done.err.splitlines())) == (1, 2)
    assert "写不进去" in done.err
    assert "写好0份，改好后再运行一次接着写" in done.err


@pytest.mark.parametrize("what", ["the same draft", "another file"])
def test_a_file_that_another_process_writes_meanwhile(
    what: str, batch: Callable[..., Outcome], workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The very draft that was to be written is taken for done; another file stays, and is told with the row."""
    batch(TABLE, "--name", "{row}", "--output", "早")
    theirs = (workspace / "早" / "3.docx").read_bytes() if what == "the same draft" else b"theirs"
    there = workspace / "output" / "3.docx"

    def write_after_them(path: Path, data: bytes, **options: bool) -> None:
        if path.name == there.name:
            there.write_bytes(theirs)
        write_atomic(path, data, **options)

    monkeypatch.setattr(making, "write_atomic", write_after_them)
    done = batch(TABLE, "--name", "{row}")
    assert there.read_bytes() == theirs
    said = {
        "the same draft": (0, "写好1份，早已写好1份", ""),
        "another file": (1, "写好1份，跳过1行", "表.csv:3: 已有另一份 3.docx"),
    }
    code, out, err = said[what]
    assert (done.code, out in done.out, err in done.err) == (code, True, True)


def test_two_batches_at_once_share_the_work(workspace: Path) -> None:
    """Of two that write the same drafts into one folder neither overwrites or refuses what the other wrote."""
    (workspace / "表.csv").write_text("unit\n" + "××市分局\n" * 60, encoding="utf-8")
    command = [sys.executable, "-m", "drafter", "batch", "group-talk", "--answers", "表.csv", "--name", "{row}"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    both = [subprocess.Popen(command, cwd=workspace, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate()[1], one.returncode) for one in both] == [(b"", 0), (b"", 0)]
    assert len(drafts(workspace / "output")) == 60
