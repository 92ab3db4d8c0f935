"""Folders of the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.homes import data_folder, state_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_both_folders_are_the_users_own(workspace: Path) -> None:
    """What is remembered and what the user put there lie in the folders the system gives this user."""
    assert (state_folder().name, data_folder().name) == ("drafter", "drafter")
    assert state_folder().is_relative_to(workspace.parent)
    assert data_folder().is_relative_to(workspace.parent)
