"""Files that are never half written, and names that every system accepts."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.errors import InputError
from drafter.files import is_plain_name, locked, read_text, safe_name, shipped, write_atomic, write_next
from drafter.reasons import reason

posix = pytest.mark.skipif(os.name != "posix", reason="file modes and limits of POSIX")


def _run(code: str, *arguments: str, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


def _printed(code: str, *arguments: str) -> str:
    output, _ = _run(code, *arguments).communicate(timeout=60)
    return str(output).strip()


@pytest.mark.parametrize("kind", ["templates", "profiles"])
def test_what_travels_with_drafter_is_found(kind: str) -> None:
    """The shipped templates and profiles are found wherever drafter is installed."""
    assert list(shipped(kind).rglob("*.yaml"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("在大会上的讲话", "在大会上的讲话"),
        ("讲话.v2.docx", "讲话.v2.docx"),
        ("../../etc/passwd", "etcpasswd"),
        ('a\\b/c:d*e?f"g<h>i|j', "abcdefghij"),
        ("第一行\n第二行", "第一行 第二行"),
        ("  讲话 . ", "讲话"),
        ("讲话...", "讲话"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("com1", "_com1"),
        ("COM¹.docx", "_COM¹.docx"),
        ("con .txt", "_con .txt"),
        ("CONIN$", "_CONIN$"),
        ("console", "console"),
        ("讲\u202e话\ufeff", "讲话"),
        ("讲\ud800话", "讲话"),
        ("", "未命名"),
        ("/?*:", "未命名"),
        (" . . ", "未命名"),
        ("\x00\x1f\x7f", "未命名"),
    ],
)
def test_any_text_becomes_a_name_that_every_system_accepts(text: str, name: str) -> None:
    """Slashes, line breaks, reserved names, trailing dots and the like give way; what is left is the name."""
    assert safe_name(text) == name


def test_a_long_name_is_cut_between_characters() -> None:
    """Of 300 Chinese characters the first 60 are kept, none of them cut in half."""
    assert safe_name("讲" * 300) == "讲" * 60


@pytest.mark.parametrize("text", ["con." + "x" * 300, "nul" + " " * 400 + "x", "aux." + "讲" * 300])
def test_a_long_reserved_name_stays_within_the_limit(text: str) -> None:
    """A reserved name that was cut is neither reserved nor over 180 bytes."""
    assert safe_name(text).startswith("_")
    assert len(safe_name(text).encode()) <= 180


@given(st.text(max_size=400))
def test_a_safe_name_is_safe(text: str) -> None:
    """Every safe name is one plain name of at most 180 bytes, and making it safe again changes nothing."""
    name = safe_name(text)
    assert len(name.encode()) <= 180
    assert is_plain_name(name)
    assert not set(name) & set('\\/:*?"<>|\n\r\t\x00')


@given(st.text(alphabet=st.characters(categories=["Lo"]), min_size=1, max_size=40))
def test_plain_chinese_names_stay_as_they_are(text: str) -> None:
    """A short name of letters alone loses nothing."""
    assert safe_name(text) == text


@pytest.mark.parametrize(
    "name",
    ["", "../x", "a/b", "a\\b", ".x", "..", "con", "x\n", "x.", " x", "x\x00", "C:x", "讲" * 61, "x\u202e", "\ud800"],
)
def test_names_that_leave_the_folder_or_fail_somewhere_are_refused(name: str) -> None:
    """A name with a folder, a leading dot or anything that some system refuses is no plain name."""
    assert not is_plain_name(name)


@pytest.mark.parametrize("name", ["2026年述责述廉", "group-talk", "某市.公安局", "a b"])
def test_plain_names_are_taken(name: str) -> None:
    """A name that every system accepts as it stands is a plain name."""
    assert is_plain_name(name)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("甲\n乙".encode(), "甲\n乙"),
        ("甲\r\n乙\r丙\n".encode(), "甲\n乙\n丙\n"),
        ("甲".encode("utf-8-sig"), "甲"),
        ("甲\ufeff乙".encode(), "甲\ufeff乙"),
    ],
)
def test_text_is_read_with_plain_line_ends(data: bytes, text: str, tmp_path: Path) -> None:
    """A UTF-8 file is read whole, without its byte order mark and with line feeds for any line end."""
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    assert read_text(path) == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("甲\n乙丙".encode() + b"\xff", "2:3"),
        ("述责".encode("gb18030"), "1:1"),
        (b"\xef\xbb\xbfa\n\xff", "2:1"),
        ("a: 1".encode("utf-16"), "1:1"),
        ("\r\n讲".encode() + b"\xe8\xae", "2:2"),
        ("一\r二".encode() + b"\xff", "2:2"),
    ],
)
def test_a_file_that_is_no_utf8_is_refused_at_its_place(data: bytes, place: str, tmp_path: Path) -> None:
    """A file in another encoding is refused with the line and column of the first byte that is wrong."""
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert str(caught.value).startswith(f"{path}:{place}: 文件不是 UTF-8")


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """A file of exactly the limit is read, one byte more is refused."""
    path = tmp_path / "x.txt"
    path.write_bytes(b"x" * 2048)
    assert len(read_text(path, 2048)) == 2048
    path.write_bytes(b"x" * 2049)
    with pytest.raises(InputError, match="超过 2 KB"):
        read_text(path, 2048)


@pytest.mark.parametrize(
    ("name", "message"),
    [("none.txt", "没有这个文件"), (".", "文件夹"), ("讲" * 300, "名字太长"), ("x\x00", "名字"), ("\ud800", "名字")],
)
def test_what_cannot_be_opened_is_told_in_chinese(name: str, message: str, tmp_path: Path) -> None:
    """A missing file, a folder and an impossible name are input errors in plain Chinese."""
    with pytest.raises(InputError, match=message) as caught:
        read_text(tmp_path / name)
    assert not any(word in str(caught.value.problems[0].message) for word in ("such", "directory", "name"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only some systems have such files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe under the name of a file is refused unopened: nobody may ever write into it."""
    os.mkfifo(tmp_path / "p.yaml")
    with pytest.raises(InputError, match="管道"):
        read_text(tmp_path / "p.yaml")


def test_a_file_that_grows_while_it_is_read_is_never_read_beyond_the_limit(tmp_path: Path) -> None:
    """A file that another program goes on writing is read up to the limit and no further, and not waited for."""
    path = tmp_path / "x.txt"
    with path.open("ab") as file:
        for _ in range(4):
            file.write(b"x" * 1024)
            file.flush()
            if path.stat().st_size <= 2048:
                assert len(read_text(path, 2048)) == path.stat().st_size
            else:
                with pytest.raises(InputError, match="超过 2 KB"):
                    read_text(path, 2048)


@given(st.binary(max_size=2000), st.booleans(), st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_byte_is_written(data: bytes, replace: bool, private: bool) -> None:  # noqa: FBT001
    """What is written is there byte for byte, and nothing else lies in the folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "下级" / "x.bin"
        write_atomic(path, data, replace=replace, private=private)
        assert path.read_bytes() == data
        assert [entry.name for entry in path.parent.iterdir()] == ["x.bin"]


def test_an_existing_file_is_only_replaced_on_request(tmp_path: Path) -> None:
    """Without replace an existing file stays as it is; with it the new bytes stand there; no other file is left."""
    path = tmp_path / "x"
    write_atomic(path, b"old")
    with pytest.raises(FileExistsError):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    write_atomic(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_hard_links_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a disk that knows no hard links a file is written, and an existing one still not overwritten."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "x"
    write_atomic(path, b"one")
    with pytest.raises(FileExistsError):
        write_atomic(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("way", ["new", "without links", "replaced", "numbered"])
def test_what_is_to_last_is_on_the_disk_before_it_has_its_name(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk has the whole of the very file before its name is taken, or an older one gives way."""
    path, fsync = tmp_path / "讲话（第1稿）.docx", os.fsync
    flushed: list[tuple[int, int, object]] = []

    def flush(handle: int) -> None:
        fsync(handle)
        file = os.fstat(handle)
        flushed.append((file.st_ino, file.st_size, path.exists() and path.read_bytes()))

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if way == "replaced":
        path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", flush)
    if way == "without links":
        monkeypatch.setattr(os, "link", refuse)
    if way == "numbered":
        write_next(tmp_path, "讲话", ".docx", b"new one")
    else:
        write_atomic(path, b"new one", replace=way == "replaced")
    assert flushed == [(path.stat().st_ino, 7, way == "replaced" and b"old")]


def test_what_can_be_made_again_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that isn't to last is written whole, and the disk isn't asked whether it has it."""
    monkeypatch.setattr(os, "fsync", lambda _: pytest.fail("waited"))
    write_atomic(tmp_path / "x", b"new", lasting=False)
    assert (tmp_path / "x").read_bytes() == b"new"


@posix
@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o644)])
@pytest.mark.parametrize("replace", [True, False])
def test_private_means_for_the_user_alone(private: bool, mode: int, replace: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A private file has mode 0600, any other what the umask allows."""
    before = os.umask(0o022)
    try:
        write_atomic(tmp_path / "x", b"", private=private, replace=replace)
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == mode


@posix
def test_a_read_only_folder_is_an_input_error() -> None:
    """Writing into a folder without permission is an input error in Chinese, and leaves nothing behind."""
    code = """
        import os, sys
        from pathlib import Path
        from drafter.errors import InputError
        from drafter.files import write_atomic, write_next
        if os.geteuid() == 0:
            os.setuid(65534)
        for write in (lambda f: write_atomic(f / "x", b""), lambda f: write_next(f, "x", ".docx", b"")):
            try:
                write(Path(sys.argv[1]))
            except InputError as error:
                print(error.problems[0].message)
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        assert _printed(code, folder) == "写不进去：没有权限\n写不进去：没有权限"
        Path(folder).chmod(0o333)
        assert _printed(code, folder) == "写不进去：没有权限"
        Path(folder).chmod(0o755)
        assert [entry.name for entry in Path(folder).iterdir()] == ["x"]


_CODES = (
    *("ENOSPC", "EACCES", "EROFS", "EDQUOT", "EISDIR", "ENOENT", "EFBIG", "EIO", "EPIPE", "ELOOP", "ENXIO", "ETXTBSY"),
    *("EMFILE", "ENOMEM", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENOTCONN", "ESTALE", "EINVAL", "EXDEV", "EILSEQ"),
    *("ENODEV", "ENOTEMPTY", "EOPNOTSUPP"),
)


@pytest.mark.parametrize("code", _CODES)
def test_why_the_system_refused_is_told_in_chinese(code: str) -> None:
    """The usual reasons for which a system refuses a file are told without a word of English."""
    number = getattr(errno, code)
    assert not re.search("[A-Za-z]", reason(OSError(number, os.strerror(number))))


def test_a_file_that_another_program_has_open_on_windows_is_told_so() -> None:
    """A sharing violation, which Windows reports as missing permission, is told as what it is."""

    class SharingViolationError(PermissionError):
        winerror = 32

    assert reason(SharingViolationError(errno.EACCES, "Permission denied")) == "别的程序正开着它，关掉再试"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links")
def test_a_link_to_itself_is_told_so(tmp_path: Path) -> None:
    """A link that leads in a circle is told as that."""
    path = tmp_path / "loop.csv"
    path.symlink_to(path.name)
    with pytest.raises(InputError, match="文件打不开：链接绕回了自己"):
        read_text(path)


@posix
def test_a_full_disk_leaves_the_old_file_and_no_temporary_one(tmp_path: Path) -> None:
    """A write that the disk breaks off leaves the old file whole and nothing beside it."""
    code = """
        import resource, sys
        from pathlib import Path
        from drafter.errors import InputError
        from drafter.files import write_atomic
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_atomic(Path(sys.argv[1]), b"x" * 100_000, replace=True)
        except InputError as error:
            print("refused")
    """
    path = tmp_path / "x"
    path.write_bytes(b"old")
    assert _printed(code, str(path)) == "refused"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["file/x", "讲" * 100, "x\x00", "\ud800"])
def test_a_place_that_cannot_be_written_is_an_input_error(name: str, tmp_path: Path) -> None:
    """A folder that is a file and a name that the system refuses are input errors with their place."""
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught:
        write_atomic(tmp_path / name, b"x")
    assert caught.value.problems[0].place is not None
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_nobody_ever_sees_half_a_file(tmp_path: Path) -> None:
    """A reader sees the old or the new bytes while another process replaces them, and after that one was killed."""
    code = """
        import itertools, sys
        from pathlib import Path
        from drafter.files import write_atomic
        for letter in itertools.cycle("ab"):
            write_atomic(Path(sys.argv[1]), letter.encode() * 300_000, replace=True)
            print(letter, flush=True)
    """
    path = tmp_path / "x"
    process = _run(code, str(path))
    try:
        assert process.stdout
        process.stdout.readline()
        seen = [path.read_bytes() for _ in range(200)]
    finally:
        process.kill()
        process.communicate()
    assert {*seen, path.read_bytes()} <= {b"a" * 300_000, b"b" * 300_000}


def test_drafts_are_numbered_and_never_overwritten(tmp_path: Path) -> None:
    """The first draft is 第1稿, the next 第2稿, and each keeps its bytes."""
    paths = [write_next(tmp_path / "output", "讲话", ".docx", bytes([n])) for n in range(3)]
    assert [path.name for path in paths] == ["讲话（第1稿）.docx", "讲话（第2稿）.docx", "讲话（第3稿）.docx"]
    assert [path.read_bytes() for path in paths] == [b"\x00", b"\x01", b"\x02"]


@pytest.mark.parametrize(
    ("existing", "name"),
    [
        (["讲话（第9稿）.docx"], "讲话（第10稿）.docx"),
        (["讲话（第2稿）写作清单.txt"], "讲话（第3稿）.docx"),
        (["讲话（第2稿）-改.docx", "讲话（第1稿）.docx"], "讲话（第3稿）.docx"),
        (["另一篇讲话（第5稿）.docx", "讲话.docx", "讲话（第x稿）.docx"], "讲话（第1稿）.docx"),
        (["讲话（第999999稿）.docx", "讲话（第1000000稿）.docx"], "讲话（第1000001稿）.docx"),
    ],
)
def test_the_number_follows_the_highest_there(existing: list[str], name: str, tmp_path: Path) -> None:
    """A draft's number is one above the highest of the same title, whatever else lies there."""
    for other in existing:
        (tmp_path / other).touch()
    assert write_next(tmp_path, "讲话", ".docx", b"").name == name


@pytest.mark.parametrize(
    ("stem", "name"), [("a/b\n[*]", "ab []（第2稿）.docx"), ("con", "_con（第2稿）.docx"), ("", "未命名（第2稿）.docx")]
)
def test_a_title_that_is_no_file_name_still_counts(stem: str, name: str, tmp_path: Path) -> None:
    """A title with signs that no file name may have is numbered like any other."""
    write_next(tmp_path, stem, ".docx", b"")
    assert write_next(tmp_path, stem, ".docx", b"").name == name


@pytest.mark.parametrize("disk", ["links", "none"])
def test_processes_that_write_at_once_never_overwrite_each_other(disk: str, tmp_path: Path) -> None:
    """Four processes that write the same title at once lose no draft, on disks with hard links and without."""
    code = """
        import sys, time
        from pathlib import Path
        from drafter.files import write_next
        def act(event, _):
            if event == "os.link" and sys.argv[3] == "none":
                raise PermissionError(1, "Operation not permitted")
            if event == "os.rename":
                time.sleep(0.01)  # long enough for the others to look whether the name is free
        sys.addaudithook(act)
        sys.stdin.readline()
        for n in range(8):
            write_next(Path(sys.argv[1]), "讲话", ".docx", f"{sys.argv[2]} {n}".encode())
    """
    folder = tmp_path / "output"
    processes = [_run(code, str(folder), str(n), disk, stdin=subprocess.PIPE) for n in range(4)]
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        process.communicate(timeout=60)
    assert {path.name for path in folder.iterdir()} == {f"讲话（第{n}稿）.docx" for n in range(1, 33)}
    written = {path.read_bytes().decode() for path in folder.iterdir()}
    assert written == {f"{process} {n}" for process in range(4) for n in range(8)}


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one holds a folder another one is refused, and once it has let go the next one has it."""
    monkeypatch.setattr("drafter.files._PATIENCE", 0.0)
    with locked(tmp_path / "a"), pytest.raises(InputError, match="别的 drafter 正占着"), locked(tmp_path / "a"):
        pass
    with locked(tmp_path / "a"):
        assert (tmp_path / "a").is_dir()


def test_a_folder_that_can_not_be_held_is_a_clear_error(tmp_path: Path) -> None:
    """Where the folder can't be made or written there is a plain error, not a crash."""
    (tmp_path / "a").write_text("")
    with pytest.raises(InputError, match="写不进去"), locked(tmp_path / "a"):
        pass


def test_one_that_dies_lets_go(tmp_path: Path) -> None:
    """A process that is killed while it holds a folder leaves it free."""
    code = """
        import sys, time
        from pathlib import Path
        from drafter.files import locked
        with locked(Path(sys.argv[1])):
            print("held", flush=True)
            time.sleep(600)
    """
    process = _run(code, str(tmp_path))
    assert process.stdout
    process.stdout.readline()
    process.kill()
    process.communicate()
    with locked(tmp_path):
        assert list(tmp_path.iterdir())
