"""Where a user's own files lie on this machine, for each system as its users expect: the one door to platformdirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def state_folder() -> Path:
    """What drafter remembers for the user and may forget: journals, which templates are trusted."""
    import platformdirs  # noqa: PLC0415 - only some commands look there

    return platformdirs.user_state_path("drafter", appauthor=False)


def data_folder() -> Path:
    """What the user put there to have it in every workspace: templates."""
    import platformdirs  # noqa: PLC0415 - only some commands look there

    return platformdirs.user_data_path("drafter", appauthor=False)


def cache_folder() -> Path:
    """What can be made anew at any time: layouts' empty documents, what templates came to, how YAML files are built."""
    import platformdirs  # noqa: PLC0415 - as above

    return platformdirs.user_cache_path("drafter", appauthor=False)
