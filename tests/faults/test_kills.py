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
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.breaking import Workshop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def is_whole(workshop: Workshop, whole: dict[str, bytes]) -> bool:
    """Whether each file is what it was, or what it becomes, and none is gone."""
    now = files(workshop.work)
    becomes = {turnless(name): data for name, data in whole.items()}
    odd = [name for name, data in now.items() if data not in (workshop.before.get(name), becomes.get(turnless(name)))]
    return not odd and workshop.before.keys() <= now.keys()


def turnless(name: str) -> str:
    """The name of a file without the number of the draft: one that is run again writes the next."""
    return re.sub(r"第\d+稿", "", name)


def runs_again(workshop: Workshop, command: str, whole: dict[str, bytes]) -> None:
    """After a kill the command does what it does, once more where it had done it already; nothing there changes."""
    left = files(workshop.work)
    code = workshop.attempt(command)
    now = files(workshop.work)
    assert code == 0 or (code == 2 and whole.keys() <= left.keys()), workshop.said
    assert {turnless(name) for name in whole} <= {turnless(name) for name in now}
    assert is_whole(workshop, whole)
    new = left.keys() - workshop.before.keys()
    assert {name: now.get(name) for name in new} == {name: left[name] for name in new}


def drafts(folder: Path, wanted: int) -> None:
    """Wait until so many are there. What takes a minute will never come."""
    end = time.monotonic() + 60
    while len(list(folder.glob("*.docx"))) < wanted:
        assert time.monotonic() < end
        time.sleep(0.01)


def slowly(told: int) -> Callable[[int, str], None]:
    """Take long to write, so that a kill hardly ever falls between two files, and tell this pipe which process does."""

    def act(_: int, event: str) -> None:
        if event == "drafter.write":
            os.write(told, b"%d\n" % os.getpid())
            time.sleep(0.005)

    return act


def written(pipe: int) -> bytes:
    """What is written into a pipe, until the last process that has it ends."""
    said: list[bytes] = []
    while not said or said[-1]:
        assert select.select([pipe], [], [], 30)[0] == [pipe]
        said.append(os.read(pipe, 4096))
    os.close(pipe)
    return b"".join(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_kill_at_any_touch_of_the_disk_leaves_whole_files(workshop: Workshop, command: str) -> None:
    """Killed before each touch of the disk in turn: every file under a final name is whole, and the next run works."""
    touches, whole = workshop.touches(command)
    assert touches > 3
    for number in spread(touches):
        workshop.fresh()
        assert workshop.attempt(command, kill_at(number)) < 0
        assert is_whole(workshop, whole), number
        runs_again(workshop, command, whole)


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


def test_a_kill_while_all_cores_write_leaves_whole_files_and_no_process(workshop: Workshop) -> None:
    """Where the first process of a batch is killed the others end too, all files are whole, the next run goes on."""
    table = "unit,date\n" + "".join(f"××市第{number}分局,2031-02-03\n" for number in range(60))
    (workshop.fresh() / "表.csv").write_text(table, "utf-8")
    assert workshop.attempt("batch") == 0
    whole = files(workshop.work)
    for _ in range(KILLS):
        (workshop.fresh() / "表.csv").write_text(table, "utf-8")
        number = random.randint(2, 30)  # noqa: S311 - no secret; the first is written before other processes begin
        mine, theirs = os.pipe()
        workshop.attempt("batch", slowly(theirs), killed_after=partial(drafts, workshop.work / "output", number))
        os.close(theirs)
        assert len(set(written(mine).split())) >= min(2, os.cpu_count() or 1)
        assert is_whole(workshop, whole)
        runs_again(workshop, "batch", whole)
        assert files(workshop.work) == whole


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
        runs_again(workshop, command, whole)
