"""Folders of the user."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.homes import cache_folder, data_folder, state_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

_LIBRARY = "/home/a/Library/Application Support/drafter"


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[str, str, str]]:
    """A function that gives the folders for state, data and cache on a system with such an environment."""

    def folders(platform: str, **environment: str) -> tuple[str, str, str]:
        with monkeypatch.context() as given:
            for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
                given.delenv(name, raising=False)
            for name, value in ({"HOME": "/home/a", "USERPROFILE": "/home/a"} | environment).items():
                given.setenv(name, value)
            given.setattr(sys, "platform", platform)
            state, data, cache = (folder().as_posix() for folder in (state_folder, data_folder, cache_folder))
        return state, data, cache

    return folders


def test_all_folders_are_the_users_own(workspace: Path) -> None:
    """What is remembered and what the user put there lie in the folders the system gives this user."""
    assert (state_folder().name, data_folder().name) == ("drafter", "drafter")
    assert state_folder().is_relative_to(workspace.parent)
    assert data_folder().is_relative_to(workspace.parent)


@pytest.mark.parametrize(
    ("platform", "environment", "found"),
    [
        (
            "linux",
            {},
            ("/home/a/.local/state/drafter", "/home/a/.local/share/drafter", "/home/a/.cache/drafter"),
        ),
        (
            "linux",
            {"XDG_STATE_HOME": "/s", "XDG_DATA_HOME": "/d/", "XDG_CACHE_HOME": "/c"},
            ("/s/drafter", "/d/drafter", "/c/drafter"),
        ),
        (
            "freebsd14",
            {"XDG_STATE_HOME": "", "XDG_DATA_HOME": "d", "XDG_CACHE_HOME": "~/c"},
            ("/home/a/.local/state/drafter", "/home/a/.local/share/drafter", "/home/a/.cache/drafter"),
        ),
        ("darwin", {}, (_LIBRARY, _LIBRARY, "/home/a/Library/Caches/drafter")),
        ("darwin", {"XDG_DATA_HOME": "/d"}, (_LIBRARY, "/d/drafter", "/home/a/Library/Caches/drafter")),
        ("win32", {"LOCALAPPDATA": "/l"}, ("/l/drafter", "/l/drafter", "/l/drafter/Cache")),
        (
            "win32",
            {"XDG_DATA_HOME": "/d", "LOCALAPPDATA": "l"},
            (
                "/home/a/AppData/Local/drafter",
                "/home/a/AppData/Local/drafter",
                "/home/a/AppData/Local/drafter/Cache",
            ),
        ),
    ],
)
def test_each_system_has_its_own_folders(
    system: Callable[..., tuple[str, str, str]],
    platform: str,
    environment: dict[str, str],
    found: tuple[str, str, str],
) -> None:
    """They are those that platformdirs gives; a variable that names no whole path counts for nothing."""
    assert system(platform, **environment) == found


@pytest.mark.skipif(sys.platform == "win32", reason="HOME says nothing there")
@pytest.mark.parametrize("home", ["", "a/b"])
def test_a_home_that_is_no_whole_path_counts_for_nothing(
    home: str, system: Callable[..., tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the system is asked, as if there were none."""
    found = system("linux", HOME=home)
    monkeypatch.delenv("HOME", raising=False)
    assert found[0] == str(Path.home() / ".local" / "state" / "drafter")


def test_a_user_without_a_home_is_told(drafter: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system knows no folder of the user's, that is said in a line."""
    for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    outcome = drafter("template", "list")
    assert outcome.code == 1
    assert "~: 读不出或写不进" in outcome.err
    assert "Traceback" not in outcome.err
