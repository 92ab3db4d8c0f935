"""`drafter profile edit`: a copy of a profile in the user's editor, checked before it takes the profile's place."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from drafter.cli.arguments import Argument, command
from drafter.cli.command import WORKSPACE, asked
from drafter.cli.given import given_layers, lay
from drafter.errors import DrafterError, InputError, Place, Problem, UsageError
from drafter.files import read_bytes, read_text
from drafter.profiles.keeping import own_profile, replace
from drafter.profiles.reading import checked
from drafter.records import dataclass
from drafter.template.catalog import Catalog
from drafter.yamlfile import parse

_ABOUT = """用编辑器改一份会议档案：打开的是一份副本，关掉编辑器后先查，没有错才换下原来的，原来的留作 .yaml.bak。

编辑器由环境变量 VISUAL 或 EDITOR 定；没有定的，Windows 用记事本，别的系统用 vi。"""
_MEANWHILE = "编辑的时候，别处也改了这份档案"
_ALL_GONE = "里面一个答案也没有了"
_CHOICES = {"1": "回编辑器再改（直接回车也是）", "2": "就这样存，错处以后再改", "3": "不存，档案还是原来的"}


@command(
    _ABOUT,
    Argument("profile", "档案"),
    WORKSPACE,
)
def edit_command(profile: str, workspace: Path) -> None:
    """Edit one, until it is right or the user has decided."""
    path = own_profile(profile, workspace)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            Problem("这里不是终端，没法打开编辑器", Place(str(path)), "用 drafter profile save 改，或直接改这个文件")
        )
    before = read_bytes(path)
    edited = _Edited(path, workspace, Path(tempfile.mkdtemp(prefix="drafter-")) / path.name, before)
    try:
        edited.copy.write_bytes(edited.before)
        said = edited.settle()
    except BaseException:
        if edited.holds_more():
            print(f"没有存，改过的一份还在：{edited.copy}", file=sys.stderr)
        else:
            edited.forget()
        raise
    edited.forget()
    print(said)


@dataclass(slots=True)
class _Edited:
    """A profile, the copy that is edited, and what the profile was before."""

    path: Path
    workspace: Path
    copy: Path
    before: bytes

    def settle(self) -> str:
        """Edit, check and ask until the profile is replaced or left as it was; says what came of it."""
        choice = "1"
        while choice == "1":
            _open_editor(self.copy)
            if not self.copy.is_file():
                raise InputError(Problem("编辑器关了以后副本不见了，没有存", Place(str(self.path)), "档案还是原来的"))
            data = read_bytes(self.copy)
            if data == self.before:
                return "没有改动。编辑器没等关掉就返回的，EDITOR 里加上等待的选项，如 code --wait。"
            problems = self._problems()
            if not problems and replace(self.path, data, self.before):
                return f"已存：{self.path}"
            for problem in problems or [Problem(_MEANWHILE, Place(str(self.path)), "就这样存，别处改的留作 .yaml.bak")]:
                print(str(problem), file=sys.stderr)
            choice = _choose()
        if choice == "3":
            return "没有存，档案还是原来的。"
        replace(self.path, data)
        return f"已存：{self.path}"

    def holds_more(self) -> bool:
        """Whether the copy is there and holds anything that the profile has not."""
        if not self.copy.is_file():
            return False
        is_longer = self.copy.stat().st_size > len(self.before)
        return is_longer or not self.before.startswith(self.copy.read_bytes())

    def forget(self) -> None:
        """Take the copy away, with whatever the editor left beside it."""
        shutil.rmtree(self.copy.parent, ignore_errors=True)

    def _problems(self) -> list[Problem]:
        """All that is wrong with the copy for any of its templates, at the places where the profile would have it."""
        catalog = Catalog.of(self.workspace)
        try:
            layer, faults = checked(parse(read_text(self.copy), str(self.path)), self.path, self.workspace)
        except InputError as error:
            return list(error.problems)
        # templates that know the same question tell of the same fault with hints of their own
        found = {(fault.place, fault.message): fault for fault in faults}
        for name in layer.templates or catalog.names():
            try:
                questions = catalog.definition(catalog.folder(name)).questions
                lay(given_layers(layer, None, (), self.workspace), questions, self.workspace)
            except DrafterError as error:
                found = {**{(fault.place, fault.message): fault for fault in error.problems}, **found}
        if not found and not layer.answers.entries:
            return [Problem(_ALL_GONE, Place(str(self.path)), "不要这份档案了，就用 drafter profile remove")]
        return sorted(found.values(), key=lambda fault: fault.place or Place(""))


def _open_editor(path: Path) -> None:
    """Open the user's editor and wait until it is closed. InputError where it can't be started or fails."""
    usual = "notepad" if os.name == "nt" else "vi"
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual
    try:
        words = [word.strip('"') for word in shlex.split(command, posix=os.name != "nt")]
        subprocess.run([*words, str(path)], check=True)  # noqa: S603 - the user's own editor
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        raise InputError(
            Problem(f"编辑器没有正常打开或退出：{command}", mend="环境变量 EDITOR 写成一个能用的编辑器")
        ) from error


def _choose() -> str:
    """Ask what to do with a copy that has faults."""
    print("\n".join(["怎么办？", *(f"  {key} {text}" for key, text in _CHOICES.items())]))
    answer = ""
    while answer not in _CHOICES:
        answer = asked("选 1、2 或 3", "1", "已中断，没有存")
    return answer
