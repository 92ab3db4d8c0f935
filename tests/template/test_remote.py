"""A stranger's template renders in a process of its own, to the same as here, and nothing of that process stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.document import Words
from drafter.errors import InputError, Place
from drafter.questions import Point
from drafter.template import remote
from drafter.template.phrases import Phrase
from drafter.template.remote import RemoteRenderer
from drafter.template.render import Renderer
from drafter.template.values import PointView, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PHRASES = {"四个甲": Phrase("四个甲", "提法", "“四个甲”", place=Place("phrases.yaml", 1, 1))}
_SOURCES = {
    "words": "只有字",
    "text": "前{{ unit }}后",
    "gap": "{{ goal }}{{ goal|hint('别的') }}{{ gap('一件事') }}",
    "passage": "{{ notes }}",
    "lists": "{{ rules|join }}{% for d in drives %}{{ d }}{% endfor %}{{ rules|count }}",
    "dates": "{{ day|date('月日') }}{{ day|year_ahead }}{{ later|date }}{{ year|next }}",
    "steering": '{% if guests and level == "市" and "点评" in marks %}{{ level }}{% endif %}',
    "points": "{% for p in points %}{{ p.heading }}{{ p.points|count }}{% endfor %}",
    "phrase": '{{ "四个甲"|phrase }}',
    "include": '{% include "part.j2" %}',
    "signs": "😀 ” 【】 \u3000{{ unit }}",
    "a fault": "上一行\n{% if unit %}是{% endif %}",
    "a fault elsewhere": '{% include "faulty.j2" %}',
    "no such file": '{% include "prat.j2" %}',
    "no such name": "{{ units }}",
    "no such phrase": '{{ "四个乙"|phrase }}',
    "syntax": "{{ unit",
}
_FILES = {"part.j2": "一份{{ unit }}", "faulty.j2": "\n\n{{ goal or unit }}"} | {
    f"{name}.j2": text for name, text in _SOURCES.items()
}
_UNREADABLE = ("文件不是 UTF-8 编码",)
_SLOW = "{% for a in '" + "a" * 900_000 + "' %}{% if 'a' == 'b' %}{% endif %}{% endfor %}"
_LINUX = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")


def _source(name: str) -> tuple[str, Path]:
    return _FILES[name], Path("templates") / name


@pytest.fixture(scope="module")
def worker() -> Iterator[RemoteRenderer]:
    """One worker for many tests, with a deadline that a busy machine keeps."""
    with pytest.MonkeyPatch.context() as given:
        given.setattr(remote, "DEADLINE", 30.0)
        yield RemoteRenderer(_source, _PHRASES, lambda: _FILES)


@pytest.fixture
def own() -> Renderer:
    """The same in this process."""
    return Renderer(_source, _PHRASES, lambda: _FILES)


@pytest.fixture
def all_values(values: dict[str, object]) -> dict[str, object]:
    """One answer of each kind, and points."""
    points = [PointView(Text([Words("子")], "points.1"), "", Text([]), Point("子"))]  # type: ignore[arg-type]
    return {**values, "points": points}


def _come_to(render: Callable[[], object]) -> object:
    """What it renders to, or the faults."""
    try:
        return render()
    except InputError as error:
        return error.problems


@pytest.mark.parametrize("name", _SOURCES)
def test_a_file_comes_to_the_same_in_either_process(
    name: str, worker: RemoteRenderer, own: Renderer, all_values: dict[str, object]
) -> None:
    """Segments, their keys, and faults with place and mend are the same, whichever process renders."""
    here = _come_to(lambda: own.file(f"{name}.j2", all_values))
    assert _come_to(lambda: worker.file(f"{name}.j2", all_values)) == here
    assert here


@pytest.mark.parametrize("name", _SOURCES)
def test_a_short_string_comes_to_the_same_in_either_process(
    name: str, worker: RemoteRenderer, own: Renderer, all_values: dict[str, object]
) -> None:
    """What is written in template.yaml renders to the same, has the same names, and faults at the same place."""
    place = Place("template.yaml", 3, 5)
    text = _SOURCES[name]
    assert _come_to(lambda: worker.text(text, all_values, place)) == _come_to(lambda: own.text(text, all_values, place))
    assert _come_to(lambda: worker.names(text, place)) == _come_to(lambda: own.names(text, place))


def test_a_file_that_cannot_be_read_is_told_of_as_it_is() -> None:
    """What is wrong with a file before it is a template, such as its encoding, is said as without the process."""

    def source(name: str) -> tuple[str, Path]:
        if name == "part.j2":
            raise InputError(*_UNREADABLE)
        return '{% include "part.j2" ignore missing %}', Path(name)

    with pytest.raises(InputError, match="UTF-8"):
        RemoteRenderer(source, {}).file("main.j2", {})


def test_no_process_begins_before_something_is_to_be_rendered() -> None:
    """A renderer alone starts none, nor do other answers; the first text does, and serves for the next ones."""
    renderer = RemoteRenderer(_source, {})
    renderer.begin()
    assert renderer.worker is None
    assert renderer.file("words.j2", {}) == (Words("只有字"),)
    worker = renderer.worker
    assert renderer.names("{{ unit }}", Place("")) == {"unit"}
    assert renderer.worker is worker


def test_a_template_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the deadline the process is ended, the fault names the file, and the next file is rendered by another one."""
    texts = {"slow.j2": _SLOW, "quick.j2": "好"}
    monkeypatch.setattr(remote, "_LOOKING", 0.001)
    renderer = RemoteRenderer(lambda name: (texts[name], Path("templates") / name), {})
    assert renderer.file("quick.j2", {}) == (Words("好"),)
    first = renderer.worker
    assert first
    monkeypatch.setattr(remote, "DEADLINE", 0.01)
    with pytest.raises(InputError) as caught:
        renderer.file("slow.j2", {})
    monkeypatch.undo()
    (problem,) = caught.value.problems
    assert problem.place == Place(str(Path("templates") / "slow.j2"))
    assert "还没有排完，停下了" in problem.message
    assert first.process.poll() is not None
    assert renderer.file("quick.j2", {}) == (Words("好"),)


@pytest.mark.parametrize("harm", [KeyboardInterrupt, "kill"])
def test_a_worker_that_is_broken_off_leaves_nothing(harm: object) -> None:
    """After Ctrl-C, or when the process dies, none is left; drafter goes on, and the next call has a new one."""
    broken = True
    started: list[remote.Worker] = []

    def source(name: str) -> tuple[str, Path]:
        if broken and harm is KeyboardInterrupt:
            raise KeyboardInterrupt
        if broken:
            started[0].process.kill()
        return "好", Path(name)

    renderer = RemoteRenderer(source, {})
    assert renderer.text("{{ 'a' }}", {}, Place("")) == (Words("a"),)
    assert renderer.worker
    started.append(renderer.worker)
    with pytest.raises(KeyboardInterrupt if harm is KeyboardInterrupt else InputError):
        renderer.file("main.j2", {})
    assert started[0].process.poll() is not None
    broken = False
    assert renderer.file("main.j2", {}) == (Words("好"),)


_DONE = """
import drafter.template.worker as worker
def reply(self, *given):
    {}
worker._Service.reply = reply
worker.serve()
"""


@pytest.mark.parametrize(
    "done",
    [
        "open('secret.txt')",
        "import os; os.system('exit')",
        "import socket; socket.socket()",
        "import ctypes",
        "raise SystemExit",
        'return b\'["file", [["words", 3]]]\'',
        "return b'[\"problems\", []]'",
        "return b'{'",
        "return b'[' * 1_000_000",
        "return b' ' * 30_000_000",
        "return b''",
    ],
)
def test_a_template_out_of_the_sandbox_finds_all_doors_shut(monkeypatch: pytest.MonkeyPatch, done: str) -> None:
    """Should a template come to run Python, its process ends at files, programs, network or a reply of its own."""
    setup = "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline())"
    monkeypatch.setattr(remote, "_START", f"{setup}; exec({_DONE.format(done)!r})")
    renderer = RemoteRenderer(_source, {})
    renderer.worker = worker = remote.Worker({})
    with pytest.raises(InputError, match="单独运行模板的进程停了"):
        renderer.file("part.j2", {})
    assert worker.process.poll() is not None
    assert renderer.worker is None


def test_the_worker_is_told_nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither its command line nor its environment tells it anything; a module in the workspace is not taken."""
    seen: dict[str, object] = {}

    class Spy(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, command: list[str], **options: object) -> None:
            seen.update(options, command=command)
            super().__init__(command, **options)  # type: ignore[call-overload]

    monkeypatch.setenv("DRAFTER_SECRET", "x")
    monkeypatch.setattr(subprocess, "Popen", Spy)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jinja2.py").write_text("raise SystemExit", encoding="utf-8")
    assert RemoteRenderer(_source, {}).text("{{ 'a' }}", {}, Place("")) == (Words("a"),)
    assert str(tmp_path) not in str(seen)
    assert "DRAFTER_SECRET" not in str(seen["env"])
    assert seen["command"][0] == sys.executable  # type: ignore[index]


def _is_gone(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


_PARENT = """
import pathlib, sys
from drafter.template.remote import RemoteRenderer
renderer = RemoteRenderer(lambda name: ("好", pathlib.Path(name)), {})
renderer.file("main.j2", {})
print(renderer.worker.process.pid, flush=True)
sys.stdin.readline()
"""


@_LINUX
@pytest.mark.parametrize("end", ["close", signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_drafter(end: str | signal.Signals) -> None:
    """When drafter ends, is interrupted or is killed outright, its worker ends too."""
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        worker = int(parent.stdout.readline())
        assert not _is_gone(worker)
        if isinstance(end, str):
            parent.stdin.close()
        else:
            os.kill(parent.pid, end)
        parent.wait(60)
        patience = 600
        while not _is_gone(worker) and patience:
            time.sleep(0.1)
            patience -= 1
        assert _is_gone(worker)


def test_a_name_in_chinese_ends_no_worker(worker: RemoteRenderer) -> None:
    """A name that Python must look up letters for is unknown like any other, and the process lives on."""
    with pytest.raises(InputError, match="没有“单位”这个问题"):
        worker.text("{{ 单位 }}", {}, Place("a"))
