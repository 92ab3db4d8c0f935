"""Saved answers: profiles read as layers, and changed without losing what a person wrote in them."""

from __future__ import annotations

from drafter.profiles.keeping import own_profile
from drafter.profiles.reading import find_profile, profile_names, read_answers, read_profile
from drafter.profiles.saving import New, check_older, lay_into, profile_path

__all__ = [
    "New",
    "check_older",
    "find_profile",
    "lay_into",
    "own_profile",
    "profile_names",
    "profile_path",
    "read_answers",
    "read_profile",
]
