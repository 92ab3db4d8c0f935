"""`drafter batch`."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from drafter.word.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

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
    before = kept.read_bytes()
    gone.unlink()
    again = batch(TABLE)
    assert (again.code, "写好1份，早已写好1份" in again.out) == (0, True)
    assert kept.read_bytes() == before
    assert gone.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a signal for a group of processes is Unix's")
def test_a_broken_off_batch_tells_how_many_drafts_are_there(workspace: Path) -> None:
    """After Ctrl-C as many drafts are told as lie there, whoever wrote them; run again, it writes the rest."""
    rows = 3000
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
