"""Saved answers: profiles read as layers; `saving` and `keeping` change them without losing what a person wrote."""

from __future__ import annotations

from drafter.profiles.reading import find_profile, profile_names, read_answers, read_profile

__all__ = ["find_profile", "profile_names", "read_answers", "read_profile"]
