"""Commands that are killed: what there was before is whole, what is new is whole, and the next run works."""

from __future__ import annotations

import os
import random
import re
import select
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.faults.breaking import COMMANDS, KILLS, files, kill_at, spread, without_links

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.faults.breaking import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def is_whole(workshop: Workshop, whole: dict[str, bytes]) -> bool:
    """Whether each file is what it was, or what it becomes, and none is gone."""
    now = files(workshop.work)
    odd = [name for name, data in now.items() if data not in (workshop.before.get(name), whole.get(name))]
    return not odd and workshop.before.keys() <= now.keys()


def turnless(names: Iterable[str]) -> set[str]:
    """Names of files without the number of the draft: one that is run again writes the next."""
    return {re.sub(r"第\d+稿", "", name) for name in names}


def second_draft(folder: Path) -> None:
    """Wait for it: the first one is written before other processes begin. What takes a minute will never come."""
    end = time.monotonic() + 60
    while len(list(folder.glob("*.docx"))) < 2:
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_at_any_touch_of_the_disk_leaves_whole_files(workshop: Workshop, command: str) -> None:
    """Killed before each touch of the disk in turn: every file under a final name is whole, and the next run works."""
    touches, whole = workshop.touches(command)
    assert touches > 3
    for number in spread(touches):
        workshop.fresh()
        assert workshop.attempt(command, kill_at(number)) < 0
        assert is_whole(workshop, whole), number
        left = files(workshop.work)
        code = workshop.attempt(command)
        now = files(workshop.work)
        assert code == 0 or (code == 2 and whole.keys() <= left.keys()), (number, workshop.said)
        assert turnless(whole) <= turnless(now)
        assert {name: now[name] for name in left if name not in workshop.before} == {
            name: data for name, data in left.items() if name not in workshop.before
        }


def test_a_kill_on_a_disk_without_hard_links_leaves_whole_files(workshop: Workshop) -> None:
    """The same on a disk where a name can't be taken and filled in one step: nothing is ever empty or half."""
    touches, whole = workshop.touches("new", without_links())
    for number in spread(touches):
        workshop.fresh()
        assert workshop.attempt("new", without_links(kill_at(number))) < 0
        assert is_whole(workshop, whole), number


def test_what_a_killed_run_left_is_swept_when_it_is_old(workshop: Workshop) -> None:
    """Temporary files of an hour ago go with the next run; younger ones, which may be at work, and locks stay."""
    folder = workshop.fresh() / "output"
    old, young, lock = (folder / f".drafter-{name}" for name in ("a1b2c3d4", "e5f6g7h8", "lock"))
    folder.mkdir()
    for path in (old, young, lock):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(lock, (0, 0))
    assert workshop.attempt("new") == 0
    assert (old.exists(), young.exists(), lock.exists()) == (False, True, True)


def test_processes_that_share_the_work_end_with_the_first(workshop: Workshop) -> None:
    """Where the first process of a batch is killed the others end too: none stays behind and holds memory."""
    workshop.fresh()
    rows = "".join(f"××市第{number}分局,2031-02-03\n" for number in range(3000))
    (workshop.work / "表.csv").write_text(f"unit,date\n{rows}", "utf-8")
    mine, theirs = os.pipe()  # it ends when the last process that has it ends
    assert workshop.attempt("batch", killed_after=lambda: second_draft(workshop.work / "output")) < 0
    os.close(theirs)
    assert select.select([mine], [], [], 30) == ([mine], [], [])
    assert os.read(mine, 1) == b""
    os.close(mine)


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_at_any_moment_leaves_whole_files(workshop: Workshop, command: str) -> None:
    """The same for kills from outside, at moments of which nobody knows what they break off."""
    _, whole = workshop.touches(command)
    workshop.fresh()
    began = time.monotonic()
    assert workshop.attempt(command) == 0
    length = time.monotonic() - began
    for _ in range(KILLS):
        workshop.fresh()
        moment = random.uniform(0, length)  # noqa: S311 - no secret
        workshop.attempt(command, killed_after=partial(time.sleep, moment))
        assert is_whole(workshop, whole)
        assert workshop.attempt(command) in {0, 2}, workshop.said
        assert is_whole(workshop, files(workshop.work) | whole)
